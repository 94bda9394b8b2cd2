import Foundation
import GRDB
import Glibc

/// What may become of the record's file while the daemon runs, and how it is put right.
extension History {
    package enum Place: Sendable {
        case sound
        /// Nothing is at its path, or its journal is gone: what is written would be lost with the process.
        case missing
        /// Another file is at its path.
        case replaced
    }

    /// Whether the files that are written to are those that the next start will find.
    package var place: Place {
        guard let file = FileIdentity(path) else { return .missing }
        let journal = FileIdentity(path + "-wal")
        return change { opened in
            if file != opened.file { return .replaced }
            // It is made with the first thing that is written.
            opened.journal = opened.journal ?? journal
            return journal == nil || journal != opened.journal ? .missing : .sound
        }
    }

    /// Writes the whole record anew to where it was removed from, and goes on with that.
    package func restoreFile() async throws(HistoryError) {
        do {
            try await current.database.writeWithoutTransaction { [self] database in
                // Only now, that nobody else writes; whoever waits is refused, and comes again.
                let copy = path + ".restored"
                for file in [copy, copy + "-wal", copy + "-shm"] { unlink(file) }
                try database.execute(sql: "VACUUM INTO ?", arguments: [copy])
                try History.sync(copy)
                for file in [path + "-wal", path + "-shm"] { unlink(file) }
                guard rename(copy, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
                try History.sync((path as NSString).deletingLastPathComponent)
                let before = current
                try reopen()
                before.commits.refuse()
            }
        } catch {
            throw HistoryError(error, operation: "write the removed record anew", path: path)
        }
    }

    /// What SQLite finds wrong with the file's structure; empty where it is sound.
    package func quickCheck() async throws(HistoryError) -> [String] {
        do {
            // By a connection of its own: the check reads all of a file, and nobody is to wait for it.
            var configuration = GRDB.Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            return try await DatabaseQueue(path: path, configuration: configuration).unsafeRead { database in
                try String.fetchAll(database, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" }
            }
        } catch {
            throw HistoryError(error, operation: "check the record", path: path)
        }
    }

    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
