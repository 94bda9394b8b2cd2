import CSpawn
import Glibc

/// One open file descriptor; it is closed once.
final class Descriptor {
    let number: Int32
    private var isOpen = true

    init(_ number: Int32) { self.number = number }

    /// A file in memory that holds these bytes, at its beginning.
    convenience init(memory bytes: [UInt8]) throws(ChildProcess.Failure) {
        let number = ratingwatch_memory_file()
        guard number >= 0 else { throw ChildProcess.Failure(call: "memfd_create", code: errno) }
        self.init(number)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if errno == EINTR { continue }
                let code = errno
                close()
                throw ChildProcess.Failure(call: "write", code: code)
            }
            written += count
        }
        lseek(number, 0, SEEK_SET)
    }

    func close() {
        if isOpen { _ = Glibc.close(number) }
        isOpen = false
    }
}

/// Standard output and standard error. A reader that has gone away, or a full disk behind them, must end no daemon, so
/// that a failure is an answer and not a trap.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// False where not all could be written.
    @discardableResult
    package func write(_ text: String) -> Bool { failure(writing: text) == nil }

    /// `errno` of what kept some of it from being written; `nil` where all was.
    package func failure(writing text: String) -> Int32? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written < 0 ? errno : EIO }
            rest = rest.dropFirst(written)
        }
        return nil
    }
}
