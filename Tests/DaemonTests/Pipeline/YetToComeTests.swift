import Foundation
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries

/// Inspections that begin after today are in doubt, and no longer than until they begin.
@Suite(.timeLimit(.minutes(5))) struct YetToComeTests {
    private let watched: WatchedOnce

    init() throws { watched = try WatchedOnce() }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What the table states from a day of June 2026 on, and what operators and readers hear on that day.
        let days: [(day: Int, row: String, told: [String])]
        /// Days on which inspections began, as far as they are believed in the end.
        let believed: [String]
        /// Why anything is still in doubt in the end.
        var doubts: [String] = []
    }

    private static let good = "01/03/2020,,Good"
    private static let baseline = (1, good, ["operator-baseline-done"])
    private static let doubted = ["operator-extraction-doubtful"]

    @Test(arguments: [
        Case(
            testDescription: "its day comes, and its source never changes",
            days: [
                baseline, (2, "05/06/2026,,Inadequate", doubted), (4, "05/06/2026,,Inadequate", []),
                (5, "05/06/2026,,Inadequate", ["rating-changed"]), (6, "05/06/2026,,Inadequate", []),
            ], believed: ["2020-03-01", "2026-06-05"]),
        Case(
            testDescription: "its table says the same in a later version",
            days: [
                baseline, (2, "05/06/2026,,Inadequate", doubted), (9, "05/06/2026,,Inadequate\n", ["rating-changed"]),
            ],
            believed: ["2020-03-01", "2026-06-05"]),
        Case(
            testDescription: "a slip of the pen that was mended before",
            days: [
                baseline, (2, "05/07/2026,,Inadequate", doubted), (3, "05/05/2026,,Inadequate", ["rating-changed"]),
                (40, "05/05/2026,,Inadequate", []),
            ], believed: ["2020-03-01", "2026-05-05"]),
        Case(
            testDescription: "a row that was taken out again before",
            days: [baseline, (2, "05/07/2026,,Inadequate", doubted), (3, good, []), (40, good, [])],
            believed: ["2020-03-01"]),
        Case(
            testDescription: "long after its publication, too",
            days: [
                baseline, (2, "05/07/2026,01/04/2026,Inadequate", doubted),
                (40, "05/07/2026,01/04/2026,Inadequate", []),
            ], believed: ["2020-03-01"],
            doubts: ["it says that the inspection began on 2026-07-05, long after it was published on 2026-04-01"]),
        Case(
            testDescription: "of a baseline, which is silent",
            days: [
                (1, "05/06/2026,,Inadequate", doubted + ["operator-baseline-done"]), (5, "05/06/2026,,Inadequate", []),
            ], believed: ["2026-06-05"]),
    ])
    func aRowIsBelievedOnceItsDayHasCome(_ example: Case) async throws {
        let yaml = """
            feeds: [{name: a, kind: table, path: '\(watched.folder.path("table.csv"))', every: 1h, table: {
              dates: dmy, provider_id: URN, name: Name, date: Date, published: Published, framework: oeif,
              areas: {overall-effectiveness: Overall}}}]
            """
        var today = 1
        for (day, row, told) in example.days {
            watched.clock.advance(Double(day - today) * 86_400)
            today = day
            try watched.folder.write("table.csv", "URN,Name,Date,Published,Overall\n1,Oak,\(row)\n")
            let heard = try await watched.run(yaml)
            #expect(heard.sorted() == told.sorted(), "on day \(day)")
        }
        try await expect(example.believed, doubts: example.doubts, of: "1")
    }

    @Test func aReportIsBelievedOnceItsDayHasCome() async throws {
        let publisher = try await Publisher()
        let yaml = "feeds: [{name: a, kind: feed, url: '\(publisher.feedURL)', every: 1h}]"
        let reports = [
            ("1", "4 to 8 March 2024", "2024-05-01", "Good"), ("2", "8 to 12 June 2026", "2026-06-01", "Inadequate"),
        ]
        for (id, dates, published, care) in reports {
            await publisher.publish(
                Publisher.Entry(
                    id: id, title: "Aford: children's services inspection", urn: "90000", council: "Aford",
                    published: published,
                    document: CouncilReport(council: "Aford", dates: dates, care: care, overall: "Good").pdf))
            let told = try await watched.run(yaml)
            #expect(told == (id == "1" ? ["operator-baseline-done"] : Self.doubted))
            watched.clock.advance(6 * 3600)
        }
        for (day, told) in [(7, []), (8, ["rating-changed"]), (9, [])] {
            watched.clock.advance(day == 7 ? 6 * 86_400 - 12 * 3600 : 86_400)
            let heard = try await watched.run(yaml)
            #expect(heard == told, "on day \(day)")
        }
        try await expect(["2024-03-04", "2026-06-08"], doubts: [], of: "90000")
    }

    private func expect(_ believed: [String], doubts: [String], of provider: String) async throws {
        let derivation = Derivation(
            comparison: Comparison(frameworks: try BuiltInReports.reader.catalogue), sources: .each())
        let now = watched.clock.now
        let (entries, doubted) = try await watched.history.read("test") { history in
            (
                try derivation.timeline(of: ProviderID(urn: provider), at: now, in: history).entries,
                try history.doubts().map(\.publication.reason)
            )
        }
        #expect(entries.map { $0.inspection.dates.start?.iso } == believed)
        #expect(doubted == doubts)
    }
}
