package import Foundation

/// One alert on its way to one receiver.
package struct StoredDelivery: Sendable, Hashable {
    package let receiver: String
    /// `pending` or `done`.
    package let state: String
    package let attempts: Int
    package let nextAttempt: Date
    package let doneAt: Date?
    package let lastError: String?
}
