import Foundation
import History

/// What one round of deliveries to a receiver came to.
struct DeliveryRound: Sendable {
    /// When there is something to deliver again; `nil` where nothing waits.
    let next: Date?
    /// Operators' alerts on the deliveries themselves.
    var raised: [StoredAlert] = []
}
