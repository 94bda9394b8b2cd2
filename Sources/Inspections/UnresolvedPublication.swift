package import Foundation

/// A publication of the same provider that may hold the preceding inspection, but could not be read yet or is in doubt, and of
/// which nothing trusted is known.
package struct UnresolvedPublication: Hashable, Codable, Sendable {
    package enum State: String, Hashable, Codable, Sendable {
        case pending, doubtful
    }

    /// Seconds after the first failure, or doubt, for which a comparison waits.
    package static let patience: Double = 14 * 86_400

    package let state: State
    /// Framework id, where the document has been read.
    package let framework: String?
    package let dates: InspectionDates
    package let published: CalendarDate?
    package let title: String?
    /// The kind of publication by its listing.
    package let type: String?
    /// When it first failed or was first in doubt; `nil` where it was never tried.
    package let since: Date?
    /// Of its source: it blocks nothing that a higher one states.
    package var authority = Authority.official

    package init(
        state: State, framework: String?, dates: InspectionDates, published: CalendarDate?, title: String?,
        type: String? = nil, since: Date? = nil
    ) {
        self.state = state
        self.framework = framework
        self.dates = dates
        self.published = published
        self.title = title
        self.type = type
        self.since = since
    }

    /// False for what no comparison waits for any longer.
    package func isWaitedFor(at now: Date) -> Bool {
        guard let since else { return true }
        let waited = now.timeIntervalSince(since)
        // An instant in the future is one of a clock that has been set back, but for a moment between two looks at it.
        return waited >= -1 && waited < UnresolvedPublication.patience
    }
}
