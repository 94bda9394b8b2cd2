import Foundation
import Reports

extension Configuration {
    /// The reader of reports with the built-in framework data and that which the configuration adds.
    func reportReader() throws(ConfigurationError) -> ReportReader {
        var additional: [(file: String, yaml: String)] = []
        for path in frameworks {
            for file in Configuration.files(at: path) {
                guard let bytes = FileManager.default.contents(atPath: file),
                    let yaml = String(bytes: bytes, encoding: .utf8)
                else {
                    throw ConfigurationError(problems: [
                        ConfigurationProblem(
                            file: file, line: 0, column: 0, path: "",
                            message: "framework data cannot be read as UTF-8 text; check that the file exists")
                    ])
                }
                additional.append((file, yaml))
            }
        }
        do throws(ReportsError) {
            return try ReportReader.builtIn(additional: additional)
        } catch {
            throw ConfigurationError(error)
        }
    }

    /// The file itself, or the YAML files of a folder in order of their names.
    private static func files(at path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { path + "/" + $0 }
    }
}
