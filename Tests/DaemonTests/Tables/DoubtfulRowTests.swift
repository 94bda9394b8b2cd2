import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Polling
@testable import System

/// A row that was read, and then says what cannot be.
@Suite struct DoubtfulRowTests {
    private let table: TablePollTests

    init() throws { table = try TablePollTests() }

    private static let row = "1,Oak,1,100,01/03/2020,2,2\n"
    private static let other = "1,Oak,1,101,01/03/2019,2,2\n"
    private static let doubtful = "1,Oak,1,100,01/03/2042,4,2\n"

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var before = row
        let now: String
        /// State, reason without the file's name, and first day of the row's publication.
        let becomes: String
    }

    @Test(arguments: [
        Case(testDescription: "it says again what it said before", now: row + other, becomes: "read - 2020-03-01"),
        Case(
            testDescription: "it is listed no longer", now: other, becomes: "read lists it no longer 2020-03-01"),
        Case(
            testDescription: "it is listed no longer, and never said anything else", before: "", now: other,
            becomes: "not-a-report lists it no longer 2042-03-01"),
    ])
    func whatItSaidBeforeStandsOnceTheDoubtIsOver(_ example: Case) async throws {
        _ = try await table.poll(TablePollTests.header + example.before + Self.other)
        _ = try await table.poll(TablePollTests.header + Self.doubtful + Self.other)
        #expect(
            try await shown() == [
                "doubtful it says that the inspection began on 2042-03-01, which is yet to come 2042-03-01"
            ])
        #expect(try await table.poll(TablePollTests.header + example.now).alerts.isEmpty)
        #expect(try await shown() == [example.becomes])
        #expect(try await table.polled.history.read("test") { try $0.doubts().isEmpty })
    }

    private func shown() async throws -> [String] {
        let known = try await table.polled.history.read("test") { try $0.publications(of: ProviderID(urn: "1")) }
        return known.filter { $0.identity.contains("|100|") }.map { publication in
            let reason = publication.reason.map { reason in
                reason.range(of: "lists it no longer").map { String(reason[$0]) } ?? reason
            }
            return "\(publication.state.rawValue) \(reason ?? "-") \(publication.dates.start?.iso ?? "-")"
        }
    }
}
