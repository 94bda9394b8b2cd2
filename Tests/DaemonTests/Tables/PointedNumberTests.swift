import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Polling
@testable import System

/// A record of the time in which the id `1.0` was taken for another one than 1.
@Suite struct PointedNumberTests {
    private let table: TablePollTests

    init() throws { table = try TablePollTests() }

    private static let elm = "2,Elm,2,200,01/03/2020,2,2\n"

    /// A row of the table's baseline, as it was recorded then.
    private func recordOak(number: String?) async throws {
        let oak = Provider(id: ProviderID("ofsted:1.0"), name: "Oak", kind: "school")
        let dates = InspectionDates(start: CalendarDate(year: 2020, month: 3, day: 1), end: nil)
        var publication = StoredPublication(
            feed: "a", identity: number.map { "oeif|\($0)|ofsted:1.0" } ?? "oeif|1.0|2020-03-01", fingerprint: "",
            publication: Publication(url: table.file, title: "inspection"), published: nil, seen: table.clock.now,
            baseline: true)
        publication.providerID = oak.id
        publication.basis = .table
        publication.state = .read
        publication.framework = "oeif"
        publication.dates = dates
        publication.sha256 = "before"
        let (listed, now, recorder) = (publication, table.clock.now, try Recorder.test(feeds: "a", "reports"))
        try await table.polled.history.write("test") { history in
            try history.save(oak)
            let row = try #require(try history.save(listed).row)
            var statement = NewStatement(
                publication: row, provider: oak.id, framework: "oeif", dates: dates, title: "inspection",
                url: table.file, sha256: "before", basis: .table, publisher: "a")
            statement.isRow = true
            statement.isSilent = true
            statement.number = number
            statement.judgements = ["overall-effectiveness", "quality-of-education"].map {
                Judgement(area: $0, grade: "good", printed: "2", page: nil, evidence: "")
            }
            try recorder.state(statement, feed: "a", at: now, in: history)
            _ = try recorder.settlement.settle(feed: "a", manner: .silently, at: now, in: history)
        }
        table.clock.advance(86_400)
    }

    @Test(arguments: [nil, "100"]) func whoHadAPointGoesOnWithoutItAndNothingIsToldAgain(number: String?) async throws {
        _ = try await table.poll(TablePollTests.header + Self.elm)
        try await recordOak(number: number)
        let oak = "1,Oak,1,\(number ?? ""),01/03/2020,2,2\n"
        #expect(try await table.poll(TablePollTests.header + oak + Self.elm).alerts.isEmpty)
        let corrected = try await table.poll(
            TablePollTests.header + oak.replacing(",2,2", with: ",3,2") + Self.elm
        ).alerts
        #expect(corrected.map(\.kind) == ["rating-corrected"] && corrected.map(\.subject) == ["ofsted:1"])
        #expect(try await table.polled.inspections(of: ProviderID(urn: "1")).count == 1)
    }

    /// What has changed meanwhile is told, and as a correction.
    @Test(arguments: [nil, "100"]) func whatIsCorrectedInThatPollIsTold(number: String?) async throws {
        _ = try await table.poll(TablePollTests.header + Self.elm)
        try await recordOak(number: number)
        let oak = "1,Oak,1,\(number ?? ""),01/03/2020,3,2\n"
        let alerts = try await table.poll(TablePollTests.header + oak + Self.elm).alerts
        #expect(alerts.map(\.kind) == ["rating-corrected"] && alerts.map(\.subject) == ["ofsted:1"])
    }
}
