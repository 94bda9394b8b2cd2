package import Foundation

/// One alert on its way to one receiver.
package struct StoredDelivery: Sendable, Hashable {
    package let receiver: String
    package let state: DeliveryState
    /// Made so far.
    package let attempts: Int
    /// Of a pending one.
    package let nextAttempt: Date
    package let doneAt: Date?
    /// Why the last attempt failed.
    package let lastError: String?
    /// Whether it is under way, or went, together with others.
    package let isInDigest: Bool
}
