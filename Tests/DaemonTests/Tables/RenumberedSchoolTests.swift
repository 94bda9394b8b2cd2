import History
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System
@testable import Text

/// A school that goes on under another number, in tables that still list it, or list it again, under the one before.
@Suite struct RenumberedSchoolTests {
    private let polled: PolledFeed

    init() throws { polled = try PolledFeed() }

    private static let columns = """
        {dates: dmy, provider_id: URN, name: Name, predecessors: [Was, Also], number: Number, date: Date, framework: oeif, \
        areas: {overall-effectiveness: Overall}, \
        codes: {1: outstanding, 2: good, 3: requires-improvement, 4: inadequate}}
        """
    private static let header = "URN,Name,Was,Also,Number,Date,Overall\n"

    private func feed(_ name: String) -> String {
        "{name: \(name), kind: table, path: '\(polled.folder.path(name + ".csv"))', every: 1s, publisher: a, "
            + "table: \(Self.columns)}"
    }

    /// The next release of one of two tables of one publisher; what readers are told, as `rating-changed ofsted:1
    /// declined`.
    private func poll(_ table: String, _ rows: [String]) async throws -> [String] {
        try polled.folder.write(table + ".csv", Self.header + rows.map { $0 + "\n" }.joined())
        let report = try #require(try await polled.step(feed(table), others: feed(table == "a" ? "b" : "a")))
        polled.clock.advance(86_400)
        return report.alerts.filter { !$0.kind.hasPrefix("operator-") }.map {
            "\($0.kind) \($0.subject) \($0.direction)"
        }
    }

    struct Release: Sendable {
        let table: String
        let rows: [String]
        var told: [String] = []
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let releases: [Release]
        /// First year and grade of each inspection of the school under its last number.
        let history: [String]
    }

    private static let school = "1,Oak,,,100,01/03/2020,2"
    private static let fallen = "1,Oak,,,101,01/03/2024,4"
    private static let academy = "51,Oak Academy,1,,101,01/03/2024,4"
    private static let declined = "rating-changed ofsted:51 declined"
    private static let both = ["2020 good", "2024 inadequate"]

    static let cases = [
        Case(
            testDescription: "the next version of the table has the number of before again",
            releases: [
                Release(table: "a", rows: [school]), Release(table: "a", rows: [academy], told: [declined]),
                Release(table: "a", rows: [fallen]),
                Release(
                    table: "a", rows: [fallen.replacing(",4", with: ",3")], told: ["rating-corrected ofsted:1 declined"]
                ),
            ], history: ["2020 good", "2024 requires-improvement"]),
        Case(
            testDescription: "another table has the number of before still",
            releases: [
                Release(table: "a", rows: [school]), Release(table: "b", rows: [school]),
                Release(table: "a", rows: [academy], told: [declined]), Release(table: "b", rows: [fallen]),
            ], history: both),
        Case(
            testDescription: "another table had the number of before first",
            releases: [
                Release(table: "a", rows: [school]), Release(table: "b", rows: [school]),
                Release(table: "b", rows: [fallen], told: ["rating-changed ofsted:1 declined"]),
                Release(table: "a", rows: [academy]),
            ], history: both),
        Case(
            testDescription: "one version of the table has both numbers",
            releases: [
                Release(table: "a", rows: [school, "51,Oak Academy,1,,100,01/03/2020,2"]),
                Release(table: "a", rows: [fallen, academy], told: [declined]),
                Release(
                    table: "a", rows: [fallen, academy].map { $0.replacing(",4", with: ",3") },
                    told: ["rating-corrected ofsted:51 declined"]),
            ], history: ["2020 good", "2024 requires-improvement"]),
        Case(
            testDescription: "what is new under the number of before is compared with what the academy has had",
            releases: [
                Release(table: "a", rows: [school]), Release(table: "b", rows: [school]),
                Release(table: "a", rows: [academy], told: [declined]),
                Release(
                    table: "b", rows: ["1,Oak,,,102,01/03/2025,3"], told: ["rating-changed ofsted:1 improved"]),
                Release(table: "a", rows: ["51,Oak Academy,1,,102,01/03/2025,3"]),
            ], history: both + ["2025 requires-improvement"]),
        Case(
            testDescription: "two schools that merge keep each its own inspections, though both have one number",
            releases: [
                Release(table: "a", rows: [school, "2,Elm,,,200,01/03/2021,1"]),
                Release(table: "b", rows: [school, "2,Elm,,,200,01/03/2021,1"]),
                Release(
                    table: "a", rows: ["51,Oak and Elm,1,2,300,01/03/2022,4"], told: [declined]),
                Release(
                    table: "b", rows: ["1,Oak,,,201,01/03/2023,3", "2,Elm,,,201,01/03/2023,3"],
                    told: ["rating-changed ofsted:1 declined", "rating-changed ofsted:2 declined"]),
            ],
            history: [
                "2020 good", "2021 outstanding", "2022 inadequate", "2023 requires-improvement",
                "2023 requires-improvement",
            ]),
    ]

    @Test(arguments: cases) func anInspectionIsToldOnceUnderWhateverNumber(_ example: Case) async throws {
        for release in example.releases {
            #expect(try await poll(release.table, release.rows) == release.told, "\(release.table): \(release.rows)")
        }
        let known = try await polled.inspections(of: ProviderID(urn: "51")).map { entry in
            "\(entry.graded.dates.start?.year ?? 0) \(entry.graded.judgements.map(\.grade).joined(separator: " "))"
        }
        #expect(known == example.history)
    }

    @Test func whyIsExplainedByWhatTheAcademyHasHad() async throws {
        for table in ["a", "b"] { _ = try await poll(table, [Self.school]) }
        _ = try await poll("a", [Self.academy])
        #expect(try await poll("b", ["1,Oak,,,102,01/03/2025,3"]) == ["rating-changed ofsted:1 improved"])
        let setup = try Setup(
            file: polled.folder.write(
                "ask.yaml",
                """
                state: \(polled.folder.path("state"))
                logs: \(polled.folder.path)
                feeds: [\(feed("a")), \(feed("b"))]
                """), for: .ask)
        let last = try await polled.history.read("test") { try $0.alerts(on: ProviderID(urn: "1")).last }
        let answer = try await setup.explain(try #require(last).id, style: .plain).output
        #expect(answer.contains("inadequate") && !answer.contains("the history says"), "\(answer)")
    }
}
