import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Feeds
@testable import Polling
@testable import System

/// The rules by which a site is polled: no network, no database.
@Suite struct SiteRulesTests {
    /// 2026-06-01, a Monday, 12:00 UTC.
    static let now = Date(timeIntervalSince1970: 1_780_315_200)
    static let day = CalendarDate(iso: "2026-06-01")

    static func date(_ text: String?) -> CalendarDate? { text.flatMap(CalendarDate.init(iso:)) }

    @Test(
        arguments: [
            (44, 44, 44, 44, .whole), (44, 44, 44, nil, .whole), (0, 0, 0, nil, .whole), (20, nil, 20, nil, .whole),
            // A row came twice because another moved up: the count is made up.
            (153, 153, 152, 153, .whole),
            (100, 153, 100, 153, .short(rows: 100, total: 153)), (43, 44, 43, nil, .short(rows: 43, total: 44)),
            (42, 42, 42, 44, .whole), (41, 41, 41, 44, .shrunk(providers: 41, before: 44)),
            (100, 100, 100, 153, .shrunk(providers: 100, before: 153)),
            (2940, 2940, 2940, 3000, .whole), (2939, 2939, 2939, 3000, .shrunk(providers: 2939, before: 3000)),
            (0, 0, 0, 2, .shrunk(providers: 0, before: 2)), (44, 44, 0, 44, .shrunk(providers: 0, before: 44)),
            (60, 60, 60, 44, .whole),
        ] as [(Int, Int?, Int, Int?, ListingVerdict)])
    func aListingIsWholeOrSaysWhatItLacks(
        rows: Int, total: Int?, providers: Int, before: Int?, expected: ListingVerdict
    ) {
        #expect(ListingVerdict(rows: rows, total: total, providers: providers, before: before) == expected)
    }

    private static func page(latest: String?, read: String?, isRead: Bool, waits: Bool = false) -> ProviderPage {
        var page = ProviderPage(
            feed: "a", path: "/provider/44/1", address: "http://a/provider/44/1", listedOn: "x", walk: 1, name: "Kent")
        page.latest = date(latest)
        page.readLatest = date(read)
        page.isRead = isRead
        page.nextTry = waits ? now.addingTimeInterval(500) : nil
        page.attempts = waits ? 3 : 0
        return page
    }

