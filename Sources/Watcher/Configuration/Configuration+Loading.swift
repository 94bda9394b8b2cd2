import Foundation
import Reports
import Yams

extension Configuration {
    /// Reads and checks a file; throws all its problems at once.
    package static func load(
        file: String, surroundings: Surroundings, vocabulary: RouteVocabulary? = nil
    ) throws(ConfigurationError) -> Configuration {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    file: file, line: 0, column: 0, path: "",
                    message: "cannot be read; name another file with --config, or create this one")
            ])
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw ConfigurationError(problems: [
                ConfigurationProblem(file: file, line: 0, column: 0, path: "", message: "is not UTF-8 text")
            ])
        }
        return try parse(text, file: file, surroundings: surroundings, vocabulary: vocabulary)
    }

    /// Checks a text; `file` is the name that problems give.
    package static func parse(
        _ text: String, file: String, surroundings: Surroundings, vocabulary: RouteVocabulary? = nil
    ) throws(ConfigurationError) -> Configuration {
        let problems = ProblemList(file: file)
        var configuration: Configuration?
        do {
            // Without rules on what looks like a number or a day: each value is read as what its key asks for.
            if let node = try Yams.compose(yaml: text, .basic) {
                configuration = Configuration(
                    ConfigurationNode(node: node, path: "", problems: problems), surroundings: surroundings,
                    vocabulary: vocabulary)
            } else {
                problems.add(line: 1, column: 1, path: "", "is empty; it needs at least \"feeds\"")
            }
        } catch let error as YamlError {
            let (line, column, problem) = error.place
            problems.add(line: line, column: column, path: "", "not valid YAML: \(problem)")
        } catch {
            problems.add(line: 1, column: 1, path: "", String(describing: error))
        }
        guard let configuration, problems.problems.isEmpty else {
            throw ConfigurationError(problems: problems.problems.sorted())
        }
        return configuration
    }
}
