package import Foundation

/// Which alerts are asked for; `nil` asks for all.
package struct AlertQuery: Sendable {
    package var since: Date?
    /// Subjects: provider ids.
    package var subjects: [String]?
    package var direction: String?
    package var kind: String?

    package init(
        since: Date? = nil, subjects: [String]? = nil, direction: String? = nil, kind: String? = nil
    ) {
        self.since = since
        self.subjects = subjects
        self.direction = direction
        self.kind = kind
    }
}
