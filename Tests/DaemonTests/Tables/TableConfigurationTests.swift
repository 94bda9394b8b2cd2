import Feeds
import Foundation
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import YAML
@testable import System

@Suite struct TableConfigurationTests {
    private func feeds(_ yaml: String) throws -> [FeedConfiguration] {
        let reports = try BuiltInReports.reader
        return try Configuration.parse(
            yaml, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"),
            vocabulary: KnownNames(frameworks: reports.catalogue, registry: reports.registry)
        ).feeds
    }

    private func table(_ yaml: String) throws -> FeedConfiguration? {
        try feeds("feeds:\n  - name: a\n    kind: table\n    path: a.csv\n    table: \(yaml)\n").first
    }

    @Test func theColumnsOfATableAreRead() throws {
        let feed = try #require(
            try table(
                "{provider_id: URN, name: [Name, School name], date: Date, framework: oeif, header_row: 3, encoding: utf-8, "
                    + "delimiter: \";\", areas: {overall-effectiveness: {column: Overall, until: 2024-09-01}}, codes: {1: good}}"
            ))
        #expect(feed.url == "file:///a.csv")
        let map = try #require(feed.table)
        #expect(map.headerRow == 3 && map.encoding == .utf8 && map.delimiter == UInt8(ascii: ";"))
        let era = try #require(map.eras.first)
        #expect(era.provider == [ColumnNames(["URN"])] && era.name == ColumnNames(["Name", "School name"]))
        let inspection = try #require(era.inspections.first)
        #expect(inspection.codes["1"] == "good" && inspection.codes["requires improvement"] == "requires-improvement")
        #expect(inspection.areas.first?.until == CalendarDate(year: 2024, month: 9, day: 1))
    }

    @Test(
        arguments: [
            ("school", "5:12: feeds[0].table: unknown value \"school\"; did you mean \"schools\"?"),
            (
                "{name: N, date: D, framework: oief, areas: {}}",
                "5:42: feeds[0].table.framework: there is no framework \"oief\"; did you mean \"oeif\"?"
            ),
            (
                "{name: N, date: D, framework: oeif, areas: {overall-efectiveness: A}}",
                "5:78: feeds[0].table.areas.overall-efectiveness: there is no area \"overall-efectiveness\"; did you mean \"overall-effectiveness\"?"
            ),
            (
                "{name: N, date: D, framework: oeif, areas: {early-years: E}, codes: {1: god}}",
                "5:84: feeds[0].table.codes.1: there is no grade \"god\"; did you mean \"good\"?"
            ),
            ("{name: N, framework: oeif, areas: {early-years: E}}", "5:12: feeds[0].table: \"date\" is missing"),
            (
                "{date: D, framework: oeif, areas: {early-years: E}}",
                "5:12: feeds[0].table: \"provider_id\" or \"name\" is missing: a column must give the provider"
            ),
            (
                "{name: N, date: D}",
                "5:12: feeds[0].table: \"framework\" is missing; an inspection without grades states at least one of \"facts\""
            ),
            (
                "{name: N, dte: D, framework: oeif, areas: {early-years: E}}",
                "5:22: feeds[0].table.dte: unknown key \"dte\"; did you mean \"date\"?"
            ),
            (
                "{name: N, date: D, framework: oeif, areas: {early-years: E}, delimiter: ab}",
                "5:84: feeds[0].table.delimiter: must be one character"
            ),
            (
                "{name: N, date: D, framework: oeif, areas: {early-years: E}, encoding: utf8}",
                "5:83: feeds[0].table.encoding: unknown value \"utf8\"; did you mean \"utf-8\"?"
            ),
            (
                "{name: N, date: D, framework: oeif, areas: {area: A, grade: G}}",
                "5:12: feeds[0].table: \"area_codes\" is missing"
            ),
        ])
    func mistakesAreNamedWithTheirPlace(yaml: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try table(yaml) }
        #expect(String(describing: error).contains("test.yaml:\(expected)"), "\(String(describing: error))")
    }

    @Test func aFeedOfPublicationsHasNoTable() {
        let error = #expect(throws: ConfigurationError.self) {
            try feeds("feeds: [{name: a, kind: feed, url: 'https://example.org/a', table: schools}]")
        }
        #expect(String(describing: error).contains("a feed of kind feed has no \"table\""))
    }

    /// The data that comes with the program must name frameworks, areas and grades that come with it too.
    @Test(arguments: BuiltInTable.allCases) func officialTablesAreReadByTheSameRules(table: BuiltInTable) throws {
        let lines = table.yaml.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
        let feed = try self.table("\n" + lines.joined(separator: "\n"))
        #expect(feed?.table != nil)
        let reports = try BuiltInReports.reader
        let vocabulary = KnownNames(frameworks: reports.catalogue, registry: reports.registry)
        #expect(feed?.table?.eras == TableConfiguration.builtIn(table, vocabulary: vocabulary)?.eras)
    }

    static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "config/examples")

    static let exampleNames = ((try? FileManager.default.contentsOfDirectory(atPath: examples.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test(arguments: exampleNames) func theExamplesAreGood(name: String) throws {
        _ = try Setup(file: Self.examples.appending(path: name).path, for: .ask)
    }

    @Test func theConfigurationOfAFleetIsGood() throws {
        let source = Self.examples.deletingLastPathComponent().appending(path: "fleet/ratingwatch.yaml")
        let folder = try TemporaryFolder()
        // The one file that has to be there already.
        let text = try String(contentsOf: source, encoding: .utf8)
            .replacing("/etc/ratingwatch/ca.pem", with: try folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\n"))
        let file = try folder.write("c.yaml", text)
        #expect(try Setup(file: file, for: .ask).configuration.fleet?.isParted == false)
    }

    @Test func thereIsAnExampleOfEachKind() throws {
        let kinds = try Self.exampleNames.flatMap {
            try Setup(file: Self.examples.appending(path: $0).path, for: .ask).configuration.feeds.map(\.kind)
        }
        #expect(Set(kinds) == Set(FeedKind.allCases))
    }
}
