import Foundation

/// A file that the configuration names by a `*_file` key. It is read anew for each use, so that a key can be changed while the
/// daemon runs, and nothing of what it holds is ever part of a message.
package struct SecretFile: Sendable, Hashable {
    /// Where it may lie; the first that exists counts.
    package let candidates: [String]

    package init(candidates: [String]) { self.candidates = candidates }

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
