/// Something could not be done: what, with what, why, and what to do about it.
package struct OperationError: Error, Sendable, CustomStringConvertible {
    package let operation: String
    package let subject: String
    package let cause: String
    package let hint: String

    package init(operation: String, subject: String, cause: String, hint: String) {
        self.operation = operation
        self.subject = subject
        self.cause = cause
        self.hint = hint
    }

    package var description: String { "cannot \(operation) \(subject): \(cause); \(hint)" }
}
