import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

/// What is opened in the place of a history of this version.
@Suite struct HistoryVersionTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("history.sqlite")
    }

    private func opened(_ sql: String) throws {
        _ = try History(at: .file(path))
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    @Test func oneOfANewerVersionIsRefusedAndLeftAsItIs() throws {
        try opened("INSERT INTO grdb_migrations VALUES ('9999')")
        for open in [{ _ = try History(at: .file(path)) }, { _ = try History(readingAt: .file(path)) }] {
            let error = #expect(throws: HistoryError.self) { try open() }
            #expect(error?.cause == "a newer ratingwatch has written it")
        }
        #expect(try DatabaseQueue(path: path).read { try $0.tableExists("publications") })
    }

    /// Without these files only who may write to the folder could read the history of a stopped daemon.
    @Test func theWriteAheadLogStaysBesideTheFile() throws {
        do { _ = try History(at: .file(path)) }
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        #expect(FileManager.default.fileExists(atPath: path + "-shm"))
    }
}
