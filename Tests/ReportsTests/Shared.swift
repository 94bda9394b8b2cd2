import Foundation

/// The real publications beside the package, where they are there.
enum Shared {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let data = package.deletingLastPathComponent().appending(path: "shared/data")
    static let exists = FileManager.default.fileExists(atPath: data.appending(path: "reports.csv").path)

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: data.appending(path: path))) }

    /// The rows of a CSV file by column name; empty cells are left out.
    static func rows(_ file: String) throws -> [[String: String]] {
        let text = String(decoding: try bytes(file), as: UTF8.self)
        let table = text.split(whereSeparator: \.isNewline).map { cells(String($0)) }
        guard let names = table.first else { return [] }
        return table.dropFirst().map { row in
            Dictionary(zip(names, row).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
        }
    }

    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
