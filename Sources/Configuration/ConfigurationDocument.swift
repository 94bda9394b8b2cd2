import Feeds
import Foundation
package import Inspections
import Reports
package import System
package import YAML

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
        self.root = RecipeConfiguration.applied(to: FeedFamily.applied(to: root))
    }

    /// Throws all problems at once, those found before too.
    func configuration(
        _ surroundings: Surroundings, vocabulary: KnownNames?
    ) throws(ConfigurationError) -> Configuration {
        let configuration = Configuration(root, surroundings: surroundings, vocabulary: vocabulary)
        guard let configuration, root.problems.problems.isEmpty else { throw error }
        return configuration
    }

    var error: ConfigurationError { ConfigurationError(problems: root.problems.problems) }
}

extension ConfigurationDocument {
    /// The reader of reports with the built-in framework data and that which the configuration adds; `nil` where that
    /// has problems, all of which are reported.
    func reportReader(_ surroundings: Surroundings) -> ReportReader? {
        var additional: [(file: String, yaml: String)] = []
        for node in root.member("frameworks")?.members ?? [] {
            guard let path = node.filePath().map(surroundings.absolute) else { continue }
            for file in ConfigurationDocument.files(at: path, node) {
                guard let bytes = FileManager.default.contents(atPath: file),
                    let yaml = String(bytes: bytes, encoding: .utf8)
                else {
                    node.problem(
                        "\(file): \(FileFault.cause(file, otherwise: "it is not UTF-8 text")); name a file of framework data"
                    )
                    continue
                }
                additional.append((file, yaml))
            }
        }
        do throws(ReportsError) {
            return try ReportReader.builtIn(additional: additional)
        } catch {
            root.problems.add(error.problems)
            return nil
        }
    }

    /// The file itself, or the YAML files of a folder in order of their names.
    private static func files(at path: String, _ node: YAMLNode) -> [String] {
        guard FileFault.isFolder(path) else { return [path] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            node.problem("\(path): this user may not list the folder; let the user that runs ratingwatch do so")
            return []
        }
        let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { path + "/" + $0 }
        if files.isEmpty { node.warn("\(path) has no framework data: no file whose name ends in .yaml") }
        return files
    }
}

extension ConfigurationDocument {
    /// The names that routes may ask for; `reports`: `nil` where framework data has mistakes.
    func vocabulary(_ reports: ReportReader?) -> KnownNames {
        let feeds = root.member("feeds")?.elements ?? []
        let kinds = ["table", "page", "json"].flatMap { part in
            feeds.compactMap { $0.member(part)?.member("provider_kind")?.scalar }
        }
        return KnownNames(
            frameworks: reports?.catalogue, registry: (reports ?? .builtInLater()).registry,
            providerKinds: TableConfiguration.officialProviderKinds + kinds,
            hasTables: feeds.contains { feed in
                feed.member("table") != nil
                    || ["page", "json"].contains { feed.member($0)?.member("region") != nil }
            })
    }
}

extension Configuration {
    /// Checks a text and throws all its problems at once; `file` is the name that they give.
    package static func parse(
        _ text: String, file: String, surroundings: Surroundings, vocabulary: KnownNames? = nil
    ) throws(ConfigurationError) -> Configuration {
        try ConfigurationDocument(text, file: file).configuration(surroundings, vocabulary: vocabulary)
    }
}

/// A configuration that cannot be used, with all its problems.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// In the order of the file; never empty.
    package let problems: [YAMLProblem]

    init(problems: [YAMLProblem]) { self.problems = problems }

    /// The one problem of a file that cannot be used at all; without a line the file as a whole is meant.
    init(file: String, line: Int = 0, column: Int = 0, _ message: String) {
        problems = [YAMLProblem(file: file, line: line, column: column, path: "", message: message)]
    }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
