import Glibc

/// Standard output and standard error. A reader that has gone away, or a full disk behind them, must end no daemon, so that a
/// failure is an answer and not a trap.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// False where not all could be written.
    @discardableResult
    package func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
