import Digests
import Feeds
import Glibc
import HTTPTransport
import Synchronization
import System

/// The body of an answer in a file without a name, hashed while it came in: a table of any size costs no memory, and
/// nothing is left of it after a kill.
final class SpooledBody: BodySink, TableSpool {
    private let descriptor: Int32
    private let hash: Mutex<RunningSHA256>

    /// `folder`: where the file lies; `name`: how its name begins, as long as it has one.
    init(in folder: String, as name: String = "table") throws(OperationError) {
        guard let hash = RunningSHA256() else { throw SpooledBody.failure(folder, ENOMEM) }
        let path = folder + "/.\(name)-" + String(UInt64.random(in: .min ... .max), radix: 16)
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.hash = Mutex(hash)
        if descriptor < 0 { throw SpooledBody.failure(folder, errno) }
        unlink(path)
    }

    /// One that another process has written. `descriptor`: is closed with it.
    init(opened descriptor: Int32) throws(OperationError) {
        self.descriptor = descriptor
        guard let hash = RunningSHA256() else { throw SpooledBody.failure("standard input", ENOMEM) }
        self.hash = Mutex(hash)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// For a process of its own to read.
    var asInput: OwnProgram.Input { .file(descriptor, holder: self) }

    func take(_ bytes: UnsafeRawBufferPointer) -> String? {
        if let failure = keep(bytes) { return "it cannot be kept: " + failure }
        let piece = Array(bytes)
        hash.withLock { $0.add(piece) }
        return nil
    }

    func write(_ bytes: [UInt8]) throws(TableFault) {
        if let failure = bytes.withUnsafeBytes(keep) { throw TableFault(row: 0, cause: .unreadable(failure)) }
    }

    /// The system's own words where it fails.
    private func keep(_ bytes: UnsafeRawBufferPointer) -> String? {
        var rest = bytes
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            if written < 0 { return String(cString: strerror(errno)) }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        }
        return nil
    }

    /// Adds what another holds, from its beginning, without looking at it.
    func add(_ other: SpooledBody, count: Int) throws(TableFault) {
        var offset: off_t = 0
        while offset < count {
            let sent = sendfile(descriptor, other.descriptor, &offset, count - Int(offset))
            if sent < 0, errno == EINTR { continue }
            if sent <= 0 { throw TableFault(row: 0, cause: .unreadable(String(cString: strerror(errno)))) }
        }
    }

    /// Lower-case hex of all that came in, once; nil where it could not be computed.
    func sha256() -> String? { hash.withLock { $0.finish() } }

    /// Bytes that it holds.
    var count: Int {
        var status = stat()
        fstat(descriptor, &status)
        return Int(status.st_size)
    }

    /// Gives a part of it on in pieces.
    func copy(
        from offset: Int, count: Int, _ take: ([UInt8]) throws(TableFault) -> Void
    ) throws(TableFault) {
        let piece = 1 << 20
        for place in stride(from: 0, to: count, by: piece) {
            try take(try bytes(from: offset + place, count: min(piece, count - place)))
        }
    }

    func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8] {
        let count = max(0, min(count, self.count - offset))
        var failure: Int32 = 0
        let found = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, offset + filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        if failure != 0 { throw TableFault(row: 0, cause: .unreadable(String(cString: strerror(failure)))) }
        return found
    }

    private static func failure(_ folder: String, _ code: Int32) -> OperationError {
        OperationError(
            operation: "keep a table", subject: folder, cause: String(cString: strerror(code)),
            hint: "free space or descriptors on this machine")
    }
}
