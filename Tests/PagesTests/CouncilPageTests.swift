import Configuration
import Foundation
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Pages

/// What the pages say of English councils beyond their own grades: councils like them, when another inspection may
/// come, where the log has their alerts, and how the deliveries do.
@Suite struct CouncilPageTests {
    private static let names = [
        "Kent", "East Sussex", "Essex", "Lancashire", "Nottinghamshire", "Staffordshire", "Suffolk", "Swindon",
        "Worcestershire", "Leeds", "Salford", "Camden",
    ]
    private static let now = PagesWorld.start
    private let folder: TemporaryFolder
    private let history: History
    private let site: Site

    private static func council(_ name: String) -> Provider {
        Provider(
            id: ProviderID("ofsted:\(name.count)-\(name)"), name: name, kind: "local-authority", region: "South East")
    }

    /// Each council was good in 2018, and inspected again between 40 and 51 months later.
    init() async throws { self = try await CouncilPageTests(publish: "{deliveries: true}") }

    private init(publish: String) async throws {
        folder = try TemporaryFolder()
        let setup = try Setup(
            file: folder.write(
                "ratingwatch.yaml",
                """
                state: \(folder.path)
                logs: \(folder.path)
                feeds:
                  - {name: councils, kind: feed, url: 'https://example.org/a'}
                receivers:
                  - {name: log, kind: log-file, path: \(folder.path)/alerts.jsonl, format: jsonl}
                  - {name: desk, kind: webhook, url: 'https://desk.example.org/hook'}
                publish: \(publish)
                """), for: .ask)
        history = try History(at: .file(folder.path("history.sqlite")))
        try await history.write("fill the history") { history in
            for (place, name) in CouncilPageTests.names.enumerated() {
                let council = CouncilPageTests.council(name)
                try history.save(council, namedBy: .registry)
                _ = try PagesWorld.record(
                    ["overall-effectiveness": "good"], of: council, "2018-01-15", url: "https://example.org/\(place)",
                    in: history)
                let later = 2018 * 12 + 40 + place
                let month = later % 12 + 1
                let day = "\(later / 12)-\(month < 10 ? "0" : "")\(month)-15"
                _ = try PagesWorld.record(
                    ["overall-effectiveness": "good"], of: council, day, url: "https://example.org/\(place)b",
                    in: history)
                try PagesWorld.stand("good", of: council, day, in: history)
            }
            try PagesWorld.raise(
                "rw_kent", on: CouncilPageTests.council("Kent"), of: nil, receivers: ["log", "desk"], in: history)
            try history.markDelivered(
                [1], receiver: "log", hashes: [1: String(repeating: "ab", count: 32)], at: CouncilPageTests.now)
            try history.markFailed(
                [1], receiver: "desk", error: "answered <500>", at: CouncilPageTests.now,
                next: CouncilPageTests.now.addingTimeInterval(60))
        }
        guard let site = try Site(setup.configuration, reports: setup.reports) else { throw CancellationError() }
        self.site = site
    }

    private func text(_ address: SiteAddress) async throws -> String {
        try #require(try await site.page(address, now: CouncilPageTests.now)?.text)
    }

