import Foundation
import GRDB
import Glibc

extension SQLiteEngine {
    /// Has `body` fill a new file, which is at `path` once all of it is on the disk, or not at all.
    static func making<T>(_ path: String, _ body: (SQLiteEngine) throws -> T) throws -> T {
        try expectNothing(at: path)
        let part = path + ".copied"
        // What an interrupted one has left is nobody's.
        func remove() { for file in [part, part + "-wal", part + "-shm"] { unlink(file) } }
        remove()
        do {
            let engine = try SQLiteEngine(path: part)
            let value = try body(engine)
            // All of it into the one file that is renamed.
            try engine.current.database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            engine.close()
            for file in [part + "-wal", part + "-shm"] { unlink(file) }
            try sync(part)
            guard rename(part, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            try sync((path as NSString).deletingLastPathComponent)
            return value
        } catch {
            remove()
            throw error
        }
    }

    static func expectNothing(at path: String) throws {
        if FileManager.default.fileExists(atPath: path) {
            throw HistoryError(
                operation: "copy the record", subject: path, cause: "a record is there already",
                hint: "nothing was changed; move it away, or name another folder with \"state\"")
        }
    }

    /// Has `body` look at a record without anything in it, which is nowhere but in memory.
    static func model<T>(_ body: (Database) throws -> T) throws -> T {
        let model = try DatabaseQueue()
        try HistorySchema.migrator.migrate(model)
        return try model.read { try body(.sqlite(SQLiteConnection($0))) }
    }
}
