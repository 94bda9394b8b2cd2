import Foundation
import Testing

/// Folders of a target are layers too: a kind, a receiver or a step leans on what lies at the target's root, and never
/// in a circle on another folder.
@Suite struct FolderTests {
    /// Whose folders are chapters of one reader, which lean on one another.
    private static let chapters: Set<String> = ["Reports"]

    /// Folders that belong to another: a spreadsheet is a form in which a table comes.
    private static let parts = ["Spreadsheets": "Table"]

    private static func code(of file: URL) throws -> String {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    }

    private static func names(in code: String) -> Set<Substring> {
        Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.filter { $0.first?.isUppercase == true })
    }

    /// Types of a file that others see.
    private static func types(in code: String) -> [Substring] {
        let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "actor"]
        return code.split(separator: "\n").compactMap { line in
            guard let first = line.first, first != " " else { return nil }
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count, !line.contains("private ")
            else { return nil }
            return words[kind + 1]
        }
    }

    /// Folder -> the other folders whose types it names; the root, where the registries are, left out.
    private static func uses(in target: String) throws -> [String: Set<String>] {
        let root = ImportTests.root.appending(path: "Sources/\(target)").path
        var homes: [Substring: Set<String>] = [:]
        var named: [String: Set<Substring>] = [:]
        for file in ImportTests.files(of: target) {
            let path = String(file.deletingLastPathComponent().path.dropFirst(root.count).drop { $0 == "/" })
            let folder = parts[path] ?? path
            let code = try code(of: file)
            for type in types(in: code) { homes[type, default: []].insert(folder) }
            named[folder, default: []].formUnion(names(in: code))
        }
        named[""] = nil
        return named.mapValues { names in
            Set(names.compactMap { homes[$0]?.count == 1 ? homes[$0]?.first : nil }).subtracting([""])
        }
    }

    @Test(arguments: ImportTests.allowed.keys.filter { !chapters.contains($0) })
    func foldersLeanOnOneAnotherInNoCircle(target: String) throws {
        var left = try Self.uses(in: target)
        while let lowest = left.first(where: { folder, uses in
            uses.subtracting([folder]).isDisjoint(with: left.keys)
        })?.key {
            left[lowest] = nil
        }
        #expect(left.isEmpty, "\(left)")
    }
}
