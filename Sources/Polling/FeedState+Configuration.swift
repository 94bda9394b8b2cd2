import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections
import Text

extension FeedState {
    /// What the history knows of a feed, as it is configured.
    static func known(of feed: FeedConfiguration, in history: HistoryTransaction) throws -> FeedState {
        known(of: feed, recorded: try history.feedState(feed.name))
    }

    /// `recorded`: as the history has it; `nil` where it does not know it.
    static func known(of feed: FeedConfiguration, recorded: FeedState?) -> FeedState {
        (recorded ?? FeedState(name: feed.name, url: feed.url)).configured(
            at: feed.url, kind: feed.kind.rawValue, map: feed.map)
    }

    /// The state to go on from as the feed is configured: another address, or kind, is another source, and wins over
    /// whatever the publisher of the old one said. It begins with a baseline, and what the feed has published stays
    /// known. Another map reads the same source, and so does the address that the publisher itself has moved the feed
    /// to.
    func configured(at url: String, kind: String, map: String) -> FeedState {
        if url == self.url, kind == self.kind, map == self.map { return self }
        let isSame = identity.isAt(url) && kind == self.kind ?? kind
        var state = isSame ? self : FeedState(name: name, url: url)
        if url != self.url {
            state.url = url
            state.movedTo = nil
            state.unconfirmedMove = nil
        }
        state.kind = kind
        state.map = map
        if isSame { return state }
        state.take(noticesOf: self)
        state.silentBefore = lastSuccess ?? silentBefore ?? baselineAt
        return state
    }

    /// The last London day whose publications a baseline is silent on whatever it is; `nil` for a feed that had no
    /// other address.
    var silentUntil: CalendarDate? { silentBefore.flatMap { CalendarDate(london: $0) } }

    /// True for what a baseline is silent on: at its first address all that it lists, at a later one what was published
    /// before the old one was last read, or on no day that is known.
    func isSilent(on publication: Publication) -> Bool {
        guard let silentBefore, let published = publication.published else { return true }
        return published <= silentBefore
    }

    /// Keeps what a document says on how often it changes: later answers may come without it.
    mutating func keep(_ hints: FeedHints) {
        hintedInterval = [hints.timeToLive, hints.updateInterval].compactMap(\.self).max().map(Double.init)
        skipHours = hints.skipHours
        skipDays = hints.skipDays
    }

    /// The address to ask, without a password, for people to read.
    var readableAddress: String { RedactedAddress(ofFeed: address).text }

    /// What the publisher gave with the version that is recorded; `nil` where it gave nothing.
    var validators: Validators? {
        if etag == nil, lastModified == nil { return nil }
        return Validators(etag: etag, lastModified: lastModified, url: validatorsURL)
    }

    /// Those to send now.
    func validators(at now: Date) -> Validators? { isConditional(at: now) ? validators : nil }

    /// False for the first poll of each week, which asks for the whole document: some servers, and caches before them,
    /// say "not modified" for ever of what has been. Weeks begin on another day for each feed.
    func isConditional(at now: Date) -> Bool {
        let shift = name.utf8.reduce(0) { $0 + Int($1) } % 7
        func week(_ instant: Date) -> Int {
            (Int((instant.timeIntervalSince1970 / 86400).rounded(.down)) + shift) / 7
        }
        return lastSuccess.map { week($0) == week(now) } ?? false
    }
}
