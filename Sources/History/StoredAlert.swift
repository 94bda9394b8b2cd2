package import Foundation

/// An alert as it was recorded, with its number; body and line never change again.
package struct StoredAlert: Sendable, Hashable {
    package let sequence: Int
    package let id: String
    package let kind: String
    package let time: Date
    /// A provider's id, or `feed:` and a name.
    package let subject: String
    package let direction: String
    package let feed: String
    /// Row of the publication that it is about; `nil` for one about a feed.
    package let publication: Int64?
    package let summary: String
    /// One readable line.
    package let line: String
    /// One JSON object on one line.
    package let body: String
}
