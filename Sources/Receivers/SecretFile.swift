import Foundation
package import System
package import YAML

/// A file that the configuration names by a `*_file` key. It is read anew for each use, so that a key can be changed
/// while the daemon runs, and nothing of what it holds is ever part of a message.
package struct SecretFile: Sendable, Hashable {
    /// Where it may lie; the first that exists counts.
    package let candidates: [String]

    package init(candidates: [String]) { self.candidates = candidates }

    /// One that a `*_file` key names: looked up among systemd's credentials first.
    init(_ name: String, _ surroundings: Surroundings) {
        let credential = name.hasPrefix("/") ? nil : surroundings.credentialsDirectory.map { $0 + "/" + name }
        candidates = [credential, surroundings.absolute(name)].compactMap(\.self)
    }

    /// The one that is read.
    package var path: String {
        candidates.first { FileManager.default.fileExists(atPath: $0) } ?? candidates.last ?? ""
    }

    package func text() throws(ReceiverError) -> String {
        let path = path
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ReceiverError(
                operation: "read", subject: path, cause: "it does not exist or may not be read",
                hint: "create it for the user that runs ratingwatch, or hand it over with LoadCredential")
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw ReceiverError(
                operation: "read", subject: path, cause: "it is not UTF-8 text", hint: nil)
        }
        return text
    }

    /// Its lines without blanks around them; empty ones are left out.
    package func lines() throws(ReceiverError) -> [String] {
        try text().split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    /// A password or a key; throws where it is empty.
    package func firstLine() throws(ReceiverError) -> String {
        if let line = try lines().first { return line }
        throw ReceiverError(
            operation: "read", subject: subject, cause: "it is empty", hint: "write the password or key into it")
    }

    /// Names it in messages.
    var subject: String { candidates.last ?? "" }
}

extension YAMLNode {
    /// A file that a `*_file` key names; where secrets are needed it must be there, and `check` must be content with
    /// it.
    package func secretFile(
        _ surroundings: Surroundings, isSecret: Bool = true, check: (SecretFile) throws(ReceiverError) -> Void
    ) -> SecretFile? {
        guard let name = filePath() else { return nil }
        let file = SecretFile(name, surroundings)
        guard surroundings.needsSecrets, !surroundings.serviceCredentials.contains(name) else { return file }
        if let fault = FileFault(of: file.path) {
            let remedy = fault == .missing ? "create it for" : "make it readable for"
            // What is no whole path may be the secret itself.
            let shown =
                name.hasPrefix("/") ? file.path : "the file that it names (not shown: it may be the secret itself)"
            problem(
                "\(shown): \(fault); \(remedy) the user that runs ratingwatch, or hand it over with LoadCredential= in "
                    + "the unit")
            return nil
        }
        do throws(ReceiverError) {
            try check(file)
        } catch {
            problem("\(file.path): \(error.cause)" + (error.hint.map { "; \($0)" } ?? ""))
        }
        if isSecret, FileFault.isReadableByAll(file.path) {
            warn("\(file.path) can be read by every user of this machine; `chmod o= \(file.path)` ends that")
        }
        return file
    }

    /// A file whose first line is a password or a key.
    package func passwordFile(_ surroundings: Surroundings) -> SecretFile? {
        secretFile(surroundings) { file throws(ReceiverError) in _ = try file.firstLine() }
    }
}

/// Why one attempt at a delivery failed.
package struct ReceiverError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, as a verb: "open", "write".
    package let operation: String
    /// The receiver's file or address.
    package let subject: String
    package let cause: String
    /// What an operator can do about it.
    package let hint: String?

    package init(operation: String, subject: String, cause: String, hint: String? = nil) {
        self.operation = operation
        self.subject = subject
        self.cause = cause
        self.hint = hint
    }

    package var description: String {
        "cannot \(operation) \(subject): \(cause)" + (hint.map { " (\($0))" } ?? "")
    }
}
