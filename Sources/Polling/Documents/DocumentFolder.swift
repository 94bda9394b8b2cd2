import Compression
import Foundation
import Glibc
import Inspections
import System

/// The files of stored documents; not for two writers at a time.
package struct DocumentFolder: Sendable {
    let path: String

    package init(path: String) {
        self.path = path
    }

    /// Writes a document, unless it is there already; all of it is on the disk, or nothing. Its time is the age that
    /// counts. Answers the bytes that were added.
    func write(_ bytes: [UInt8], as document: StoredDocument, at now: Date) throws(OperationError) -> Int {
        let target = "\(path)/\(document.path)"
        if access(target, F_OK) == 0 { return 0 }
        guard let file = Gzip.compressed(bytes) else {
            throw OperationError(
                operation: "compress", subject: target, cause: "out of memory", hint: "it is not kept")
        }
        return try add(file, as: document, at: now)
    }

    /// Keeps what is compressed already, unless it is there; answers the bytes that were added.
    func add(_ file: [UInt8], as document: StoredDocument, at now: Date) throws(OperationError) -> Int {
        let target = "\(path)/\(document.path)"
        if access(target, F_OK) == 0 { return 0 }
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
            let document = StoredDocument(sha256: sha256, kind: kind)
            guard let compressed = try file(of: document) else { continue }
            guard let bytes = Gzip.expanded(compressed) else {
                throw OperationError(
                    operation: "expand", subject: "\(path)/\(document.path)", cause: "it is damaged",
                    hint: "remove it, or mend it from a backup")
            }
            return bytes
        }
        return nil
    }

    /// What is kept of a document, as compressed; `nil` where it is not stored.
    func file(of document: StoredDocument) throws(OperationError) -> [UInt8]? {
        let file = "\(path)/\(document.path)"
        if let compressed = FileManager.default.contents(atPath: file) { return Array(compressed) }
        if access(file, F_OK) != 0 { return nil }
        throw OperationError(
            operation: "read", subject: file, cause: "it cannot be opened",
            hint: "run as the user that the daemon runs as")
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

extension DocumentFolder {
    private struct File {
        let path: String
        /// Seconds since 1970.
        let time: Int
        let bytes: Int
    }

    /// Removes what is older than `keep` seconds and, where more than `most` bytes are left, the oldest until a tenth
    /// is free again, so that the next walk over all files is far off. Answers the bytes that are left. `isSure`: also
    /// where most of them are too old at once; of that it is likelier that the clock is wrong, and `isDoubted` says so.
    func sweep(keep: Double, most: Int, at now: Date, isSure: Bool = true) -> (left: Int, isDoubted: Bool) {
        let oldest = Int(now.timeIntervalSince1970 - keep)
        var kept: [File] = []
        let all = files()
        let old = all.count { $0.time < oldest }
        if !isSure, ArchiveDoubt.holds(old: old, of: all.count) { return (all.reduce(0) { $0 + $1.bytes }, true) }
        for file in all {
            // Nothing is being written now: what is unfinished is what a kill has left.
            if file.time < oldest || file.path.hasSuffix(StoredDocument.unfinished) {
                unlink(file.path)
            } else {
                kept.append(file)
            }
        }
        var left = kept.reduce(0) { $0 + $1.bytes }
        guard left > most else { return (left, false) }
        for file in kept.sorted(by: { ($0.time, $0.path) < ($1.time, $1.path) }) where left > most / 10 * 9 {
            if unlink(file.path) == 0 { left -= file.bytes }
        }
        return (left, false)
    }

    /// Those whose digests begin with two digits, in the order of these.
    func documents(beginning prefix: String) -> [ArchivedDocument] {
        files(in: prefix).compactMap { file in
            let parts = file.path.split(separator: "/").last?.split(separator: ".") ?? []
            guard parts.count == 3, parts[2] != StoredDocument.unfinished else { return nil }
            return ArchivedDocument(
                document: StoredDocument(sha256: String(parts[0]), kind: String(parts[1])), time: file.time,
                size: file.bytes)
        }.sorted { $0.document.sha256 < $1.document.sha256 }
    }

    private func files() -> [File] {
        names(in: path).filter { $0.utf8.count == 2 && $0.allSatisfy(\.isHexDigit) }.flatMap(files)
    }

    private func files(in folder: String) -> [File] {
        names(in: "\(path)/\(folder)").filter(StoredDocument.isName).compactMap { name in
            let file = "\(path)/\(folder)/\(name)"
            var status = stat()
            guard lstat(file, &status) == 0 else { return nil }
            return File(path: file, time: status.st_mtim.tv_sec, bytes: Int(status.st_size))
        }
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}

/// The place of one document in the store: `ab/abcd….pdf.gz`, by the digest of its bytes, so that equal ones are one.
package struct StoredDocument: Sendable, Hashable {
    package let sha256: String
    /// `pdf`, `html` or `txt`.
    package let kind: String

    static let kinds = ["pdf", "html", "txt"]

    /// `nil` for what states nothing, and will not whatever framework comes to be known.
    init?(of outcome: Outcome) {
        switch outcome.result {
        case .graded, .ungraded, .doubtful: break
        case .notAReport where outcome.unknownReport != nil: break
        case .notAReport, .unreadable: return nil
        }
        let kind =
            switch outcome.media {
            case "application/pdf": "pdf"
            case "text/html": "html"
            default: "txt"
            }
        self.init(sha256: outcome.sha256, kind: kind)
    }

    init(sha256: String, kind: String) {
        self.sha256 = sha256
        self.kind = kind
    }

    var folder: String { String(sha256.prefix(2)) }
    var path: String { "\(folder)/\(sha256).\(kind).gz" }

    /// True for the names that the store gives to files, finished or not.
    static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].utf8.count == 64 && parts[0].allSatisfy(\.isHexDigit)
            && kinds.contains { $0 == parts[1] } && ["gz", unfinished].contains { $0 == parts[2] }
    }

    /// What a file's name ends in until all of it is on the disk.
    static let unfinished = "part"
}
