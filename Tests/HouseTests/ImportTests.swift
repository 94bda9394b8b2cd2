import Foundation
import Testing

/// The imports run one way. The compiler checks that targets declare what they import; this checks what they may declare.
@Suite struct ImportTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let ours: Set<String> = [
        "CCurl", "CLibXML2", "CCrypto", "CZlib", "CSpawn", "CMemory", "CSQLite", "Text", "System", "Digests",
        "Compression", "Inspections", "HTTPTransport", "Markup", "Feeds", "Reports", "History", "Receivers", "Watcher",
    ]

    /// Target -> what of ours it may import.
    static let allowed: [String: Set<String>] = [
        "Text": [],
        "System": ["CSpawn"],
        "Digests": ["CCrypto"],
        "Compression": ["CZlib"],
        "Inspections": [],
        "HTTPTransport": ["CCurl", "Text"],
        "Markup": ["CLibXML2"],
        // Tables come in spreadsheets and archives.
        "Feeds": ["Inspections", "Markup", "Compression", "Text"],
        "Reports": ["Inspections", "Markup", "Digests", "Text", "System"],
        "History": ["Inspections", "Digests", "CSQLite"],
        // Rotated logs are archives that stay readable.
        "Receivers": ["Inspections", "HTTPTransport", "Digests", "Compression", "Text"],
        "Watcher": [
            "Inspections", "Digests", "Compression", "HTTPTransport", "Markup", "Feeds", "Reports", "History",
            "Receivers", "Text", "System", "CMemory",
        ],
        "ratingwatch": ["Watcher", "Text", "System"],
    ]

    static func files(of target: String) -> [URL] {
        let folder = root.appending(path: "Sources/\(target)")
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { folder.appending(path: $0) }
    }

    static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at + 1 < words.count, at <= 2, !line.hasPrefix("/") else {
                return nil
            }
            return words[at + 1].split(separator: ".").first.map(String.init)
        }
    }

    @Test(arguments: Array(allowed.keys)) func aTargetImportsOnlyWhatItMay(target: String) throws {
        let files = ImportTests.files(of: target)
        #expect(!files.isEmpty)
        for file in files {
            let imported = Set(try ImportTests.imports(of: file))
            let forbidden = imported.intersection(ImportTests.ours).subtracting(ImportTests.allowed[target] ?? [])
            #expect(forbidden.isEmpty, "\(file.lastPathComponent) imports \(forbidden)")
            #expect(imported.isDisjoint(with: ["FoundationNetworking", "FoundationXML"]), "\(file.lastPathComponent)")
        }
    }

    /// Words that say nothing have no place in the name of a file, and a file holds one thing.
    @Test func filesAreNamedAfterWhatTheyHold() {
        for target in ImportTests.allowed.keys {
            for file in ImportTests.files(of: target) {
                let name = file.lastPathComponent.lowercased()
                for word in ["helper", "util", "manager", "common", "shared", "processor", "handler"] {
                    #expect(!name.contains(word), "\(file.path)")
                }
            }
        }
    }
}
