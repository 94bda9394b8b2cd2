package import Configuration
import Feeds
package import Foundation
package import History
import HTTPTransport
import Inspections
package import System

/// schedule -> fetch -> read -> extract -> compare -> record -> route, for one feed at a time; delivery follows from the
/// database.
package struct Pipeline: Sendable {
    let history: History
    let listings: ListingFetcher
    let documents: DocumentFetcher
    package let recorder: Recorder
    package let lookup: ProviderLookup
    let backoff: Backoff
    let clock: Clock
    /// Where a table lies while it is read.
    var tableFolder = FileManager.default.temporaryDirectory.path

    package init(
        history: History, listings: ListingFetcher, documents: DocumentFetcher, recorder: Recorder,
        lookup: ProviderLookup, backoff: Backoff, clock: Clock,
        tableFolder: String = FileManager.default.temporaryDirectory.path
    ) {
        self.history = history
        self.listings = listings
        self.documents = documents
        self.recorder = recorder
        self.lookup = lookup
        self.backoff = backoff
        self.clock = clock
        self.tableFolder = tableFolder
    }

    /// Documents read in one run: what is left stays pending and is due at once. So a long first poll loses little to a
    /// kill, needs little memory, and no alert waits long for the slow documents beside its own.
    static let documentsPerRun = 20

    /// When there is something to do for each of the feeds: its listing, or a pending document; `nil` for never.
    /// `now`: where the present has been asked for already.
    package func nextDue(_ feeds: [FeedConfiguration], at now: Date? = nil) async throws(HistoryError) -> [Date?] {
        let now = now ?? clock.now()
        return try await history.read("look up when the feeds are due") { history in
            try feeds.map {
                $0.kind.listsProviders
                    ? try site.plan(of: $0).nextDue(at: now, in: history)
                    : try nextDue($0, after: state(of: $0, in: history), at: now, in: history)
            }
        }
    }

    /// Does what is due for a feed and records it in one transaction. `started`: what has failed before, and the listing, are
    /// due only where they were due then; `nil`: where they are due now.
    package func run(_ feed: FeedConfiguration, started: Date? = nil) async throws(HistoryError) -> PollReport {
        if feed.kind.listsProviders { return try await site.run(feed, started: started) }
        if let map = feed.table { return try await run(feed, as: map) }
        if let stating = feed.stating { return try await run(feed, as: stating) }
        let now = clock.now()
        let (before, waiting) = try await history.read("read a feed's state") { history in
            let waiting = try history.pendingPublications(
                feed: feed.name, dueAt: now, retries: started, limit: Pipeline.documentsPerRun)
            return (try state(of: feed, in: history), waiting)
        }
        let isDue = schedule(of: feed).due(before, at: now).map { $0 <= started ?? now } ?? false
        let listing = isDue ? await listings.fetch(feed, state: before, now: now) : nil
        // What a stop has cut short is no failure of the publisher's, and is done again from the start.
        if Task.isCancelled { return .stopped(feed.name) }
        let found = try await newOrChanged(in: listing, of: feed, before: before, now: now)
        let queue = merge(found, waiting).sorted(by: PublicationIdentity.isOlder)
        let readings = await documents.readAll(
            Array(queue.prefix(Pipeline.documentsPerRun)), of: feed, from: before.address,
            movingTo: listing?.answer?.movedTo ?? before.unconfirmedMove, now: now)
        if Task.isCancelled { return .stopped(feed.name) }
        return try await record(
            readings, leaving: Array(queue.dropFirst(Pipeline.documentsPerRun)), listing: listing, of: feed,
            before: before, found: found, started: started)
    }

    private var site: SitePoll {
        SitePoll(
            history: history, listings: listings, documents: documents, recorder: recorder, backoff: backoff,
            clock: clock)
    }

    func schedule(of feed: FeedConfiguration) -> FeedSchedule {
        FeedSchedule(
            every: feed.every, everyWithoutValidators: feed.everyWithoutValidators, active: feed.active,
            backoff: backoff)
    }

    func state(of feed: FeedConfiguration, in history: HistoryTransaction) throws -> FeedState {
        try FeedState.known(of: feed, in: history)
    }

    func nextDue(
        _ feed: FeedConfiguration, after state: FeedState, at now: Date, in history: HistoryTransaction
    ) throws -> Date? {
        let listing = schedule(of: feed).due(state, at: now)
        return [listing, try history.nextTry(feed: feed.name, at: now)].compactMap(\.self).min()
    }

    /// The publications of a listing that the history does not know, or knows otherwise.
    private func newOrChanged(
        in listing: FetchedListing?, of feed: FeedConfiguration, before: FeedState, now: Date
    ) async throws(HistoryError) -> [StoredPublication] {
        guard case .read(let document, _, _) = listing, !document.ended else { return [] }
        let isBaseline = before.baselineAt == nil && feed.firstPoll == .baseline
        return try await history.read("look up publications") { history in
            try NewPublications.find(
                in: document.publications, of: feed.name, seen: now, history: history,
                isBaseline: { isBaseline && before.isSilent(on: $0) })
        }
    }

    private func merge(_ found: [StoredPublication], _ waiting: [StoredPublication]) -> [StoredPublication] {
        let identities = Set(found.map(\.identity))
        return found + waiting.filter { !identities.contains($0.identity) }
    }

    private func record(
        _ readings: [(StoredPublication, DocumentReading)], leaving rest: [StoredPublication],
        listing: FetchedListing?, of feed: FeedConfiguration, before: FeedState, found: [StoredPublication],
        started: Date?
    ) async throws(HistoryError) -> PollReport {
        // Taken after the fetching: back-off and intervals count from when an answer came.
        let now = clock.now()
        let spread = clock.spread()
        let update = FeedUpdate(feed: feed, schedule: schedule(of: feed), alerts: recorder.alerts)
        return try await history.write("record a poll") { history in
            var recording = try recorder.take(readings, at: now, spread: spread, in: history)
            if case .read(let document, _, _) = listing { document.complaints.forEach { recording.complain($0) } }
            for publication in rest {
                try recorder.postpone(publication, until: now, in: history)
            }
            // An entry that leads to no report, as a broken bridge gives with a new id each time, is no sign of life.
            let fresh = try found.count { publication in
                guard publication.row == nil,
                    let known = try history.publication(feed: feed.name, identity: publication.identity)
                else { return false }
                return known.state != .notFollowed && known.state != .notAReport
            }
            let outcome = update.apply(listing, to: before, found: found, fresh: fresh, at: now, spread: spread)
            if let listing = outcome.state {
                try history.save(listing)
            }
            for alert in outcome.alerts { recording.alerts += try recorder.raising.raise(alert, in: history) }
            recording.alerts += try recorder.settle(feed, at: now, in: history).alerts
            // What was due again when the run started and has not had its turn.
            let isLeft = try started.map {
                try !history.pendingPublications(feed: feed.name, dueAt: now, retries: $0, limit: 1).isEmpty
            }
            return PollReport(
                feed: feed.name, result: outcome.result, failed: outcome.failed,
                isUnchanged: readings.isEmpty && found.isEmpty, alerts: recording.alerts,
                complaints: recording.complaints, otherComplaints: recording.otherComplaints,
                hasMore: isLeft ?? (!rest.isEmpty || readings.contains { $0.0.attempts == 0 && $0.0.row != nil }),
                nextDue: try nextDue(feed, after: outcome.state ?? before, at: now, in: history))
        }
    }
}
