import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

/// What may lie in the place of the history.
@Suite struct HistoryFileTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("history.sqlite")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let make: @Sendable (String) throws -> Void
        let cause: String
        let hint: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "another program's database",
            make: { path in try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE songs (name)") } },
            cause: "it is a database, but not ratingwatch's",
            hint: "move it away, or name another folder with \"state\""),
        Case(
            name: "a database of another program with migrations of the same names",
            make: { path in
                var migrator = DatabaseMigrator()
                migrator.registerMigration("1") { try $0.execute(sql: "CREATE TABLE songs (name)") }
                try migrator.migrate(DatabaseQueue(path: path))
            },
            cause: "it is a database, but not ratingwatch's", hint: "move it away"),
        Case(
            name: "a text",
            make: { try Data("a letter to my aunt, about the weather".utf8).write(to: URL(filePath: $0)) },
            cause: "it is damaged, or no database (SQLite 26: file is not a database",
            hint: "restore the file from a backup"),
        Case(
            name: "a history whose tables are overwritten",
            make: { path in
                do { _ = try History(at: .file(path)) }
                try DatabaseQueue(path: path).writeWithoutTransaction {
                    try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                }
                let file = try FileHandle(forUpdating: URL(filePath: path))
                try file.seek(toOffset: 100)
                try file.write(contentsOf: Data(repeating: 0x5A, count: 3000))
                try file.close()
            },
            cause: "it is damaged, or no database (SQLite 11:", hint: "restore the file from a backup"),
    ])
    func whatIsNoHistoryIsNamedAndLeftAsItIs(_ example: Case) throws {
        try example.make(path)
        let before = FileManager.default.contents(atPath: path)
        for open in [{ _ = try History(at: .file(path)) }, { _ = try History(readingAt: .file(path)) }] {
            let error = #expect(throws: HistoryError.self) { try open() }
            #expect(error?.cause.contains(example.cause) == true, "\(error?.cause ?? "")")
            #expect(error?.hint.contains(example.hint) == true, "\(error?.hint ?? "")")
        }
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    /// As a kill at the first start leaves them: there is nothing to lose yet.
    @Test(arguments: [nil, "PRAGMA journal_mode = WAL"] as [String?])
    func anEmptyFileIsNoHistoryYet(sql: String?) throws {
        try Data().write(to: URL(filePath: path))
        if let sql { try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) } }
        #expect(try History(readingAt: .file(path)) == nil)
        #expect(try History(readingAt: .file(folder.path("none.sqlite"))) == nil)
        _ = try History(at: .file(path))
        #expect(try History(readingAt: .file(path)) != nil)
    }
}
