import Foundation
import GRDB
import Glibc

/// What may become of the record's file while the daemon runs, and how it is put right.
extension SQLiteEngine {
    /// Whether the files that are written to are those that the next start will find.
    var place: History.Place {
        guard let file = FileIdentity(path) else { return .missing }
        let journal = FileIdentity(path + "-wal")
        return change { opened in
            if file != opened.file { return .replaced }
            // It is made with the first thing that is written.
            opened.journal = opened.journal ?? journal
            return journal == nil || journal != opened.journal ? .missing : .sound
        }
    }

    func restore() async throws {
        try await current.database.writeWithoutTransaction { [self] database in
            // Only now, that nobody else writes; whoever waits is refused, and comes again.
            let copy = path + ".restored"
            for file in [copy, copy + "-wal", copy + "-shm"] { unlink(file) }
            try database.execute(sql: "VACUUM INTO ?", arguments: [copy])
            try SQLiteEngine.sync(copy)
            for file in [path + "-wal", path + "-shm"] { unlink(file) }
            guard rename(copy, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            try SQLiteEngine.sync((path as NSString).deletingLastPathComponent)
            let before = current
            try reopen()
            before.commits.refuse(DatabaseError(resultCode: .SQLITE_BUSY, message: "it was written anew"))
        }
    }

    /// What SQLite finds wrong with the file's structure.
    func faults() async throws -> [String] {
        // By a connection of its own: the check reads all of a file, and nobody is to wait for it.
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try await DatabaseQueue(path: path, configuration: configuration).unsafeRead { database in
            try String.fetchAll(database, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" }
        }
    }

    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
