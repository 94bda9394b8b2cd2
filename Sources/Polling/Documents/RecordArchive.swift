import Compression
package import Foundation
package import History
package import System

/// Stored documents in the record's database, for all daemons that share it; each in a transaction of its own.
package struct RecordArchive: DocumentArchive {
    private let history: History
    package let subject: String

    package init(_ history: History, subject: String) {
        self.history = history
        self.subject = subject
    }

    package func write(
        _ bytes: [UInt8], as document: StoredDocument, at now: Date
    ) async throws(OperationError) -> Int {
        let isThere = try await asking("look up") { () async throws(HistoryError) in
            try await history.read("look up a document") { try $0.hasStoredFile(document.sha256) }
        }
        if isThere { return 0 }
        guard let file = Gzip.compressed(bytes) else {
            throw OperationError(
                operation: "compress", subject: document.sha256, cause: "out of memory", hint: "it is not kept")
        }
        return try await store(
            file,
            as: StoredFile(
                sha256: document.sha256, kind: document.kind, at: now.timeIntervalSince1970.rounded(.down),
                size: file.count))
    }

    package func read(_ sha256: String) async throws(OperationError) -> [UInt8]? {
        guard let file = try await bytes(of: sha256) else { return nil }
        guard let bytes = Gzip.expanded(file) else {
            throw OperationError(
                operation: "expand", subject: "the document \(sha256) in \(subject)", cause: "it is damaged",
                hint: "delete it from ratingwatch_documents, or mend the database from a backup")
        }
        return bytes
    }

    package func sweep(
        keep: Double, most: Int, at now: Date, isSure: Bool
    ) async throws(OperationError) -> (left: Int, isDoubted: Bool) {
        let oldest = now.addingTimeInterval(-keep)
        let found = try await asking("count") { () async throws(HistoryError) in
            try await history.read("count documents") { try $0.countStoredFiles(olderThan: oldest) }
        }
        if !isSure, ArchiveDoubt.holds(old: found.old, of: found.all) { return (found.bytes, true) }
        if found.old == 0, found.bytes <= most { return (found.bytes, false) }
        let left = try await asking("remove") { () async throws(HistoryError) in
            try await history.write("remove old documents") { history in
                try history.removeStoredFiles(olderThan: oldest)
                let left = try history.countStoredFiles(olderThan: oldest).bytes
                if left <= most { return left }
                try history.removeStoredFiles(beyond: most / 10 * 9)
                return try history.countStoredFiles(olderThan: oldest).bytes
            }
        }
        return (left, false)
    }

    package func documents(beginning prefix: String) async throws(OperationError) -> [ArchivedDocument] {
        let found = try await asking("list") { () async throws(HistoryError) in
            try await history.read("list documents") { try $0.storedFiles(beginning: prefix) }
        }
        return found.map {
            ArchivedDocument(
                document: StoredDocument(sha256: $0.sha256, kind: $0.kind), time: Int($0.at), size: $0.size)
        }
    }

    package func file(of document: ArchivedDocument) async throws(OperationError) -> [UInt8]? {
        try await bytes(of: document.document.sha256)
    }

    package func add(_ file: [UInt8], of document: ArchivedDocument) async throws(OperationError) {
        _ = try await store(
            file,
            as: StoredFile(
                sha256: document.document.sha256, kind: document.document.kind, at: Double(document.time),
                size: file.count))
    }

    private func bytes(of sha256: String) async throws(OperationError) -> [UInt8]? {
        try await asking("read") { () async throws(HistoryError) in
            try await history.read("read a document") { try $0.storedBytes(sha256) }
        }
    }

    private func store(_ bytes: [UInt8], as file: StoredFile) async throws(OperationError) -> Int {
        try await asking("keep") { () async throws(HistoryError) in
            try await history.write("keep a document") { try $0.store(bytes, as: file) }
        }
    }

    private func asking<T>(
        _ operation: String, _ work: () async throws(HistoryError) -> T
    ) async throws(OperationError) -> T {
        do throws(HistoryError) {
            return try await work()
        } catch {
            throw OperationError(
                operation: operation, subject: "documents in \(subject)", cause: error.cause,
                hint: "alerts go out all the same, but `ratingwatch replay` will miss the document")
        }
    }
}
