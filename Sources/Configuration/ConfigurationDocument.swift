import Foundation
import Reports
import System
import YAML

/// A configuration's YAML, with the problems that reading it has found so far.
struct ConfigurationDocument {
    let root: YAMLNode

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
        let root: YAMLNode?
        do throws(YAMLProblem) { root = try YAMLNode(yaml: text, file: file) } catch {
            throw ConfigurationError(problems: [error])
        }
        guard let root else {
            throw ConfigurationError(file: file, line: 1, column: 1, "is empty; it needs at least \"feeds\"")
        }
        self.root = RecipeConfiguration.applied(to: root)
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
