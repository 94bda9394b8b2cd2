package import Foundation

/// One attempt at a delivery, as it was recorded.
package struct StoredAttempt: Sendable, Hashable {
    package let at: Date
    package let milliseconds: Int
    /// Of HTTP or SMTP; `nil` where no answer came.
    package let status: Int?
    package let reason: String
    /// The beginning of what the receiver said.
    package let answer: String
    /// When another attempt follows; `nil` where none does.
    package let next: Date?

    package init(at: Date, milliseconds: Int, status: Int?, reason: String, answer: String, next: Date?) {
        self.at = at
        self.milliseconds = milliseconds
        self.status = status
        self.reason = reason
        self.answer = answer
        self.next = next
    }
}
