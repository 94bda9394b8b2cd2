package import Foundation
package import Inspections

/// Which alerts are asked for; `nil` asks for all.
package struct AlertQuery: Sendable {
    package var since: Date?
    /// Subjects: provider ids.
    package var subjects: [String]?
    package var direction: String?
    package var kind: String?
    /// Id of an area that a judgement, or a consequence, is about.
    package var area: String?
    /// Of the provider, as it is known today.
    package var region: String?
    package var feed: String?
    /// The first day of publication.
    package var publishedSince: CalendarDate?

    package init(
        since: Date? = nil, subjects: [String]? = nil, direction: String? = nil, kind: String? = nil,
        area: String? = nil, region: String? = nil, feed: String? = nil, publishedSince: CalendarDate? = nil
    ) {
        self.since = since
        self.subjects = subjects
        self.direction = direction
        self.kind = kind
        self.area = area
        self.region = region
        self.feed = feed
        self.publishedSince = publishedSince
    }
}
