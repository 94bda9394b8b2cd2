import Foundation
import Reports
import System
import YAML

extension ConfigurationDocument {
    /// The reader of reports with the built-in framework data and that which the configuration adds; `nil` where that has
    /// problems, all of which are reported.
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
        if files.isEmpty { node.warn("\(path) holds no file of framework data, whose name ends in .yaml") }
        return files
    }
}
