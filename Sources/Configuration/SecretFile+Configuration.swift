import Receivers
import System
import YAML

extension YAMLNode {
    /// A file that a `*_file` key names; where secrets are needed it must be there, and `check` must be content with it.
    func secretFile(
        _ surroundings: Surroundings, isSecret: Bool = true, check: (SecretFile) throws(ReceiverError) -> Void
    ) -> SecretFile? {
        guard let name = filePath() else { return nil }
        let file = surroundings.secretFile(name)
        guard surroundings.needsSecrets, !surroundings.serviceCredentials.contains(name) else { return file }
        if let fault = FileFault(of: file.path) {
            let remedy = fault == .missing ? "create it for" : "let it be read by"
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
    func passwordFile(_ surroundings: Surroundings) -> SecretFile? {
        secretFile(surroundings) { file throws(ReceiverError) in _ = try file.firstLine() }
    }
}
