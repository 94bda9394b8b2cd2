import Compression
import Foundation
import Glibc
import System

/// The files of stored documents; not for two writers at a time.
package struct DocumentFolder: Sendable {
    let path: String

    package init(path: String) {
        self.path = path
    }

    /// Writes a document, unless it is there already; all of it is on the disk, or nothing. Its time is the age that counts.
    /// Answers the bytes that were added.
    func write(_ bytes: [UInt8], as document: StoredDocument, at now: Date) throws(OperationError) -> Int {
        let target = "\(path)/\(document.path)"
        if access(target, F_OK) == 0 { return 0 }
        guard let file = Gzip.compressed(bytes) else {
            throw OperationError(
                operation: "compress", subject: target, cause: "there is no memory for it", hint: "it is not kept")
        }
        let folder = "\(path)/\(document.folder)"
        try make(path)
        try make(folder)
        let part = "\(path)/\(document.folder)/\(document.sha256).\(document.kind).\(StoredDocument.unfinished)"
        let number = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard number >= 0 else { throw DocumentFolder.failure("create", part) }
        do throws(OperationError) {
            defer { close(number) }
            try DocumentFolder.fill(number, with: file, at: now, part)
        } catch {
            unlink(part)
            throw error
        }
        guard rename(part, target) == 0 else { throw DocumentFolder.failure("rename", part) }
        try DocumentFolder.sync(folder)
        return file.count
    }

    /// The document's bytes; `nil` where it is not stored.
    func read(_ sha256: String) throws(OperationError) -> [UInt8]? {
        for kind in StoredDocument.kinds {
            let file = "\(path)/\(StoredDocument(sha256: sha256, kind: kind).path)"
            guard let compressed = FileManager.default.contents(atPath: file) else {
                if access(file, F_OK) != 0 { continue }
                throw OperationError(
                    operation: "read", subject: file, cause: "it cannot be opened",
                    hint: "run as the user that the daemon runs as")
            }
            guard let bytes = Gzip.expanded(Array(compressed)) else {
                throw OperationError(
                    operation: "expand", subject: file, cause: "it is damaged",
                    hint: "remove it, or mend it from a backup")
            }
            return bytes
        }
        return nil
    }

    /// Makes a folder and its name durable; one that exists is good.
    private func make(_ folder: String) throws(OperationError) {
        if mkdir(folder, 0o750) == 0 {
            try DocumentFolder.sync(String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)]))
        } else if errno != EEXIST {
            throw DocumentFolder.failure("create", folder)
        }
    }

    private static func fill(_ number: Int32, with bytes: [UInt8], at now: Date, _ path: String) throws(OperationError)
    {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure("write", path) }
            rest = rest.dropFirst(written)
        }
        let time = timespec(tv_sec: Int(now.timeIntervalSince1970), tv_nsec: 0)
        guard futimens(number, [time, time]) == 0, fsync(number) == 0 else { throw failure("sync", path) }
    }

    private static func sync(_ folder: String) throws(OperationError) {
        let number = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw failure("open", folder) }
        defer { close(number) }
        guard fsync(number) == 0 else { throw failure("sync", folder) }
    }

    private static func failure(_ operation: String, _ path: String) -> OperationError {
        OperationError(
            operation: operation, subject: path, cause: String(cString: strerror(errno)),
            hint: "alerts go out all the same, but `ratingwatch replay` will miss the document")
    }
}