    struct Move: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let page: ProviderPage
        let latest: String?
        /// Seconds until the page is read; `nil` for never.
        let readIn: Double?
    }

    @Test(arguments: [
        Move(
            testDescription: "first seen", page: page(latest: nil, read: nil, isRead: false), latest: "2024-05-16",
            readIn: 0),
        Move(
            testDescription: "first seen without a report", page: page(latest: nil, read: nil, isRead: false),
            latest: nil, readIn: nil),
        Move(
            testDescription: "as it was", page: page(latest: "2024-05-16", read: "2024-05-16", isRead: true),
            latest: "2024-05-16", readIn: nil),
        Move(
            testDescription: "a new report", page: page(latest: "2024-05-16", read: "2024-05-16", isRead: true),
            latest: "2026-05-30", readIn: 0),
        Move(
            testDescription: "back to an older one", page: page(latest: "2024-05-16", read: "2024-05-16", isRead: true),
            latest: "2019-11-05", readIn: 0),
        Move(
            testDescription: "none any more", page: page(latest: "2024-05-16", read: "2024-05-16", isRead: true),
            latest: nil, readIn: 0),
        Move(
            testDescription: "still to be read after failures",
            page: page(latest: "2024-05-16", read: nil, isRead: false, waits: true), latest: "2024-05-16", readIn: 500),
        Move(
            testDescription: "moved while it failed",
            page: page(latest: "2024-05-16", read: nil, isRead: false, waits: true), latest: "2024-05-17", readIn: 0),
        Move(
            testDescription: "moved there and back before it was read",
            page: page(latest: "2024-05-17", read: "2024-05-16", isRead: true, waits: true), latest: "2024-05-16",
            readIn: nil),
    ])
    func aPageIsReadWhereItsListingEntryMoved(move: Move) {
        let row = ListedProvider(
            path: move.page.path, page: "http://b/1", name: "Kent", latest: Self.date(move.latest))
        let seen = move.page.listed(as: row, on: "y", walk: 2, isFull: true, at: Self.now)
        #expect(seen.nextTry?.timeIntervalSince(Self.now) == move.readIn)
        #expect(seen.latest == row.latest && seen.walk == 2 && seen.listedOn == "y" && seen.address == "http://b/1")
    }

    @Test(
        arguments: [
            (nil, false, false), ("2024-05-16", false, true), ("2024-05-17", false, false), (nil, true, false),
            ("2024-05-16", true, false),
        ] as [(String?, Bool, Bool)])
    func onlyWhatWasListedBeforeTheBaselineBelongsToIt(until: String?, isRead: Bool, expected: Bool) {
        var page = Self.page(latest: "2024-05-16", read: nil, isRead: isRead)
        page.baselineUntil = Self.date(until == nil ? nil : "2024-05-16")
        let published = until.flatMap { Self.date($0) }.map {
            Date(timeIntervalSince1970: Double($0.daysSinceEpoch) * 86400)
        }
        #expect(page.isBaseline(Publication(published: published)) == expected)
    }

    @Test func aPageBehindItsListingIsAskedAgainButNotForEver() {
        let settling = ProviderPageSettling(backoff: Backoff(first: 60, limit: 86400))
        var page = Self.page(latest: "2024-05-16", read: "2019-11-05", isRead: true)
        var waits: [Double] = []
        for _ in 0..<10 {
            page = settling.read(page, newest: Self.date("2019-11-05"), at: Self.now, jitter: 0)
            guard let next = page.nextTry else { break }
            waits.append(next.timeIntervalSince(Self.now))
            #expect(page.readLatest == Self.date("2019-11-05") && page.reason?.contains("2024-05-16") == true)
        }
        #expect(waits == [60, 120, 240, 480, 960, 1920])
        #expect(page.readLatest == page.latest && page.attempts == 0 && page.reason == nil)
    }

    @Test(arguments: [("2026-05-31", nil), ("2026-06-01", 86400)] as [(String, Double?)])
    func aPageWithAReportOfTodayIsReadOnceMoreWhenTheDayIsOver(latest: String, readIn: Double?) {
        let settling = ProviderPageSettling(backoff: Backoff(first: 60, limit: 86400))
        let page = settling.read(
            Self.page(latest: latest, read: nil, isRead: false), newest: Self.date(latest), at: Self.now, jitter: 0)
        #expect(page.isRead && page.nextTry?.timeIntervalSince(Self.now) == readIn)
        let later = Self.now.addingTimeInterval(86400)
        #expect(settling.read(page, newest: Self.date(latest), at: later, jitter: 0).nextTry == nil)
    }

    @Test func aReportIsWithdrawnOnTheThirdDayAndRestoredAtOnceEachOnce() throws {
        let first = try #require(Self.day)
        var check = DocumentCheck(publication: 1, validators: nil, checkedOn: first)
        func note(_ isThere: Bool, _ day: Int, isDoubted: Bool = false) -> DocumentCheck.Change? {
            check.note(
                isThere: isThere, on: CalendarDate(daysSinceEpoch: first.daysSinceEpoch + day) ?? first,
                isDoubted: isDoubted)
        }
        #expect([note(false, 0), note(false, 0), note(false, 0), note(false, 1)] == [nil, nil, nil, nil])
        #expect(note(true, 2) == nil)
        #expect([note(false, 3), note(false, 4), note(false, 8), note(false, 9)] == [nil, nil, .withdrawn, nil])
        #expect([note(true, 10), note(true, 11)] == [.restored, nil])
        #expect(
            [note(false, 12), note(false, 13), note(false, 14, isDoubted: true), note(false, 15)] == [
                nil, nil, nil, .withdrawn,
            ])
    }

    @Test func onlyARealAnswerSaysWhetherADocumentIsThere() {
        func outcome(_ result: Outcome.Result, isNotFoundPage: Bool = false) -> DocumentReading {
            var outcome = Outcome(result: result, media: "application/pdf", sha256: "1")
            outcome.isNotFoundPage = isNotFoundPage
            return .outcome(outcome)
        }
        let cases: [(DocumentReading, DocumentPresence)] = [
            (.unchanged, .there), (outcome(.graded), .there), (outcome(.ungraded), .there),
            (outcome(.doubtful), .there), (outcome(.unreadable), .unknown), (outcome(.notAReport), .unknown),
            (outcome(.notAReport, isNotFoundPage: true), .gone),
            (.failed(reason: "403", asked: nil), .unknown), (.failed(reason: "404", asked: nil, isGone: true), .gone),
            (.notFollowed(reason: ""), .unknown),
        ]
        for (reading, expected) in cases { #expect(DocumentPresence(reading) == expected, "\(reading)") }
    }

    @Test(
        arguments: [
            (nil, "2026-06-01", true), (44, "2026-06-01", true), (300, "2026-06-01", true),
            (30_000, "2026-05-31", true), (30_000, nil, true), (30_000, "2026-06-01", false),
        ] as [(Int?, String?, Bool)])
    func aLongListingIsWalkedOnceADayAndAskedForWhatIsNewInBetween(listed: Int?, fullOn: String?, isFull: Bool) {
        var state = FeedState(name: "a", url: "https://r.example/search?q=")
        state.listed = listed
        state.baselineAt = Self.now
        var site = SiteState(feed: "a")
        site.fullOn = Self.date(fullOn)
        site.newest = Self.date("2026-05-30")
        let walking = site.walking(OfstedReportSite(), before: state, at: Self.now)
        #expect(walking.isFull == isFull && walking.walk == 1)
        let since = isFull ? "" : "&latest_report_date_start=2026-05-16"
        #expect(walking.nextPage == "https://r.example/search?q=\(since)&start=0&rows=100")
        #expect(walking.walking(OfstedReportSite(), before: state, at: Self.now) == walking)
    }
}
