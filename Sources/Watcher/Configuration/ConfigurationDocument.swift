import Foundation
import Reports
import System
import Yams

/// A configuration's YAML, with the problems that reading it has found so far.
struct ConfigurationDocument {
    let root: ConfigurationNode

    init(file: String) throws(ConfigurationError) {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ConfigurationError(
                file: file,
                "\(FileFault.cause(file, otherwise: "it cannot be read")); name another file with --config, or create this one"
            )
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw ConfigurationError(file: file, "is not UTF-8 text")
        }
        try self.init(text, file: file)
    }

    /// `file` is the name that problems give.
    init(_ text: String, file: String) throws(ConfigurationError) {
        let composed: Node?
        do {
            // Without rules on what looks like a number or a day: each value is read as what its key asks for.
            composed = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            let (line, column, problem) = error.place(in: text)
            throw ConfigurationError(file: file, line: line, column: column, "not valid YAML: \(problem)")
        } catch {
            throw ConfigurationError(file: file, line: 1, column: 1, String(describing: error))
        }
        guard let composed else {
            throw ConfigurationError(file: file, line: 1, column: 1, "is empty; it needs at least \"feeds\"")
        }
        root = ConfigurationNode(
            node: RecipeConfiguration.applied(to: composed), path: "", problems: ProblemList(file: file))
    }

    /// Throws all problems at once, those found before too.
    func configuration(
        _ surroundings: Surroundings, vocabulary: RouteVocabulary?
    ) throws(ConfigurationError) -> Configuration {
        let configuration = Configuration(root, surroundings: surroundings, vocabulary: vocabulary)
        guard let configuration, root.problems.problems.isEmpty else { throw error }
        return configuration
    }

    var error: ConfigurationError { ConfigurationError(problems: root.problems.problems) }
}
