import Feeds
import Foundation
import History
import Inspections

extension SiteState {
    /// A listing of more providers is asked for as a whole once a day, and in between only for what is new.
    static let providersAskedForEachTime = 300

    /// The walk to go on with: the one under way, else a new one. Pure.
    func walking(_ walk: any ProviderWalk, before: FeedState, at now: Date) -> SiteState {
        if nextPage != nil { return self }
        var begun = self
        begun.walk += 1
        begun.rows = 0
        // What has changed is listed apart, and is asked for each time.
        let isSmall =
            walk.stating == nil && before.listed.map { $0 <= SiteState.providersAskedForEachTime } ?? true
        begun.isFull = isSmall || before.baselineAt == nil || before.shrunk || fullOn != CalendarDate(london: now)
        begun.nextPage = walk.firstAddress(
            of: before.address, since: begun.isFull ? nil : asksSince(walk), now: now)
        return begun
    }

    /// The first page of what has changed, where a walk over all of the listing must go on with it; nil for a first
    /// walk, behind which every provider is read.
    func changesBehind(_ address: String, _ walk: any ProviderWalk, before: FeedState, at now: Date) -> String? {
        guard walk.stating != nil, isFull, before.baselineAt != nil, let since = asksSince(walk) else { return nil }
        let changes = walk.firstAddress(of: before.address, since: since, now: now)
        return walk.isOneListing(address, changes) ? nil : changes
    }

    private func asksSince(_ walk: any ProviderWalk) -> CalendarDate? {
        // What has changed is asked for since the last walk, what is new since the newest report known.
        (walk.stating == nil ? newest : checksOn).flatMap {
            CalendarDate(daysSinceEpoch: $0.daysSinceEpoch - walk.daysBack)
        }
    }
}
