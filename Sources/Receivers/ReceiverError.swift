/// Why one attempt at a delivery failed.
package struct ReceiverError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, as a verb: "open", "write".
    package let operation: String
    /// The receiver's file or address.
    package let subject: String
    package let cause: String
    /// What an operator can do about it.
    package let hint: String?

    package init(operation: String, subject: String, cause: String, hint: String? = nil) {
        self.operation = operation
        self.subject = subject
        self.cause = cause
        self.hint = hint
    }

    package var description: String {
        "cannot \(operation) \(subject): \(cause)" + (hint.map { " (\($0))" } ?? "")
    }
}
