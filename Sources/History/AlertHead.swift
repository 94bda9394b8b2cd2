package import Foundation

/// What lists tell of an alert: all but its body and its line, which are most of it.
package struct AlertHead: Sendable {
    package let sequence: Int
    package let id: String
    package let kind: String
    package let time: Date
    /// A provider's id, or `feed:` or `receiver:` and a name.
    package let subject: String
    package let direction: String
    package let feed: String
    package let summary: String
}
