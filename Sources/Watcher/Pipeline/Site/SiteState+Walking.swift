import Feeds
import Foundation
import History
import Inspections

extension SiteState {
    /// A listing of more providers is asked for as a whole once a day, and in between only for what is new.
    static let providersAskedForEachTime = 300
    /// Days before the newest report known that the question for what is new reaches back: reports appear out of order.
    static let daysBack = 14

    /// The walk to go on with: the one under way, else a new one. Pure.
    func walking(_ kind: FeedKind, before: FeedState, at now: Date) -> SiteState {
        if nextPage != nil { return self }
        var begun = self
        begun.walk += 1
        begun.rows = 0
        let isSmall = before.listed.map { $0 <= SiteState.providersAskedForEachTime } ?? true
        begun.isFull = isSmall || before.baselineAt == nil || before.shrunk || fullOn != CalendarDate(london: now)
        let since =
            begun.isFull ? nil : newest.flatMap { CalendarDate(daysSinceEpoch: $0.daysSinceEpoch - SiteState.daysBack) }
        begun.nextPage = kind.firstAddress(of: before.address, since: since)
        return begun
    }
}
