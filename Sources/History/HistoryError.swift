/// The history could not be opened, read or written.
package struct HistoryError: Error, CustomStringConvertible, Sendable {
    /// What was being done: `record a poll`.
    package let operation: String
    /// Path of the database.
    package let subject: String
    /// SQLite's own words, with its result code, never with values.
    package let cause: String
    package let hint: String
    package let isRetryable: Bool

    package var description: String { "cannot \(operation) in \(subject): \(cause); \(hint)" }
}
