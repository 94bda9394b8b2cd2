/// One delivery with all its attempts.
package struct DeliveryAccount: Sendable {
    package let alert: AlertHead
    package let delivery: StoredDelivery
    /// Oldest first; a log has none, its attempts are counted alone.
    package let attempts: [StoredAttempt]
}
