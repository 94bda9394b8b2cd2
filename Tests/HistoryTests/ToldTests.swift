import Foundation
import Inspections
import RecordSupport
import TestSupport
import Testing

@testable import History

@Suite struct ToldTests {
    private static let kent = ProviderID(urn: "80476")

    private static func area(_ name: String, earlier: [String] = [], waits: Bool = false, alert: String? = "rw_2")
        -> Told.Area
    {
        Told.Area(
            area: name, grade: "good", from: alert == nil ? nil : "inadequate",
            direction: alert == nil ? nil : .improved,
            waits: waits, alert: alert, earlier: earlier)
    }

    static let known = [
        Told(
            provider: kent, statement: 1, framework: "ilacs",
            dates: InspectionDates(start: CalendarDate(iso: "2024-02-26"), end: CalendarDate(iso: "2024-03-08")),
            published: CalendarDate(iso: "2024-05-16"), sha256: "ab", reader: "/1f",
            areas: [
                area("overall-effectiveness", earlier: ["rw_0", "rw_1"]), area("care-leavers", waits: true),
                area("adoption", earlier: ["rw_1"], waits: true, alert: nil),
                area("help \"and\" protection", alert: nil),
            ], disputes: ["overall-effectiveness|good|inadequate"], isBaseline: false),
        Told(
            provider: kent, statement: 2, framework: nil, dates: InspectionDates(start: nil, end: nil), published: nil,
            sha256: "", reader: "", facts: ["priority_action": "no"], alert: "rw_3", isBaseline: true),
        Told(
            provider: kent, statement: 3, framework: nil, dates: InspectionDates(start: nil, end: nil), published: nil,
            sha256: "cd", reader: "", facts: [:], isBaseline: true),
        Told(
            provider: kent, statement: 4, framework: "ilacs", dates: InspectionDates(start: nil, end: nil),
            published: nil, sha256: "ef", reader: "", areas: [area("adoption")], isBaseline: true, takenBackBy: "rw_4"),
        Told(
            provider: kent, statement: 5, framework: "ilacs", dates: InspectionDates(start: nil, end: nil),
            published: nil, sha256: "ef", reader: "", areas: [area("adoption", alert: nil)], isBaseline: false,
            takenBackBy: ""),
    ]

    @Test func whatIsToldIsReadAsItWasWritten() async throws {
        let folder = try TemporaryFolder()
        let history = try TestRecord.open(folder.path("history.sqlite"))
        let read = try await history.write("test") { history in
            try history.save(ToldTests.known, of: ToldTests.kent)
            return try history.told(of: ToldTests.kent)
        }
        #expect(read == ToldTests.known)
    }
}
