import Foundation
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries

/// The id of an alert to readers says what it tells, and nothing of who tells it.
@Suite struct AlertIDTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var instance = "newsroom"
        var feed = "councils"
        var seen = Date(timeIntervalSince1970: 0)
        var url = "https://example.org/1"
        var title = "Inspection"
        var sha256 = "a"
        var start: String? = "2024-02-26"
        var from = "good"
        var to = "inadequate"
        var urn = "80447"
        /// As that of the case without a change.
        var isEqual = true

        var id: String {
            let judgement = Judgement(
                area: "overall-effectiveness", grade: to, printed: to, page: 1, evidence: "Overall effectiveness \(to)")
            let change = JudgementChange(
                area: judgement.area, from: from, to: judgement, direction: .declined, reason: .compared)
            let report = ReportedChange(
                provider: Provider(id: ProviderID(urn: urn), name: "A council", kind: "local-authority"),
                framework: "ilacs",
                dates: InspectionDates(start: start.flatMap(CalendarDate.init(iso:)), end: nil), title: title, url: url,
                published: nil, seen: seen, sha256: sha256, basis: .report, facts: [:],
                change: Change(judgements: [change], late: false))
            let factory = AlertFactory(
                instance: instance, summary: ChangeSummary(frameworks: FrameworkCatalogue([])))
            return factory.alert(.ratingChanged, on: report, feed: feed, time: seen).id
        }
    }

    @Test(arguments: [
        Case(testDescription: "another installation", instance: "standby"),
        Case(testDescription: "through another feed", feed: "everything"),
        Case(testDescription: "a week later", seen: Date(timeIntervalSince1970: 604_800)),
        Case(testDescription: "from another address", url: "https://example.net/mirror", title: "The report"),
        Case(testDescription: "in a document with other bytes", sha256: "b"),
        Case(testDescription: "another provider", urn: "80476", isEqual: false),
        Case(testDescription: "another inspection", start: "2019-11-18", isEqual: false),
        Case(testDescription: "another grade", to: "requires-improvement", isEqual: false),
        Case(testDescription: "another grade before", from: "outstanding", isEqual: false),
    ])
    func itIsEqualWhereTheSameIsTold(_ told: Case) {
        #expect((told.id == Case(testDescription: "").id) == told.isEqual)
    }

    @Test func withoutAnInspectionsDayTheDocumentTellsItFromOthers() {
        let one = Case(testDescription: "", sha256: "a", start: nil)
        let other = Case(testDescription: "", sha256: "b", start: nil)
        #expect(one.id != other.id)
    }
}
