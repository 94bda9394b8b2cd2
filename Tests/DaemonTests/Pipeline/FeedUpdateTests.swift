import Feeds
import Foundation
import HTTPTransport
import History
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System

/// What listings make of a feed's state, poll after poll, a day apart.
@Suite struct FeedUpdateTests {
    static let configured = "http://127.0.0.1/a.atom"
    static let start = Date(timeIntervalSince1970: 1_700_000_000)

    let update: FeedUpdate

    init() throws {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: '\(FeedUpdateTests.configured)', every: 1h, quiet_after: 5d}]",
            file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"))
        let feed = try #require(configuration.feeds.first)
        update = FeedUpdate(
            feed: feed, schedule: FeedSchedule(every: feed.every, backoff: Backoff(first: 60, limit: 86400)),
            alerts: AlertFactory(instance: "test", summary: ChangeSummary(frameworks: FrameworkCatalogue([]))))
    }

    private func answer(_ redirects: [HTTPRedirect] = [], asked: Double? = nil) -> ListingAnswer {
        ListingAnswer(validators: Validators(etag: "e", lastModified: nil), asked: asked, redirects: redirects)
    }

    private func listing(_ count: Int, recovered: Bool = false, hints: FeedHints = FeedHints()) -> FetchedListing {
        let publications = (0..<count).map {
            Publication(url: "https://example.org/\($0)", title: "t", providerURN: nil)
        }
        let document = FeedDocument(
            format: "atom10", recovered: recovered, hints: hints, publications: publications)
        return .read(document, bodyHash: "h\(count)", answer())
    }

    private func new(_ count: Int) -> [StoredPublication] {
        (0..<count).map {
            StoredPublication(
                feed: "a", identity: "\($0)", fingerprint: "f",
                publication: Publication(url: "https://example.org/\($0)", title: "t", providerURN: nil),
                published: nil, seen: FeedUpdateTests.start, baseline: false)
        }
    }

    /// The state after all polls, a day apart, with the kinds of the alerts of each.
    private func poll(
        _ polls: [(FetchedListing, new: Int)], from before: FeedState? = nil
    ) throws -> (state: FeedState, alerts: [[AlertKind]], summaries: [String]) {
        var state = before ?? FeedState(name: "a", url: FeedUpdateTests.configured)
        var alerts: [[AlertKind]] = []
        var summaries: [String] = []
        for (day, (listing, new:count)) in polls.enumerated() {
            let result = update.apply(
                listing, to: state, found: new(count),
                at: FeedUpdateTests.start.addingTimeInterval(Double(day) * 86400), jitter: 0)
            state = try #require(result.state)
            alerts.append(result.alerts.map(\.kind))
            summaries += result.alerts.map(\.summary)
        }
        return (state, alerts, summaries)
    }

    @Test func quietIsToldOnceAndSoIsWaking() throws {
        let still: (FetchedListing, new: Int) = (.unchanged(answer()), new: 0)
        let news: (FetchedListing, new: Int) = (listing(3), new: 1)
        let sixStill = Array(repeating: still, count: 6)
        let (state, alerts, summaries) = try poll([news] + sixStill + [news] + sixStill)
        let quiet: [[AlertKind]] = [[], [], [], [], [.operatorFeedQuiet], []]
        #expect(alerts == [[.operatorBaselineDone]] + quiet + [[.operatorFeedRecovered]] + quiet)
        #expect(state.quiet)
        #expect(summaries.contains { $0.contains("nothing new for 5d, since 2023-11-14T22:13:20Z") })
    }

    @Test func anUpdateOfAKnownPublicationIsNothingNew() throws {
        var known = new(1)
        known[0].row = 1
        var state = FeedState(name: "a", url: FeedUpdateTests.configured)
        state.baselineAt = FeedUpdateTests.start
        state.newestSeen = FeedUpdateTests.start
        let later = FeedUpdateTests.start.addingTimeInterval(5 * 86400)
        let result = update.apply(listing(3), to: state, found: known, at: later, jitter: 0)
        #expect(result.alerts.map(\.kind) == [.operatorFeedQuiet])
        #expect(result.state?.newestSeen == FeedUpdateTests.start)
    }

    struct Lengths: Sendable, CustomTestStringConvertible {
        let name: String
        let counts: [Int]
        let told: [AlertKind]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Lengths(name: "steady", counts: [20, 20, 20], told: []),
        Lengths(name: "to half", counts: [20, 10, 20], told: []),
        Lengths(
            name: "below half, and back", counts: [20, 9, 8, 20, 20],
            told: [
                .operatorFeedShrank, .operatorFeedRecovered,
            ]),
        Lengths(name: "to nothing", counts: [10, 0, 0], told: [.operatorFeedShrank]),
        Lengths(name: "a short one may halve", counts: [9, 1, 9, 0], told: []),
        Lengths(name: "bit by bit", counts: [20, 16, 12, 8, 5, 3], told: []),
        Lengths(name: "a short one is no new measure", counts: [20, 9, 9, 9], told: [.operatorFeedShrank]),
        Lengths(
            name: "again and again", counts: [20, 1, 20, 1, 20],
            told: [
                .operatorFeedShrank, .operatorFeedRecovered, .operatorFeedShrank, .operatorFeedRecovered,
            ]),
    ])
    func aListingThatShrinksIsToldOnceAndSoIsItsRecovery(lengths: Lengths) throws {
        let polls = lengths.counts.map { (listing($0), new: 1) }
        #expect(try poll(polls).alerts.flatMap(\.self).filter { $0 != .operatorBaselineDone } == lengths.told)
    }

    @Test func aBrokenDocumentIsNoMeasure() throws {
        let polls = [(listing(20), new: 1), (listing(2, recovered: true), new: 1), (listing(9), new: 1)]
        let told = try poll(polls).alerts
        #expect(told == [[.operatorBaselineDone], [], [.operatorFeedShrank]])
    }

    static let elsewhere = "http://127.0.0.1/b.atom"

    @Test(
        arguments: [
            ([], nil), ([301], elsewhere), ([308], elsewhere), ([302], nil), ([303], nil), ([307], nil),
            ([302, 301], nil),
        ] as [([Int], String?)])
    func onlyPermanentRedirectsMoveAFeed(statuses: [Int], movedTo: String?) throws {
        let redirects = statuses.map { HTTPRedirect(status: $0, to: FeedUpdateTests.elsewhere) }
        let (state, alerts, _) = try poll([(.unchanged(answer(redirects)), new: 0)])
        #expect(state.movedTo == movedTo)
        #expect(state.url == FeedUpdateTests.configured)
        #expect(alerts.flatMap(\.self) == (movedTo == nil ? [] : [.operatorFeedMoved]))
    }

    @Test func behindATemporaryRedirectOnlyTheFirstMoveCounts() {
        let redirects = [
            HTTPRedirect(status: 301, to: "b"), HTTPRedirect(status: 308, to: "c"), HTTPRedirect(status: 302, to: "d"),
            HTTPRedirect(status: 301, to: "e"),
        ]
        #expect(answer(redirects).movedTo == "c")
    }

    @Test func aMoveIsKeptToldOnceAndUndoneByTheConfigurationOrByFailing() throws {
        let moved: (FetchedListing, new: Int) = (
            .unchanged(answer([HTTPRedirect(status: 301, to: FeedUpdateTests.elsewhere)])), new: 0
        )
        let there: (FetchedListing, new: Int) = (.unchanged(answer()), new: 0)
        let (state, alerts, _) = try poll([moved, there, there])
        #expect(alerts == [[.operatorFeedMoved], [], []])
        #expect(state.address == FeedUpdateTests.elsewhere)
        #expect(configured(state, at: FeedUpdateTests.configured).address == state.address)
        #expect(configured(state, at: "http://127.0.0.1/c.atom").address == "http://127.0.0.1/c.atom")

        let failure: (FetchedListing, new: Int) = (.failed(reason: "no"), new: 0)
        #expect(try poll([failure, failure], from: state).state.address == FeedUpdateTests.elsewhere)
        #expect(try poll([failure, failure, failure], from: state).state.address == FeedUpdateTests.configured)
        let back = HTTPRedirect(status: 301, to: FeedUpdateTests.configured)
        #expect(try poll([(.unchanged(answer([back])), new: 0)], from: state).state.movedTo == nil)
    }

    @Test("A move to another host is followed and told once, and kept only by an operator's word")
    func aMoveToAnotherHostIsNotKept() throws {
        let target = "https://elsewhere.example/b.atom"
        let moved: (FetchedListing, new: Int) = (
            .unchanged(answer([HTTPRedirect(status: 301, to: target)])), new: 0
        )
        let (state, alerts, summaries) = try poll([moved, moved, moved])
        #expect(alerts == [[.operatorFeedMoved], [], []])
        #expect(summaries.first?.contains("`ratingwatch release a --moved` keeps it") == true)
        #expect(state.address == FeedUpdateTests.configured && state.unconfirmedMove == target)
        // The publisher takes it back, or the operator configures it.
        #expect(try poll([(.unchanged(answer()), new: 0)], from: state).state.unconfirmedMove == nil)
        let followed = configured(state, at: target)
        #expect(followed.baselineAt == state.baselineAt && followed.silentBefore == nil)
        #expect(followed.address == target && followed.unconfirmedMove == nil)
    }

    @Test func noPasswordIsTold() throws {
        let state = FeedState(name: "a", url: "https://reader:secret@example.org/a")
        let target = "https://reader:secret@example.org/b"
        let (_, _, summaries) = try poll(
            [(.unchanged(answer([HTTPRedirect(status: 301, to: target)])), new: 0)], from: state)
        #expect(summaries.count == 1)
        #expect(summaries.allSatisfy { $0.contains("https://example.org/b") && !$0.contains("secret") })
    }

    private func configured(_ state: FeedState, at url: String) -> FeedState {
        state.configured(at: url, kind: "feed", map: "")
    }

    @Test func theAddressThatThePublisherHasMovedAFeedToIsNoOther() throws {
        let moved: (FetchedListing, new: Int) = (
            .unchanged(answer([HTTPRedirect(status: 301, to: FeedUpdateTests.elsewhere)])), new: 0
        )
        let state = try poll([moved]).state
        let followed = configured(state, at: FeedUpdateTests.elsewhere)
        #expect(followed.baselineAt == state.baselineAt && followed.silentBefore == nil)
        #expect(followed.url == FeedUpdateTests.elsewhere && followed.movedTo == nil)
    }

    @Test func anotherAddressBeginsWithABaselineThatIsSilentOnWhatTheOldOneHadTimeToTell() throws {
        let (gone, alerts, _) = try poll([(listing(3), new: 3), (.gone(reason: "410"), new: 0)])
        #expect(alerts == [[.operatorBaselineDone], [.operatorFeedEnded]])
        #expect(update.schedule.due(gone, at: FeedUpdateTests.start) == nil)
        let other = configured(gone, at: "http://127.0.0.1/c.atom")
        #expect(update.schedule.due(other, at: FeedUpdateTests.start) == .distantPast)
        #expect(other.baselineAt == nil && !other.isNew)
        #expect(other.silentBefore == gone.lastSuccess)
        #expect(other.etag == nil)
        #expect(other.bodyHash == nil)
        func published(_ seconds: Double?) -> Publication {
            Publication(url: "b", published: seconds.map(FeedUpdateTests.start.addingTimeInterval))
        }
        #expect([-1, 0, 1, nil].map { other.isSilent(on: published($0)) } == [true, true, false, true])
        #expect(gone.isSilent(on: published(1)))
        // A second change of the address, before anything was read, forgets nothing.
        #expect(configured(other, at: "http://127.0.0.1/d.atom").silentBefore == gone.lastSuccess)
        #expect(configured(FeedState(name: "a", url: "x"), at: "y").isNew)
    }

    @Test func hintsOutliveAnswersWithoutADocument() throws {
        let hints = FeedHints(
            timeToLive: 7200, updatePeriod: 86400, updatesPerPeriod: 8, skipHours: [3], skipDays: ["Sunday"])
        let polls = [(listing(3, hints: hints), new: 3), (.unchanged(answer()), new: 0)]
        let state = try poll(polls).state
        #expect(state.hintedInterval == 10800)
        #expect(state.skipHours == [3])
        #expect(state.skipDays == ["Sunday"])
        #expect(state.nextDue == FeedUpdateTests.start.addingTimeInterval(86400 + 10800))
        #expect(try poll([(listing(4), new: 1)], from: state).state.hintedInterval == nil)
    }

    @Test func failingIsToldAfterThreeFailuresAndItsRecoveryOnce() throws {
        let failure: (FetchedListing, new: Int) = (.failed(reason: "no"), new: 0)
        let good: (FetchedListing, new: Int) = (.unchanged(answer()), new: 0)
        let (state, alerts, _) = try poll([failure, failure, failure, failure, good, failure, good])
        #expect(alerts == [[], [], [.operatorFeedFailing], [], [.operatorFeedRecovered], [], []])
        #expect(state.failures == 0)
    }
}
