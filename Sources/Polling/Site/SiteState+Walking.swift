import Feeds
import Foundation
import History
import Inspections

extension SiteState {
    /// A listing of more providers is asked for as a whole once a day, and in between only for what is new.
    static let providersAskedForEachTime = 300
    /// Days before the newest report known that the question for what is new reaches back: reports appear out of order.
    static let daysBack = 14
    /// Days before the last walk that the question for what has changed since reaches back: days begin at other times elsewhere.
    static let daysOfChangesBack = 2

    /// The walk to go on with: the one under way, else a new one. Pure.
    func walking(_ kind: FeedKind, before: FeedState, at now: Date) -> SiteState {
        if nextPage != nil { return self }
        var begun = self
        begun.walk += 1
        begun.rows = 0
        // What has changed is listed apart, and is asked for each time.
        let isSmall =
            !kind.listsRatings && before.listed.map { $0 <= SiteState.providersAskedForEachTime } ?? true
        begun.isFull = isSmall || before.baselineAt == nil || before.shrunk || fullOn != CalendarDate(london: now)
        begun.nextPage = kind.firstAddress(
            of: before.address, since: begun.isFull ? nil : asksSince(kind), now: now)
        return begun
    }

    /// The first page of what has changed, where a walk over all of the listing must go on with it; nil for a first walk, behind
    /// which every provider is read.
    func changesBehind(_ address: String, _ kind: FeedKind, before: FeedState, at now: Date) -> String? {
        guard kind.listsRatings, isFull, before.baselineAt != nil, let since = asksSince(kind) else { return nil }
        let changes = kind.firstAddress(of: before.address, since: since, now: now)
        return kind.isOneListing(address, changes) ? nil : changes
    }

    private func asksSince(_ kind: FeedKind) -> CalendarDate? {
        let (day, back) =
            kind.listsRatings ? (checksOn, SiteState.daysOfChangesBack) : (newest, SiteState.daysBack)
        return day.flatMap { CalendarDate(daysSinceEpoch: $0.daysSinceEpoch - back) }
    }
}
