import Feeds
import Foundation
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

@Suite struct FeedConfigurationTests {
    private func feed(_ keys: String, url: String = "https://example.org/a") throws -> FeedConfiguration {
        try #require(
            try Configuration.parse(
                "feeds: [{name: a, kind: feed, url: '\(url)'\(keys)}]", file: "test.yaml",
                surroundings: Surroundings(workingDirectory: "/")
            ).feeds.first)
    }

    @Test(
        arguments: [
            ("Mon-Fri 06:00-22:00 Europe/London", Weekday.monday.through(.friday), 360, 1320, "Europe/London"),
            ("06:00-22:00 UTC", Weekday.allCases, 360, 1320, "UTC"),
            ("sat-mon 22:30-6:00 America/New_York", [.saturday, .sunday, .monday], 1350, 360, "America/New_York"),
            ("Mon,Wed,Fri-Sun 00:00-24:00 UTC", [.monday, .wednesday, .friday, .saturday, .sunday], 0, 1440, "UTC"),
            ("Monday, Sunday  09:00-17:00 UTC", [.monday, .sunday], 540, 1020, "UTC"),
        ] as [(String, [Weekday], Int, Int, String)])
    func windowsAreRead(text: String, days: [Weekday], opens: Int, closes: Int, zone: String) throws {
        let window = ActiveWindow(
            days: Set(days), opens: opens, closes: closes, zone: try #require(TimeZone(identifier: zone)))
        #expect(try feed(", active: '\(text)'").active == window)
    }

    @Test(
        arguments: [
            ("always", "must be days, hours and a time zone, as in Mon-Fri 06:00-22:00 Europe/London"),
            ("Mon-Fri 06:00-22:00", "must be days, hours and a time zone, as in Mon-Fri 06:00-22:00 Europe/London"),
            (
                "Mon-Fri 06:00-22:00 Europe/Londn",
                "\"Europe/Londn\" is not a known time zone; did you mean \"Europe/London\"?"
            ),
            ("Mon-Fri 06:00-22:00 BST", "\"BST\" is not a known time zone; write one such as Europe/London, or UTC"),
            ("Mon-Fri 06:00-22:00 GMT+1", "\"GMT+1\" is not a known time zone"),
            ("Mon-Fry 06:00-22:00 UTC", "\"Mon-Fry\" is not a day or a range of days"),
            ("Mon,,Tue 06:00-22:00 UTC", "\"\" is not a day or a range of days"),
            ("- 06:00-22:00 UTC", "\"-\" is not a day or a range of days"),
            ("Mon-Fri 6-22 UTC", "\"6-22\" is not a range of hours; write 06:00-22:00, or 22:00-06:00 for a night"),
            ("Mon-Fri 06:00-24:01 UTC", "\"06:00-24:01\" is not a range of hours"),
            ("Mon-Fri 24:00-06:00 UTC", "\"24:00-06:00\" is not a range of hours"),
            ("Mon-Fri 06:60-22:00 UTC", "\"06:60-22:00\" is not a range of hours"),
            ("Mon-Fri 06:00-22:00-23:00 UTC", "\"06:00-22:00-23:00\" is not a range of hours"),
            ("06:00-06:00 UTC", "\"06:00-06:00\" is never open; write 00:00-24:00 for the whole day"),
        ])
    func whatIsNoWindowIsNamedWithItsPlace(text: String, expected: String) {
        do {
            _ = try feed(", active: '\(text)'")
            Issue.record("it was taken")
        } catch {
            let place = "test.yaml:1:69: feeds[0].active: "
            #expect(String(describing: error).hasPrefix(place + expected))
        }
    }

    @Test func severalMistakesInOneWindowAreToldAtOnce() {
        do {
            _ = try feed(", active: 'Fry 6-22 Europe/Londn', quiet_after: soon")
            Issue.record("it was taken")
        } catch {
            #expect(String(describing: error).split(separator: "\n").count == 4)
        }
    }

    @Test func quietAfterIsOffUntilConfigured() throws {
        #expect(try feed("").quietAfter == nil)
        #expect(try feed(", quiet_after: 21d").quietAfter == 21 * 86400)
    }

    /// Once a day is for publishers of whom the operator has not decided otherwise; this machine bears more.
    @Test(
        arguments: [
            ("", "https://example.org/a", 86400), (", every: 1h", "https://example.org/a", 3600),
            ("", "http://127.0.0.1/a", 3600), (", every: 1s", "http://127.0.0.1/a", 1), ("", "file:///a", 3600),
        ] as [(String, String, Double)])
    func aFeedWithoutValidatorsIsPolledOnceADayByDefault(keys: String, url: String, seconds: Double) throws {
        #expect(try feed(keys, url: url).everyWithoutValidators == seconds)
    }

    @Test func aSearchOnTheReportSiteIsTakenAsItIsWritten() throws {
        let search = "https://reports.ofsted.gov.uk/search?q=&level_1_types=3&level_2_types[]=12"
        let configuration = try Configuration.parse(
            """
            feeds:
              - name: childrens-services
                kind: ofsted-reports
                url: \(search)
                every: 1h
                follow: [files.ofsted.gov.uk]
            """, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"))
        let feed = try #require(configuration.feeds.first)
        #expect(feed.kind == .ofstedReports && feed.url == search && feed.follow == ["files.ofsted.gov.uk"])
    }

    private func configured(_ feeds: String) throws -> [FeedConfiguration] {
        try Configuration.parse(
            "feeds: [\(feeds)]", file: "test.yaml", surroundings: Surroundings(workingDirectory: "/")
        ).feeds
    }

    @Test func aSourceIsOfficialUnlessItIsSaidToBeLess() throws {
        #expect(try feed("").authority == .official)
        #expect(try feed(", authority: press").authority == .press)
        #expect(Authority.allCases.sorted() == [.press, .secondary, .official])
    }

    @Test(
        arguments: [
            ("kind: feed, url: 'https://News.example.org:8443/a'", "news.example.org"),
            ("kind: feed, url: 'file:///a'", "file"),
            ("kind: feed, url: 'https://example.org/a', publisher: Ofsted mirror", "Ofsted mirror"),
            ("kind: ofsted-reports, url: 'https://example.org/a'", "ofsted"),
            ("kind: govuk-statistics, url: 'https://example.org/a', table: schools", "ofsted"),
            ("kind: table, url: 'https://example.org/a', table: schools", "ofsted"),
            ("kind: table, url: 'https://example.org/a', table: \(scheme("fsa"))", "fsa"),
            ("kind: table, url: 'https://example.org/a', table: \(scheme("fsa")), publisher: b", "b"),
            ("kind: page, url: 'https://example.org/a', page: {item: //p, link: a, title: b}", "ofsted"),
        ])
    func thePublisherIsToldByTheKindTheSchemeOrTheHost(keys: String, name: String) throws {
        #expect(try configured("{name: a, \(keys)}").map(\.publisherName) == [name])
    }

    private static func scheme(_ scheme: String) -> String {
        "{scheme: \(scheme), provider_id: A, date: D, framework: fhrs, areas: {b: B}, codes: {1: good}}"
    }

    /// The same address may be read as two sources: two tables of one page, say.
    @Test func oneAddressMayBeReadInTwoWays() throws {
        let page = "kind: govuk-statistics, url: 'https://example.org/a'"
        let feeds = try configured("{name: a, \(page), table: schools}, {name: b, \(page), table: childcare}")
        #expect(feeds.map(\.map) == ["schools", "childcare"])
        let columns = "kind: table, path: /t.csv, table: "
        let own = try configured(
            "{name: a, \(columns)\(Self.scheme("a"))}, {name: b, \(columns)\(Self.scheme("b"))}"
        ).map(\.map)
        #expect(Set(own).count == 2)
        #expect(try feed("").map.isEmpty)
    }
}
