import Foundation
import Testing

/// The imports run one way. The compiler checks that targets declare what they import; this checks what they may
/// declare.
@Suite struct ImportTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let doors: Set<String> = [
        "CCurl", "CLibXML2", "CCrypto", "CZlib", "CYAML", "CSpawn", "CMemory", "CSQLite", "CPostgres",
    ]

    static let ours: Set<String> = doors.union(allowed.keys)

    /// Target -> what of ours it may import.
    static let allowed: [String: Set<String>] = [
        "Text": [],
        "System": ["CSpawn", "CMemory"],
        "YAML": ["Text", "CYAML"],
        "Digests": ["CCrypto"],
        "Compression": ["CZlib"],
        "Inspections": ["Text"],
        "HTTPTransport": ["CCurl", "Text"],
        "Markup": ["CLibXML2"],
        // Tables come in spreadsheets and archives.
        "Feeds": ["Inspections", "Markup", "Compression", "Text", "YAML"],
        "Reports": ["Inspections", "Markup", "Digests", "Text", "System", "YAML"],
        "Postgres": ["CPostgres"],
        "History": ["Inspections", "Digests", "Postgres", "CSQLite", "Text"],
        // Rotated logs are archives that stay readable.
        "Receivers": ["Inspections", "HTTPTransport", "Digests", "Compression", "Text", "System", "YAML"],
        "Configuration": [
            "Feeds", "Reports", "Receivers", "Inspections", "HTTPTransport", "Markup", "Postgres", "Text", "System",
            "YAML",
        ],
        "Polling": [
            "Configuration", "History", "Feeds", "Reports", "Receivers", "Inspections", "HTTPTransport", "Markup",
            "Digests", "Compression", "Text", "System", "YAML",
        ],
        "Delivery": [
            "Configuration", "History", "Receivers", "Inspections", "HTTPTransport", "Text", "System",
        ],
        "Queries": [
            "Configuration", "History", "Feeds", "Reports", "Receivers", "Inspections", "Digests", "Postgres", "Text",
            "System", "YAML",
        ],
        "Pages": ["Queries", "Configuration", "History", "Reports", "Inspections", "Digests", "Text", "System"],
        "Daemon": [
            "Configuration", "Polling", "Delivery", "Queries", "Pages", "History", "Reports", "Receivers",
            "Inspections",
            "HTTPTransport", "Digests", "Text", "System",
        ],
        "ratingwatch": ["Daemon", "Queries", "Polling", "Configuration", "Text", "System"],
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

    /// A door to C that is not in the list would go unchecked.
    @Test func everyDoorIsInTheList() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: ImportTests.root.appending(path: "Sources").path)
        let doors = folders.filter { folder in
            ImportTests.files(of: folder).isEmpty
        }
        #expect(Set(doors) == ImportTests.doors)
        #expect(Set(folders).subtracting(doors) == Set(ImportTests.allowed.keys))
    }

    /// Taking away, again and again, each target that imports none of the others leaves nothing.
    @Test func theImportsHaveNoCycle() throws {
        var imports: [String: Set<String>] = [:]
        for target in ImportTests.allowed.keys {
            let all = try ImportTests.files(of: target).flatMap(ImportTests.imports)
            imports[target] = Set(all).intersection(ImportTests.allowed.keys)
        }
        while let lowest = imports.first(where: { $0.value.isDisjoint(with: imports.keys) })?.key {
            imports[lowest] = nil
        }
        #expect(imports.isEmpty, "\(imports)")
    }

    /// A statement goes through `Recorder.state` alone, which knows whom it concerns.
    @Test func statementsAreAddedAtOneDoor() throws {
        let callers = try ["Polling", "Delivery", "Queries", "Daemon"].flatMap(ImportTests.files).filter { file in
            try String(contentsOf: file, encoding: .utf8).contains("history.record(statement")
        }
        #expect(callers.map(\.lastPathComponent) == ["Recorder.swift"])
    }

    /// The record's tables know nothing of the engine: it is named where connections, transactions and migrations are.
    @Test func theEngineIsNamedBehindItsOwnDoorAlone() throws {
        let engine = try ["Sources", "web/Sources"].flatMap { sources in
            let folder = ImportTests.root.appending(path: sources)
            let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
            return try names.compactMap { $0 as? String }.filter { name in
                try name.hasSuffix(".swift")
                    && !Set(["GRDB", "GRDBSQLite"]).isDisjoint(
                        with: ImportTests.imports(of: folder.appending(path: name)))
            }
        }
        #expect(
            Set(engine) == [
                "History/Database/Row.swift", "History/Database/SQLiteConnection.swift", "History/HistoryError.swift",
                "History/SQLite/HistorySchema+SQLite.swift", "History/SQLite/SQLiteEngine+Making.swift",
                "History/SQLite/SQLiteEngine+Soundness.swift",
                "History/SQLite/SQLiteEngine.swift",
            ])
    }

    /// What is one publisher's, or one kind's, is in its folder: nothing else asks which it is.
    @Test(arguments: ["Polling", "Delivery", "Daemon"]) func nothingAsksWhichKindAFeedIs(target: String) throws {
        for file in ImportTests.files(of: target) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for name in ["FeedKind", ".ofstedReports", ".govukStatistics", "\"cqc", ".cqc"] {
                #expect(!text.contains(name), "\(file.lastPathComponent) asks for \(name)")
            }
        }
    }

    /// Whoever builds the daemon neither resolves nor links what the pages' server needs; that takes nothing of ours
    /// but the pages.
    @Test func thePagesServerIsAPackageOfItsOwn() throws {
        let manifest = try String(contentsOf: ImportTests.root.appending(path: "Package.swift"), encoding: .utf8)
        for library in ["swift-nio", "hummingbird-project/hummingbird\""] { #expect(!manifest.contains(library)) }
        let folder = ImportTests.root.appending(path: "web/Sources/ratingwatch-web")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 3)
        for file in files {
            let imported = Set(try ImportTests.imports(of: file)).intersection(ImportTests.ours)
            #expect(imported.isSubset(of: ["Pages"]), "\(file.lastPathComponent)")
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
