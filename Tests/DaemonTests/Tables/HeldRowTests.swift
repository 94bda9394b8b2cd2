import History
import Inspections
import TestSupport
import Testing

@testable import Delivery
@testable import Polling
@testable import System

/// Rows of which readers hear nothing while the mass-change brake keeps them back.
@Suite struct HeldRowTests {
    private let table: TablePollTests

    init() throws { table = try TablePollTests() }

    /// 40 schools, each with its latest inspection; the first ones have fallen.
    private func poll(fallen: Int) async throws -> [String] {
        let rows = (1...40).map { school in
            school <= fallen
                ? "\(school),School \(school),\(school),\(1000 + school),01/03/2024,4,2\n"
                : "\(school),School \(school),\(school),\(school),01/03/2020,2,2\n"
        }
        return try await table.poll(TablePollTests.header + rows.joined()).alerts.map(\.kind)
    }

    private func release() async throws -> [String] {
        let (settlement, now) = (try Recorder.test(feeds: "a", "reports").settlement, table.clock.now)
        return try await table.polled.history.write("test") { history in
            try history.endHolding(feed: "a")
            return try settlement.settle(feed: "a", manner: .released, at: now, in: history).alerts.map(\.kind)
        }
    }

    private func inspections(of school: String) async throws -> [Int?] {
        try await Recorder.test(feeds: "a", "reports").inspections(
            of: ProviderID(urn: school), at: table.clock.now, in: table.polled.history
        ).map { $0.inspection.dates.start?.year }
    }

    private func standing(of school: String) async throws -> String? {
        try await table.polled.history.read("test") {
            try $0.standingGrade(of: ProviderID(urn: school), in: "overall-effectiveness")?.grade
        }
    }

    /// Ten are no more than a tenth of all rows and ten at once; of twelve the old release alone would not be believed.
    @Test(arguments: [10, 12]) func whatIsTakenBackWhileItIsKeptBackIsNeverTold(fallen: Int) async throws {
        #expect(try await poll(fallen: 0) == ["operator-baseline-done"])
        #expect(try await poll(fallen: fallen) == ["operator-changes-held"])
        #expect(try await inspections(of: "1") == [2020, 2024])
        #expect(try await standing(of: "1") == "inadequate", "what is derived hangs on no hold")
        for _ in 1...5 { #expect(try await poll(fallen: 0).isEmpty) }
        #expect(try await inspections(of: "1") == [2020], "as if it had never been listed")
        #expect(try await standing(of: "1") == "good")
        #expect(try await release().isEmpty)
        #expect(try await poll(fallen: 1) == ["rating-changed"], "it is listed again")
        #expect(try await inspections(of: "1") == [2020, 2024])
    }

    @Test func whatIsListedAgainBeforeTheReleaseIsToldByIt() async throws {
        _ = try await poll(fallen: 0)
        _ = try await poll(fallen: 12)
        #expect(try await poll(fallen: 0).isEmpty)
        #expect(try await poll(fallen: 2).isEmpty)
        #expect(try await release() == ["rating-changed", "rating-changed"])
    }
}
