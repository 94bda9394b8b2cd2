/// How far a delivery has come.
package enum DeliveryState: String, Sendable {
    /// Still to be made, or tried again.
    case pending
    /// The receiver has it.
    case done
    /// Given up after its last attempt: it is kept and can be sent again.
    case exhausted
}
