import Feeds
import Foundation
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Polling
@testable import Queries

/// Tables of other publishers by the examples' maps, as `ratingwatch read --feed` shows them.
@Suite struct ExampleTableTests {
    private struct Line: Decodable {
        struct Table: Decodable {
            let inspections: Int
            let grades: Int
            let faults: Int
            let missing: [String]
            let dates: String?
        }

        let table: Table?
        let provider: String?
        let provider_id: String?
        let start: String?
    }

    /// The example's configuration, or one whose only feed is the recipe of that name.
    private func setup(ofFeed feed: String) throws -> Setup {
        guard let recipe = Recipe(named: feed) else {
            return try Setup(
                file: TableConfigurationTests.examples.appending(path: "other-publishers.yaml").path, for: .ask)
        }
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "recipe.yaml", "feeds: [{name: \(feed), recipe: \(feed), url: '\(recipe.examples["url"] ?? "")'}]")
        return try Setup(file: file, for: .ask)
    }

    private func read(_ feed: String, _ path: String) throws -> (lines: [Line], complaints: [String]) {
        let setup = try setup(ofFeed: feed)
        let reading = FeedFileReading(
            file: path, by: try setup.fileKind(ofFeed: feed), base: nil, contentType: nil)
        #expect(!reading.isUnreadable, "\(reading.lines)")
        let lines = try reading.lines.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        return (lines, reading.complaints)
    }

    /// Inspections and grades as Python's `csv` counts them in the columns of the map.
    @Test(
        .enabled(if: OfficialTableTests.isThere("sources/cms-hospitals"), "needs ../shared"),
        arguments: [
            ("scotland", "sources/care-inspectorate-scotland/2024-05.csv", 620, 3100, "2023-03-20"),
            ("scotland", "sources/care-inspectorate-scotland/2025-09.csv", 614, 3070, nil),
            ("acecqa-nqs", "sources/acecqa-nqs/services_2026-08_excerpt.csv", 12, 96, "2015-10"),
            ("cms-hospitals", "sources/cms-hospitals/hospital_general_information_800.csv", 472, 472, nil),
            ("youth-justice", "cases/hmi-probation-dates.csv", 83, 674, "2025-02-18"),
            ("own-history", "cases/history-table/a.csv", 2, 2, "2014-07-08"),
            ("own-history", "cases/history-table/b.csv", 6, 6, "2019-03-12"),
            ("own-history", "cases/long-names.csv", 5, 5, "2014-07-08"),
            ("own-releases", "cases/shared-number/a.csv", 2, 6, "2018-03-12"),
            ("own-releases", "cases/shared-number/b.csv", 2, 6, "2022-05-23"),
        ] as [(String, String, Int, Int, String?)])
    func tablesOfOtherPublishersAreReadWhole(
        feed: String, name: String, inspections: Int, grades: Int, first: String?
    ) throws {
        let read = try read(feed, OfficialTableTests.data.appending(path: name).path)
        let table = try #require(read.lines.compactMap(\.table).first)
        #expect(table.inspections == inspections && table.grades == grades && table.faults == 0)
        #expect(table.missing == [] && read.complaints == [])
        if let first { #expect(read.lines.compactMap(\.start).first == first) }
    }

    @Test(.enabled(if: OfficialTableTests.isThere("sources/fhrs"), "needs ../shared"))
    func recordsOfXMLAreReadAsItems() throws {
        let read = try read(
            "food-hygiene", OfficialTableTests.data.appending(path: "sources/fhrs/FHRS_excerpt_2026-08.xml").path)
        // One is exempt, one of the Scottish scheme.
        #expect(read.lines.compactMap(\.provider_id) == ["1889918"])
        #expect(read.lines.compactMap(\.start) == ["2025-11-05"])
    }

    @Test func whatIsNoTableIsNamed() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).html")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("<!DOCTYPE html><html></html>".utf8).write(to: file)
        let setup = try setup(ofFeed: "scotland")
        let reading = FeedFileReading(
            file: file.path, by: try setup.fileKind(ofFeed: "scotland"), base: nil, contentType: nil)
        #expect(reading.isUnreadable && reading.lines.contains("found an HTML page, not a table"))
    }
}
