import Foundation
import History
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System
@testable import Text

/// One feed of several addresses: a state, a baseline and a health of each, under one name.
@Suite struct FeedFamilyTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))
    private let lock: StateLock

    init() throws {
        folder = try TemporaryFolder()
        lock = try StateLock(folder: try folder.folder("state"))
    }

    private func configuration(_ feeds: String, rest: String = "") throws -> Configuration {
        try Configuration.parse(
            "feeds: [\(feeds)]\n\(rest)", file: "test.yaml",
            surroundings: Surroundings(workingDirectory: folder.path))
    }

    private func family(_ files: [String]) -> String {
        let urls = files.map { "'file:\(folder.path($0))'" }.joined(separator: ", ")
        return
            "{name: homes, kind: table, every: 1s, publisher: a, urls: [\(urls)], table: \(TablePollTests.columns)}"
    }

    /// Polls each address once, a day later.
    private func poll(_ files: String...) async throws -> [String: PollReport] {
        clock.advance(86400)
        let configuration = try configuration(family(files))
        var reports: [String: PollReport] = [:]
        let application = try Application.test(configuration, lock: lock, clock: clock.clock)
        let planned = try await application.poll.planned(configuration.feeds)
        for (feed, planned) in zip(configuration.feeds, planned) {
            reports[feed.name] = try await application.poll.run(feed, planned: planned)
        }
        await application.close()
        return reports
    }

    private func write(_ file: String, _ rows: String...) throws {
        try folder.write(file, TablePollTests.header + rows.map { $0 + "\n" }.joined())
    }

    private func kinds(_ reports: [String: PollReport]) -> [String] {
        reports.values.flatMap { $0.alerts.map(\.kind) }.sorted()
    }

    private static let oak = "1,Oak,1,100,13/03/2020,2,2"
    private static let elm = "2,Elm,2,200,14/03/2020,2,2"
    private static let ash = "3,Ash,3,300,15/03/2020,2,2"

    @Test(arguments: [
        (["https://a.example/1/north.csv", "https://a.example/1/south.csv"], ["homes/north", "homes/south"]),
        (
            ["https://a.example/get?council=1", "https://a.example/get?council=2"],
            ["homes/get-council-1", "homes/get-council-2"]
        ),
        (
            ["https://a.example/1/list.csv", "https://b.example/2/list.csv"],
            ["homes/a.example-1-list.csv", "homes/b.example-2-list.csv"]
        ),
        (["https://a.example/north.csv"], ["homes/north"]),
    ])
    func eachAddressIsAFeedByItsOwnName(urls: [String], names: [String]) throws {
        let feed = "{name: homes, kind: feed, urls: [\(urls.map { "'\($0)'" }.joined(separator: ", "))]}"
        let configuration = try configuration(
            feed, rest: "routes: [{name: all, receivers: [everything], match: {feed: homes}}]")
        #expect(configuration.feeds.map(\.name) == names)
        #expect(configuration.feeds.map(\.url) == urls)
        #expect(configuration.routes[0].match.feeds == names, "one name stands for all of them")
    }

    @Test(arguments: [
        (
            "url: 'https://a.example/', urls: ['https://b.example/']",
            "a feed has either \"url\" (or \"path\") or \"urls\""
        ),
        ("urls: []", "must name at least one address"), ("urls: all", "must be a list"),
        ("urls: ['https://a.example/', 'https://a.example/']", "is used twice"),
        ("urls: ['https://a.example/', nowhere]", "must be an address that begins with http://"),
    ])
    func aMistakeIsNamedWithItsPlace(keys: String, problem: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try configuration("{name: homes, kind: feed, \(keys)}")
        }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test func aRecipeMayHaveManyAddresses() throws {
        let feeds = try configuration(
            "{name: food, recipe: food-hygiene, urls: ['https://r.example/FHRS1en-GB.xml', 'https://r.example/FHRS2en-GB.xml']}"
        ).feeds
        #expect(feeds.map(\.name) == ["food/FHRS1en-GB", "food/FHRS2en-GB"])
        #expect(feeds.allSatisfy { $0.page != nil && $0.family?.name == "food" })
    }

    @Test func theBaselineOfAllIsToldOnceAndThatOfAnAddressThatIsAddedIsSilentToo() async throws {
        try write("north.csv", Self.oak)
        try write("south.csv", Self.elm)
        #expect(kinds(try await poll("north.csv", "south.csv")) == ["operator-baseline-done"])
        try write("east.csv", Self.ash)
        #expect(kinds(try await poll("north.csv", "south.csv", "east.csv")) == ["operator-baseline-done"])
        #expect(kinds(try await poll("east.csv", "south.csv", "north.csv")).isEmpty)
    }

    @Test func aRowIsComparedInItsOwnFileAndAFailureIsOfItsAddressAlone() async throws {
        try write("north.csv", Self.oak)
        try write("south.csv", Self.elm)
        _ = try await poll("north.csv", "south.csv")
        try FileManager.default.removeItem(atPath: folder.path("south.csv"))
        try write("north.csv", "1,Oak,1,101,13/03/2024,3,2")
        let reports = try await poll("north.csv", "south.csv")
        #expect(reports["homes/north"]?.alerts.map(\.kind) == ["rating-changed"])
        #expect(reports["homes/north"]?.failed == false && reports["homes/south"]?.failed == true)
        _ = try await poll("north.csv", "south.csv")
        let third = try await poll("north.csv", "south.csv")
        #expect(kinds(third) == ["operator-feed-failing"])
        #expect(third["homes/south"]?.alerts.first?.summary.hasPrefix("the feed homes/south failed 3 times") == true)
        try write("south.csv", "2,Elm,2,201,14/03/2024,4,2")
        #expect(kinds(try await poll("north.csv", "south.csv")) == ["operator-feed-recovered", "rating-changed"])
    }

    @Test func aRowThatMakesWayForAnEarlierOneIsNoticedInItsOwnFile() async throws {
        try write("north.csv", Self.oak)
        try write("south.csv", Self.elm)
        _ = try await poll("north.csv", "south.csv")
        try write("south.csv", "2,Elm,2,201,14/03/2024,4,2")
        _ = try await poll("north.csv", "south.csv")
        try write("south.csv", Self.elm)
        var told: [String] = []
        for _ in 0..<4 { told += kinds(try await poll("north.csv", "south.csv")) }
        #expect(told == ["report-withdrawn"])
    }

    /// Two tables state one inspection: it is gone where both have gone back to an earlier one.
    @Test func aRowThatAnotherTableStillHasIsNotWithdrawn() async throws {
        let latest = "2,Elm,2,201,14/03/2024,4,2"
        for file in ["north.csv", "south.csv"] { try write(file, Self.elm) }
        _ = try await poll("north.csv", "south.csv")
        for file in ["north.csv", "south.csv"] { try write(file, latest) }
        #expect(kinds(try await poll("north.csv", "south.csv")) == ["rating-changed"])
        try write("south.csv", Self.elm)
        for _ in 0..<4 { #expect(kinds(try await poll("north.csv", "south.csv")).isEmpty) }
        try write("north.csv", Self.elm)
        var told: [String] = []
        for _ in 0..<4 { told += kinds(try await poll("north.csv", "south.csv")) }
        #expect(told == ["report-withdrawn"])
    }

    /// Six addresses that all fail; how to poll them, and what operators hear of that.
    private func failing() async throws -> (files: [String], pollAll: () async throws -> [String], told: [String]) {
        let files = (1...6).map { "f\($0).csv" }
        for (index, file) in files.enumerated() { try write(file, "\(index),Home \(index),,,13/03/2020,2,2") }
        func pollAll() async throws -> [String] {
            try await poll(files[0], files[1], files[2], files[3], files[4], files[5]).values.flatMap(\.alerts)
                .map(\.summary)
        }
        _ = try await pollAll()
        for file in files { try FileManager.default.removeItem(atPath: folder.path(file)) }
        var told: [String] = []
        for _ in 0..<4 { told += try await pollAll() }
        return (files, pollAll, told)
    }

    @Test func aHostThatFailsIsNotToldByEachOfItsAddresses() async throws {
        let (files, pollAll, told) = try await failing()
        #expect(told.count == 4)
        #expect(told.filter { $0.hasPrefix("more than 3 addresses of the feed homes are failing") }.count == 1)
        // Each by the name that its failure was told by, and once.
        for (index, file) in files.enumerated() { try write(file, "\(index),Home \(index),,,13/03/2020,2,2") }
        var over: [String] = []
        for _ in 0..<2 { over += try await pollAll() }
        let named = told.compactMap { $0.firstMatch(of: /^the feed (homes.\w+) failed/)?.output.1 }
        #expect(named.count == 3)
        for name in named { #expect(over.count { $0.hasPrefix("the feed \(name) can be read again") } == 1) }
        #expect(over.filter { $0.hasPrefix("of the feed homes no more addresses are failing") }.count == 1)
        #expect(over.count == 4)
    }

    @Test(arguments: [
        (rest: ["f1.csv"], told: ["of the feed homes no more addresses are failing"]),
        (rest: [], told: ["of the feed homes no more addresses are failing"]),
        (rest: (1...6).map { "f\($0).csv" }, told: []),
    ])
    func addressesThatAreConfiguredNoMoreFailNoMore(rest: [String], told: [String]) async throws {
        let (_, _, failures) = try await failing()
        let named = failures.compactMap { $0.firstMatch(of: /^the feed (homes.\w+) failed/)?.output.1 }
        // One that was told by name stays failing.
        let kept = rest.count == 1 ? named.prefix(1).map { String($0.dropFirst("homes/".count)) + ".csv" } : rest
        let configuration = try configuration(
            kept.isEmpty ? "{name: other, kind: feed, url: 'https://a.example/'}" : family(kept))
        let application = try Application.test(configuration, lock: lock, clock: clock.clock)
        for _ in 0..<2 { await application.followConfiguredFeeds() }
        let over = try await application.history.read("test") { try $0.alerts(AlertQuery()).map(\.summary) }
            .filter { $0.contains("no more") }
        await application.close()
        let gone = named.filter { !kept.contains($0.dropFirst("homes/".count) + ".csv") }
        #expect(
            over.sorted()
                == (gone.map { "the feed \($0) is configured no more" } + told.map { $0 + " than were told one by one" })
                .sorted())
    }

    /// Two feeds, of which neither is an address of the other.
    @Test func aFeedWhoseNameAnotherBeginsWithGoesOnFailing() async throws {
        func feed(_ name: String) -> String {
            "{name: \(name), kind: table, every: 1s, path: '\(folder.path("none-\(name.count).csv"))', table: \(TablePollTests.columns)}"
        }
        func application(_ names: String...) throws -> Application {
            try Application.test(
                configuration(names.map(feed).joined(separator: ", ")), lock: lock, clock: clock.clock)
        }
        let both = try application("homes", "homes/old")
        for _ in 0..<3 {
            clock.advance(86400)
            for feed in both.configuration.feeds { _ = try await both.poll.run(feed) }
        }
        await both.close()
        let one = try application("homes")
        await one.followConfiguredFeeds()
        let told = try await one.history.read("test") { try $0.alerts(AlertQuery()).map { "\($0.kind) \($0.feed)" } }
        await one.close()
        #expect(
            told.sorted() == [
                "operator-feed-failing homes", "operator-feed-failing homes/old", "operator-feed-recovered homes/old",
            ])
    }

    @Test func theTableOfFeedsHasOneRowForAllThatAreGood() async throws {
        try write("north.csv", Self.oak)
        _ = try await poll("north.csv", "south.csv")
        let configuration = try configuration(family(["north.csv", "south.csv"]))
        let history = try History(at: .file(folder.path("state/history.sqlite")))
        let report = try await history.read("test") { try FeedsReport(configured: configuration.feeds, in: $0) }
        let table = report.text(.table, style: .plain).split(separator: "\n")
        #expect(table.count == 3)
        #expect(table[1].contains("1 good, 1 failing") && table[2].hasPrefix("homes/south"))
        #expect(report.text(.jsonl, style: .plain).split(separator: "\n").count == 2)
    }
}
