import Configuration
import Feeds
import Foundation
import History
import Inspections
import System

/// A source that lists publications: the listing, where it is due, and some of the documents that it leads to.
struct PublicationsStep: PollStep {
    let isListingDue: Bool
    /// Documents that were listed before and are due.
    let waiting: [StoredPublication]

    let isUntried = true

    var isQuick: Bool { isListingDue && waiting.isEmpty }

    struct Brought: Sendable {
        /// `nil` where it was not due.
        let listing: FetchedListing?
        /// Publications that the history does not know, or knows otherwise.
        let found: [StoredPublication]
        let readings: [(StoredPublication, DocumentReading)]
        /// Whose documents are left for the next step.
        let rest: [StoredPublication]
    }

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> Brought {
        let feed = plan.feed
        let listing = isListingDue ? try await poll.listing(of: feed, state: before, now: now) : nil
        if Task.isCancelled || (isQuick && listing?.isUnchanged == true) {
            return Brought(listing: listing, found: [], readings: [], rest: [])
        }
        return try await Elsewhere.perform { () async throws(HistoryError) in
            try await documents(behind: listing, by: poll, of: plan, before: before, now: now)
        }
    }

    private func documents(
        behind listing: FetchedListing?, by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> Brought {
        let feed = plan.feed
        let found = try await newOrChanged(in: listing, of: feed, before: before, now: now, poll.history)
        // By closures: a key path is made anew each time, and most polls bring nothing.
        let identities = Set(found.map { $0.identity })
        let queue = (found + waiting.filter { !identities.contains($0.identity) })
            .sorted(by: PublicationIdentity.isOlder)
        let reach = feed.reach(of: before, movedTo: listing?.answer?.movedTo)
        // What takes no time is done at once, however much it is.
        let (known, others) = poll.documents.settled(queue, of: feed, within: reach)
        let readings = await poll.documents.readAll(
            Array(others.prefix(PollPlan.documentsPerRun)), of: feed, within: reach, now: now)
        return Brought(
            listing: listing, found: found, readings: known + readings,
            rest: Array(others.dropFirst(PollPlan.documentsPerRun)))
    }

    private func newOrChanged(
        in listing: FetchedListing?, of feed: FeedConfiguration, before: FeedState, now: Date, _ history: History
    ) async throws(HistoryError) -> [StoredPublication] {
        guard case .read(let document, _, _) = listing, !document.ended else { return [] }
        let isBaseline = before.baselineAt == nil && feed.firstPoll == .baseline
        return try await history.read("look up publications") { history in
            try NewPublications.find(
                in: document.publications, of: feed.name, seen: now, history: history,
                isBaseline: { isBaseline && before.isSilent(on: $0) })
        }
    }

    func record(_ brought: Brought, in poll: PollTransaction) throws -> StepOutcome {
        if let listing = brought.listing { try poll.keepPages(of: listing) }
        let (now, jitter) = (poll.now, poll.jitter())
        try lookUp(brought, in: poll)
        var recording = try poll.recorder.take(brought.readings, at: now, jitter: jitter, in: poll.history)
        if case .read(let document, _, _) = brought.listing {
            document.complaints.forEach { recording.complain($0) }
        }
        for publication in brought.rest {
            try poll.recorder.postpone(publication, until: now, in: poll.history)
        }
        // An entry that leads to no report, as a broken bridge gives with a new id each time, is no sign of life.
        let recorded = Set(brought.readings.map { $0.0.identity } + brought.rest.map { $0.identity })
        let fresh = brought.found.count { publication in
            publication.row == nil && recorded.contains(publication.identity)
                && !recording.barren.contains(publication.identity)
        }
        let result = poll.update.apply(
            brought.listing, to: poll.before, found: brought.found, fresh: fresh, at: now, jitter: jitter)
        var outcome = try poll.conclude(result, recording)
        outcome.isUnchanged = brought.readings.isEmpty && brought.found.isEmpty
        outcome.state = result.state
        return outcome
    }

    /// What is asked of each publication is asked once of all, where that is worth it.
    private func lookUp(_ brought: Brought, in poll: PollTransaction) throws {
        let (history, feed) = (poll.history, poll.feed.name)
        if history.together == 1 { return }
        let publications = brought.readings.map(\.0) + brought.rest
        let new = publications.filter { $0.row == nil }.map(\.identity)
        let providers = Set(publications.compactMap { poll.recorder.lookup.provider(of: $0)?.id }).sorted()
        func ask() throws {
            try history.lookUp(providers)
            try history.lookUp(publications: new, of: feed)
            try history.lookUpNumbers(publications: new.count)
        }
        try history.askTogether {
            try ask()
            _ = try history.hasPublications(feed: feed)
        }
        try ask()
    }
}
