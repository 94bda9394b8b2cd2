import Glibc

/// An open log file, closed with its last reference.
final class LogDescriptor {
    let path: String
    private let number: Int32

    /// `nil` if there is no such file.
    init?(existing path: String, writable: Bool) throws(ReceiverError) {
        // To read from a pipe waits for somebody who writes: that is no log, and must hold up nothing.
        let number = open(path, (writable ? O_RDWR | O_APPEND : O_RDONLY | O_NONBLOCK) | O_CLOEXEC)
        if number < 0, errno == ENOENT { return nil }
        self.path = path
        self.number = number
        try checkOpened()
    }

    /// Creates the file where there is none.
    init(creating path: String) throws(ReceiverError) {
        self.path = path
        self.number = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        try checkOpened()
    }

    /// Creates an empty file, or empties the one that is there, for the readers of another one.
    init(replacing path: String, readableAs other: LogDescriptor) throws(ReceiverError) {
        self.path = path
        self.number = open(path, O_RDWR | O_APPEND | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        try checkOpened()
        guard fchmod(number, try other.status().st_mode & 0o777) == 0 else { throw failure("set the mode of") }
    }

    deinit {
        if number >= 0 { close(number) }
    }

    func size() throws(ReceiverError) -> Int { Int(try status().st_size) }

    /// Seconds since 1970.
    func lastWritten() throws(ReceiverError) -> Int { try status().st_mtim.tv_sec }

    /// Whether it is gzip; the first byte of no line is that of gzip's.
    func isCompressed() throws(ReceiverError) -> Bool { try read(2, at: 0) == [0x1F, 0x8B] }

    /// At most `length` bytes from `offset` on; none only at the file's end.
    func read(_ length: Int, at offset: Int) throws(ReceiverError) -> [UInt8] {
        var count = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
            repeat {
                count = pread(number, buffer.baseAddress, buffer.count, off_t(offset))
            } while count < 0 && errno == EINTR
            initialized = max(0, count)
        }
        guard count >= 0 else { throw failure("read") }
        return bytes
    }

    /// Appends with one system call; `sync` puts it on the disk.
    func append(_ bytes: [UInt8]) throws(ReceiverError) {
        var count = -1
        repeat {
            count = bytes.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw failure("write") }
        guard count == bytes.count else {
            throw ReceiverError(
                operation: "write", subject: path, cause: "only \(count) of \(bytes.count) bytes fitted",
                hint: "is the disk full?")
        }
    }

    /// Shortens the file, and never lengthens it: it may have been truncated by its rotation meanwhile.
    func cut(to length: Int) throws(ReceiverError) {
        guard try size() > length else { return }
        guard ftruncate(number, off_t(length)) == 0 else { throw failure("truncate") }
        try sync()
    }

    func sync() throws(ReceiverError) {
        guard fsync(number) == 0 else { throw failure("sync") }
    }

    /// Gives the file another name, which a file must not have yet unless it is to be replaced; `path` stays what it
    /// was.
    func rename(to other: String, replacing: Bool = false) throws(ReceiverError) {
        guard replacing || access(other, F_OK) != 0 else {
            throw ReceiverError(
                operation: "rename", subject: path, cause: "there is a file \(other) already")
        }
        guard Glibc.rename(path, other) == 0 else { throw failure("rename") }
        try syncFolder()
    }

    /// Takes the file's name away.
    func remove() throws(ReceiverError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove") }
        try syncFolder()
    }

    /// Makes the file's name durable.
    func syncFolder() throws(ReceiverError) {
        let folder = Self.folder(of: path)
        let number = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw failure("open the folder of") }
        defer { close(number) }
        guard fsync(number) == 0 else { throw failure("sync the folder of") }
    }

    /// The path of the folder that a file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func checkOpened() throws(ReceiverError) {
        guard number >= 0 else {
            throw failure("open", hint: errno == ENOENT ? hintOfMissing : nil)
        }
        // Tails cannot be read from pipes and devices.
        guard try status().st_mode & S_IFMT == S_IFREG else {
            throw ReceiverError(
                operation: "open", subject: path, cause: "it is not a regular file",
                hint: "name a file, which may be missing yet; no folder, device or pipe")
        }
    }

    /// What to do where a file could not be created, for want of its folder.
    private var hintOfMissing: String {
        let before = errno
        defer { errno = before }
        let folder = Self.folder(of: path)
        return access(folder, F_OK) == 0
            ? "it is a link to where no folder is: create that, or remove the link" : "create the folder \(folder)"
    }

    private func status() throws(ReceiverError) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw failure("inspect") }
        return status
    }

    /// Whatever the operating system refuses, an operator can mend while the daemon runs.
    private func failure(_ operation: String, hint: String? = nil) -> ReceiverError {
        ReceiverError(
            operation: operation, subject: path, cause: String(cString: strerror(errno)), hint: hint)
    }
}
