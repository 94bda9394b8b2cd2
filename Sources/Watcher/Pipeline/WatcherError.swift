/// The daemon, or a command, could not do its work.
package struct WatcherError: Error, Sendable, CustomStringConvertible {
    package let operation: String
    package let subject: String
    package let cause: String
    package let hint: String
    package let isRetryable: Bool

    package var description: String { "cannot \(operation) \(subject): \(cause); \(hint)" }
}
