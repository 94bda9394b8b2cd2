/// One delivery with all its attempts.
package struct DeliveryAccount: Sendable {
    package let alert: AlertHead
    /// The name of the provider that it is about; `nil` for an alert on none.
    package let provider: String?
    package let delivery: StoredDelivery
    /// Oldest first; a log has none, its attempts are counted alone.
    package let attempts: [StoredAttempt]
}