    @Test func aCouncilIsShownBesideThoseLikeIt() async throws {
        let page = try await text(.provider(CouncilPageTests.council("Kent").id))
        let section = try #require(page.split(separator: "Statistical neighbours</h2>").last)
        let listed = section.matches(of: /<li><a [^>]*>([^<]*)<\/a><\/li>/).map { String($0.1) }
        #expect(
            listed == [
                "East Sussex", "Essex", "Lancashire", "Nottinghamshire", "Staffordshire", "Suffolk", "Swindon",
                "Worcestershire",
            ])
        let group = SiteAddress.comparison(
            .group("Kent and its statistical neighbours"), framework: "ilacs", page: 1)
        #expect(page.contains("\"../\(group.path)\""))
        let comparison = try await text(group)
        #expect(comparison.contains(">Kent<") && comparison.contains(">Suffolk<") && !comparison.contains(">Leeds<"))
        let outline = try await site.outline(now: CouncilPageTests.now)
        #expect(outline.groups.flatMap(\.addresses).contains(group), "a copy as files has it")
        // Known by its name alone too, it has one comparison still.
        try await history.write("name a council") { history in
            try history.save(
                Provider(id: ProviderID("name:kent"), name: "Kent", kind: "local-authority", region: "South East"),
                namedBy: .registry)
        }
        let addresses = try await site.outline(now: CouncilPageTests.now).groups.flatMap(\.addresses)
        #expect(addresses.count { $0 == group } == 1 && Set(addresses).count == addresses.count)
    }

    @Test func whenAnotherInspectionMayComeIsABandThatStaysThroughTheYear() async throws {
        let kent = CouncilPageTests.council("Kent").id
        let sentence =
            "After good in overall effectiveness, another inspection came within 41 to 50 months for eight providers of ten "
            + "(median 46, n = 12, inspections before 2026): between October 2024 and July 2025"
        let page = try await text(.provider(kent))
        #expect(page.contains(sentence), "\(page)")
        let calendar = try await text(.providerFile(kent, .calendar)).replacing("\r\n ", with: "")
        for line in [
            "DTSTART;VALUE=DATE:20241001", "DTEND;VALUE=DATE:20250801", "SUMMARY:Kent: another inspection may come",
            "STATUS:TENTATIVE", "DTSTAMP:20260101T000000Z",
        ] {
            #expect(calendar.contains("\r\n" + line + "\r\n"), "\(line)")
        }
        // Another council's inspection of this year moves nobody's.
        let marks = try await marks()
        try await history.write("state an inspection") { history in
            _ = try PagesWorld.record(
                ["overall-effectiveness": "good"], of: CouncilPageTests.council("Leeds"), "2026-05-01",
                url: "https://example.org/new", in: history)
        }
        #expect(try await text(.provider(kent)) == page)
        let changed = try await self.marks().filter { marks[$0.key] != $0.value }.keys
        #expect(changed.contains("provider/ofsted:5-Leeds.html") && !changed.contains("provider/ofsted:4-Kent.html"))
        // One of an earlier year moves all, and their pages are written anew.
        try await history.write("state an inspection") { history in
            _ = try PagesWorld.record(
                ["overall-effectiveness": "good"], of: CouncilPageTests.council("Leeds"), "2025-05-01",
                url: "https://example.org/late", in: history)
        }
        #expect(try await text(.provider(kent)).contains("n = 13"))
        #expect(try await self.marks()["provider/ofsted:4-Kent.html"] != marks["provider/ofsted:4-Kent.html"])
    }

    private func marks() async throws -> [String: String] {
        let outline = try await site.outline(now: CouncilPageTests.now)
        return Dictionary(
            outline.groups.flatMap { group in group.addresses.map { ($0.path, group.mark) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func anAlertNamesItsLineInTheLog() async throws {
        #expect(
            try await text(.alert("rw_kent")).contains(
                "<dt>Hash in the log</dt><dd><code>\(String(repeating: "ab", count: 32))</code></dd>"))
    }

    @Test func operatorsMaySeeHowTheDeliveriesDo() async throws {
        let page = try await text(.deliveries)
        #expect(page.contains("another attempt") && page.contains("answered &lt;500&gt;") && page.contains("desk"))
        #expect(page.contains("href=\"./alert/rw_kent.html\""))
        #expect(try await text(.feeds).contains("href=\"./deliveries.html\""))
        #expect(try await site.outline(now: CouncilPageTests.now).lists.contains(.deliveries))
    }

    @Test func nobodySeesThemUnlessTheOperatorSaysSo() async throws {
        let other = try await CouncilPageTests(publish: "{title: Desk}")
        #expect(try await other.site.page(.deliveries, now: CouncilPageTests.now) == nil)
        #expect(try await !other.text(.feeds).contains("deliveries"))
        #expect(try await !other.site.outline(now: CouncilPageTests.now).lists.contains(.deliveries))
    }
}
