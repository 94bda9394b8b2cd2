import Dispatch
package import Foundation
package import System

/// Stored documents in a folder of this machine.
package final class FolderArchive: DocumentArchive {
    private let folder: DocumentFolder
    // Waits for the disk block this queue's thread, never one of the cooperative pool; one document is written at a
    // time.
    private let queue = DispatchQueue(label: "ratingwatch.documents")

    package init(_ folder: DocumentFolder) { self.folder = folder }

    package var subject: String { folder.path }

    package func write(
        _ bytes: [UInt8], as document: StoredDocument, at now: Date
    ) async throws(OperationError) -> Int {
        try await onQueue { folder throws(OperationError) in try folder.write(bytes, as: document, at: now) }
    }

    package func read(_ sha256: String) async throws(OperationError) -> [UInt8]? {
        try await onQueue { folder throws(OperationError) in try folder.read(sha256) }
    }

    package func sweep(
        keep: Double, most: Int, at now: Date, isSure: Bool
    ) async throws(OperationError) -> (left: Int, isDoubted: Bool) {
        try await onQueue { folder throws(OperationError) in
            folder.sweep(keep: keep, most: most, at: now, isSure: isSure)
        }
    }

    package func documents(beginning prefix: String) async throws(OperationError) -> [ArchivedDocument] {
        try await onQueue { folder throws(OperationError) in folder.documents(beginning: prefix) }
    }

    package func file(of document: ArchivedDocument) async throws(OperationError) -> [UInt8]? {
        try await onQueue { folder throws(OperationError) in try folder.file(of: document.document) }
    }

    package func add(_ file: [UInt8], of document: ArchivedDocument) async throws(OperationError) {
        let time = Date(timeIntervalSince1970: Double(document.time))
        _ = try await onQueue { folder throws(OperationError) in
            try folder.add(file, as: document.document, at: time)
        }
    }

    private func onQueue<T: Sendable>(
        _ work: @escaping @Sendable (DocumentFolder) throws(OperationError) -> T
    ) async throws(OperationError) -> T {
        let folder = folder
        let result = await withCheckedContinuation { (resume: CheckedContinuation<Result<T, OperationError>, Never>) in
            queue.async {
                resume.resume(returning: Result { () throws(OperationError) in try work(folder) })
            }
        }
        return try result.get()
    }
}
