import Foundation
import Glibc
import System

/// A folder of files for a web server. A reader in the middle of a change gets the old file or the new one, never half
/// of one.
struct SiteFolder {
    /// Absolute.
    let path: String
    private let lock: Int32

    /// What was written last; a dot keeps it from most web servers.
    private static let manifestName = ".ratingwatch-pages"

    /// Makes the folder where it is missing. Fails on one that holds another site, or that another process writes to.
    init(path: String) throws(OperationError) {
        self.path = path
        try SiteFolder.make(path)
        let manifest = "\(path)/\(SiteFolder.manifestName)"
        if access(manifest, F_OK) != 0, access(path + "/index.html", F_OK) == 0 {
            throw OperationError(
                operation: "publish into", subject: path,
                cause: "it has an index.html that ratingwatch did not write",
                hint: "name a folder of its own for the pages")
        }
        lock = open(manifest + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw SiteFolder.failure("open", manifest + ".lock") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw OperationError(
                operation: "publish into", subject: path, cause: "another ratingwatch is writing there",
                hint: "wait until it is done, or name another folder")
        }
    }

    func leave() { close(lock) }

    /// What the last run has written down; empty before the first.
    var manifest: String {
        FileManager.default.contents(atPath: "\(path)/\(SiteFolder.manifestName)").map {
            String(decoding: $0, as: UTF8.self)
        } ?? ""
    }

    func keep(manifest: String) throws(OperationError) {
        _ = try write(manifest, to: SiteFolder.manifestName, mode: 0o600)
    }

    func holds(_ file: String) -> Bool { access("\(path)/\(file)", R_OK) == 0 }

    /// Writes a file where it is missing or says something else; false where it was as it should be.
    func write(_ text: String, to file: String, mode: mode_t = 0o644) throws(OperationError) -> Bool {
        let target = "\(path)/\(file)"
        let bytes = Data(text.utf8)
        if FileManager.default.contents(atPath: target) == bytes { return false }
        let cut = file.lastIndex(of: "/")
        let folder = cut.map { "\(path)/\(file[..<$0])" } ?? path
        let part = "\(folder)/.\(file[(cut.map(file.index(after:)) ?? file.startIndex)...].prefix(200)).part"
        var number = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        if number < 0, errno == ENOENT {
            try makeFolders(of: file)
            number = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        }
        guard number >= 0 else { throw SiteFolder.failure("create", part) }
        let isWritten = SiteFolder.fill(number, with: bytes) && fchmod(number, mode) == 0
        let code = errno
        close(number)
        guard isWritten, rename(part, target) == 0 else {
            let failure = SiteFolder.failure("write", target, code: isWritten ? errno : code)
            unlink(part)
            throw failure
        }
        return true
    }

    /// Removes a file, and folders that are empty then; one that is gone already is good.
    func remove(_ file: String) {
        guard unlink("\(path)/\(file)") == 0 else { return }
        var folder = file[...]
        while let cut = folder.lastIndex(of: "/") {
            folder = folder[..<cut]
            if rmdir("\(path)/\(folder)") != 0 { return }
        }
    }

    private static func fill(_ number: Int32, with bytes: Data) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(number, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                written += count
            }
            return true
        }
    }

    private func makeFolders(of file: String) throws(OperationError) {
        var folder = path
        for part in file.split(separator: "/").dropLast() {
            folder += "/" + part
            try SiteFolder.make(folder)
        }
    }

    /// For everybody to read, whatever the process's mask.
    private static func make(_ folder: String) throws(OperationError) {
        if mkdir(folder, 0o755) == 0 {
            chmod(folder, 0o755)
        } else if errno != EEXIST || !FileFault.isFolder(folder) {
            throw failure("create the folder", folder)
        }
    }

    private static func failure(_ call: String, _ path: String, code: Int32 = errno) -> OperationError {
        OperationError(
            operation: call, subject: path, cause: String(cString: strerror(code)),
            hint: "the folder of the pages must be one that the user who runs ratingwatch may write to")
    }
}
