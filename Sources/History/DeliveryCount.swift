/// How many deliveries to a receiver are in one state.
package struct DeliveryCount: Sendable, Hashable {
    package let receiver: String
    /// `DeliveryState`'s raw value.
    package let state: String
    package let count: Int
}
