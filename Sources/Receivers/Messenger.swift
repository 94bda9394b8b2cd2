package import FoundationEssentials
package import Inspections

/// A receiver that takes alerts one by one and may get one more than once, always with the same id.
package protocol Messenger: Sendable {
    /// What changes when it is another receiver; it gives no secret away.
    var fingerprint: String { get }

    /// What would be sent, without sending it.
    func preview(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> MessagePreview

    /// Makes one attempt and says what came of it; whether and when there is another is for the caller to decide.
    func attempt(_ alert: AlertRecord, over carriers: Carriers, at now: Date) async -> Attempt

    /// True for a mailbox or a chat, where people read: many alerts at once come as one message.
    var takesDigests: Bool { get }

    /// The same with all of these in one message. `instant`: when that was due.
    func attempt(
        digest alerts: [AlertRecord], of instant: Date, over carriers: Carriers, at now: Date
    ) async -> Attempt
}
