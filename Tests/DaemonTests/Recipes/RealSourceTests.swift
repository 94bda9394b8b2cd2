import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// Recipes over real samples of their publishers; skipped where there are none beside the checkout.
@Suite struct RealSourceTests {
    static let sources = ConfigurationTests.shipped.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/sources")
    static let isThere = FileManager.default.fileExists(atPath: sources.path)

    private static let latest =
        "Management information - state-funded schools - latest inspections as at 30 June 2026"

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.sources.appending(path: name), encoding: .utf8)
    }

    private func poll(_ polled: PolledFeed, _ recipe: String, _ source: String, place: String = "url") async throws
        -> PolledFeed.Poll
    {
        try polled.folder.write("source", source)
        polled.clock.advance(26 * 3600)
        let path = (place == "url" ? "file://" : "") + polled.folder.path("source")
        return try await polled.poll(
            "{name: a, recipe: \(recipe), \(place): '\(path)', every: 1h, hold_changes_over: 100%}")
    }

    @Test(.enabled(if: isThere, "needs ../shared")) func realFoodHygieneRatingsAreReadAndCompared() async throws {
        let real = try text("fhrs/FHRS_excerpt_2026-08.xml")
        let polled = try PolledFeed()
        #expect(try await poll(polled, "food-hygiene", real).results == ["1 items with grades, 1 new inspections"])
        let changed = real.replacing("<RatingValue>4<", with: "<RatingValue>0<").replacing(
            "2025-11-05", with: "2026-05-05")
        #expect(
            try await poll(polled, "food-hygiene", changed).summaries == [
                "@Cleeve Hill: food hygiene declined from 4 (good) to 0 (urgent improvement necessary)"
            ])
        let scotland = try PolledFeed()
        #expect(
            try await poll(scotland, "food-hygiene-scotland", real).results == [
                "1 items with grades, 1 new inspections"
            ])
    }

    /// Seven of its columns state the rating that stands, seven those of the one before; months stay months.
    @Test(.enabled(if: isThere, "needs ../shared")) func realAustralianRatingsAreReadAndCompared() async throws {
        let real = try text("acecqa-nqs/services_2026-08_excerpt.csv")
        let polled = try PolledFeed()
        let first = try await poll(polled, "acecqa-nqs", real, place: "path")
        #expect(first.results == ["6 of 6 rows new or changed, 11 new inspections"], "\(first)")
        // The twelfth is of August 2026, which is yet to come here.
        #expect(first.complaints.count == 1)
        let changed = real.replacing("\"Exceeding NQS\",\"Sep 2018\"", with: "\"Working Towards NQS\",\"May 2026\"")
        let told = try await poll(polled, "acecqa-nqs", changed, place: "path")
        #expect(
            told.summaries == [
                "Holy Family Early Learning Centre Gowrie: overall rating declined from exceeding to working towards"
            ])
    }

    /// 472 of 800 have stars, as Python counts; nothing is told of those that keep them.
    @Test(.enabled(if: isThere, "needs ../shared")) func realStarsOfHospitalsAreReadAndCompared() async throws {
        let real = try text("cms-hospitals/hospital_general_information_800.csv")
        let polled = try PolledFeed()
        let first = try await poll(polled, "cms-hospitals", real, place: "path")
        #expect(first.results == ["800 of 800 rows new or changed, 472 new inspections"])
        let changed = real.replacing(
            "Yes,Y,4,,7,7,0,7,0,,8,7,3,4,0", with: "Yes,Y,2,,7,7,0,7,0,,8,7,3,4,0", maxReplacements: 1)
        let told = try await poll(polled, "cms-hospitals", changed, place: "path")
        #expect(
            told.summaries == [
                "SOUTHEAST HEALTH MEDICAL CENTER: overall rating declined from four stars to two stars"
            ], "\(told)")
    }

    /// A statistics page whose other tables are not meant, and a table of which one row is another the second time.
    @Test(
        .enabled(if: isThere, "needs ../shared"),
        arguments: [
            (
                "ofsted-independent-schools", "ofsted-independent-schools-2026/as_at_2026-04-30.csv",
                "Management information - non-association independent schools - as at 30 April 2026",
                "10391696,Independent School standard inspection,Independent Standard Inspection,16/09/2025,25/11/2025,1,",
                "10491696,Independent School standard inspection,Independent Standard Inspection,12/05/2026,29/05/2026,4,",
                "College Francais Bilingue De Londres: overall effectiveness declined from outstanding to inadequate"
            ),
            (
                "ofsted-schools-in-year", "ofsted-schools-in-year-2026/year_to_date_2026-02-28.csv",
                "Management information - state-funded schools - all inspections - year to date published by 28 Feb 2026",
                "10426064,S5 Inspection,S5 Inspection,Schools - S5,11/11/2025,11/01/2026,,Met,Strong standard,",
                "10526064,S5 Inspection,S5 Inspection,Schools - S5,12/05/2026,29/05/2026,,Met,Needs attention,",
                "Manor Community Academy: inclusion declined from strong standard to needs attention"
            ),
            (
                "ofsted-schools", "ofsted-schools-2026/latest_2026-06-30.csv", Self.latest,
                "10323215,S5 Inspection,S5 Inspection,Schools - S5,12/06/2024,11/07/2024,Yes,100000,2013614,The Aldgate School,Voluntary Aided School,,1,1,",
                "10523215,S5 Inspection,S5 Inspection,Schools - S5,12/06/2025,11/07/2025,Yes,100000,2013614,The Aldgate School,Voluntary Aided School,,1,2,",
                "The Aldgate School: quality of education declined from outstanding to good"
            ),
            (
                "ofsted-social-care", "ofsted-social-care-releases/provider_at_march_2021.csv",
                "Children's social care data: provider level as at 31 March 2021",
                "Full inspection,14/02/2018,28/03/2018,10010552,Outstanding,",
                "Full inspection,14/02/2022,28/03/2022,10510552,Inadequate,",
                "Adoption Focus: overall experiences and progress declined from outstanding to inadequate"
            ),
        ])
    func realTablesOfOfstedAreFoundAndCompared(
        recipe: String, name: String, title: String, row: String, other: String, change: String
    ) async throws {
        let real = try text(name)
        let lines = real.split(whereSeparator: \.isNewline).filter { $0.contains(",") }
        // Above the names may be a row of groups.
        let rows = lines.count - (lines[0].contains("URN") ? 1 : 2)
        let unwanted =
            title == Self.latest
            ? "Management information - state-funded schools - all inspections - year to date published by 30 June 2026"
            : Self.latest
        let polled = try PolledFeed()
        let release = Mutex("first")
        let server = try await LoopbackServer { request in
            if request.target.hasSuffix("first.csv") { return ServerAnswer(text: real) }
            if request.target.hasSuffix("second.csv") { return ServerAnswer(text: real.replacing(row, with: other)) }
            let file = release.withLock { $0 }
            return ServerAnswer(
                text: """
                    {"base_path": "/a", "title": "Schools", "document_type": "statistical_data_set", "details": {"attachments": [
                     {"title": "\(unwanted)", "url": "/other.csv", "content_type": "text/csv"},
                     {"title": "\(title)", "url": "/\(file).csv", "content_type": "text/csv"}]}}
                    """)
        }
        for (state, expected) in [("first", []), ("second", [change])] {
            polled.clock.advance(25 * 3600)
            release.withLock { $0 = state }
            let poll = try await polled.poll(
                "{name: a, recipe: \(recipe), url: '\(server.url)/a', every: 1h, hold_changes_over: 100%, first_poll: baseline}"
            )
            #expect(!poll.failed && poll.complaints == [], "\(poll.results) \(poll.complaints)")
            #expect(zip(poll.kinds, poll.summaries).filter { $0.0 == "rating-changed" }.map(\.1) == expected)
            #expect(poll.results.contains { $0.contains(" of \(rows) rows") }, "\(poll.results)")
        }
    }

    /// As many as Python counts: of the first 120 services 34 improved, 20 declined, 15 did both, 27 were graded again
    /// without a change, and 24 were not.
    @Test(.enabled(if: isThere, "needs ../shared")) func twoRealStatesOfScottishGradesDifferAsPythonCounts()
        async throws
    {
        let polled = try PolledFeed()
        var polls: [PolledFeed.Poll] = []
        let states = try ["2024-05", "2025-09"].map {
            try text("care-inspectorate-scotland/\($0).csv").split(whereSeparator: \.isNewline)
        }
        let names = Set(states[0].dropFirst().prefix(120).map(Self.service))
        #expect(names.count == 120)
        for lines in states {
            let kept = lines.prefix(1) + lines.dropFirst().filter { names.contains(Self.service($0)) }
            polls.append(
                try await poll(
                    polled, "care-inspectorate-scotland", kept.joined(separator: "\n") + "\n", place: "path"))
        }
        #expect(polls[0].kinds == ["operator-baseline-done"])
        let told = Dictionary(grouping: polls[1].kinds) { $0 }.mapValues(\.count)
        #expect(told == ["rating-changed": 69, "inspection-published": 27])
        let changed = zip(polls[1].kinds, polls[1].summaries).filter { $0.0 == "rating-changed" }.map(\.1)
        let both = changed.filter { $0.contains("improved") && $0.contains("declined") }.count
        #expect(both == 15 && changed.filter { $0.contains("improved") }.count - both == 34)
    }

    /// The fourth cell of a row; those before it have no commas.
    private static func service(_ row: Substring) -> Substring {
        let rest = row.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false).last ?? ""
        return rest.hasPrefix("\"") ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != "," }
    }
}
