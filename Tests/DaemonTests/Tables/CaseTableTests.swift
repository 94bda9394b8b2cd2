import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Polling

/// The small tables beside the checkout that once were read wrongly: what each next version of them is told as.
@Suite(.enabled(if: OfficialTableTests.isThere("cases/history-table"), "needs ../shared"))
struct CaseTableTests {
    private static let history =
        "{provider_id: URN, date: Inspection Date, framework: oeif, areas: {overall-effectiveness: Rating}}"
    private static let releases = """
        {provider_id: URN, name: Name, region: Ofsted region, number: Event number, date: Inspection date, \
        published: Publication date, framework: sccif, areas: {overall-experiences-and-progress: Overall, \
        helped-and-protected: Helped, leaders-and-managers: Leaders}}
        """

    @Test(arguments: [
        (
            "history-table", history,
            [
                "ofsted 100001: overall effectiveness declined from good to requires improvement",
                "ofsted 100001: overall effectiveness declined from requires improvement to inadequate",
                "ofsted 100002: overall effectiveness declined from good to requires improvement",
                "ofsted 100002: overall effectiveness declined from requires improvement to inadequate",
            ]
        ),
        (
            "shared-number", releases,
            [
                "Elm Adoption North: leaders and managers improved from requires improvement to good",
                "Elm Adoption South: how well children are helped and protected declined from good to requires improvement",
            ]
        ),
    ])
    func theNextVersionIsToldAsWhatChanged(name: String, map: String, expected: [String]) async throws {
        let polled = try PolledFeed()
        func poll(_ version: String) async throws -> PolledFeed.Poll {
            polled.clock.advance(86400)
            let table = try String(
                contentsOf: OfficialTableTests.data.appending(path: "cases/\(name)/\(version).csv"), encoding: .utf8)
            _ = try polled.folder.write("table.csv", table)
            return try await polled.poll(
                "{name: a, kind: table, path: '\(polled.folder.path("table.csv"))', every: 1s, dates: dmy, table: \(map)}"
            )
        }
        #expect(try await poll("a").kinds == ["operator-baseline-done"])
        let told = try await poll("b")
        #expect(told.kinds.allSatisfy { $0 == "rating-changed" })
        #expect(told.summaries.sorted() == expected)
        #expect(try await poll("b").kinds.isEmpty)
    }
}
