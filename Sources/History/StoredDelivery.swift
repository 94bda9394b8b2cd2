package import Foundation

/// One delivery with all its attempts.
package struct StoredDelivery: Sendable {
    package let alert: StoredAlert
    package let receiver: String
    package let state: DeliveryState
    /// Made so far; logs count theirs without a row for each.
    package let attempts: Int
    /// Of a pending one.
    package let next: Date?
    /// Why the last attempt failed.
    package let lastError: String?
    package let doneAt: Date?
    /// Oldest first.
    package let history: [StoredAttempt]
}
