package import Foundation

/// What a delivery tells of its alert: all but its text.
package struct DeliveredAlert: Sendable {
    package let sequence: Int
    package let id: String
    package let kind: String
    package let time: Date
}
