package import Foundation
package import Inspections

/// What operators should hear of a receiver.
package struct ReceiverNotice: Sendable {
    package let kind: AlertKind
    package let receiver: String
    /// Tells this occasion from another of the same kind.
    package let key: String
    package let summary: String
    package let time: Date
}
