import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries

@Suite struct ReplayComparisonTests {
    static let graded = Outcome(
        result: .graded, media: "application/pdf", sha256: "a", framework: "ilacs", providerName: "Kent",
        inspection: InspectionDates(
            start: CalendarDate(iso: "2024-03-04"), end: CalendarDate(iso: "2024-03-08")),
        judgements: [judgement("overall-effectiveness", "good"), judgement("care-leavers", "inadequate")])

    private static func judgement(_ area: String, _ grade: String) -> Judgement {
        Judgement(area: area, grade: grade, printed: grade, page: 1, evidence: "\(area) \(grade)")
    }

    /// What is recorded of a document that was read as this outcome.
    private func recorded(_ outcome: Outcome, _ state: PublicationState = .read) -> RecordedReading {
        var publication = StoredPublication(
            feed: "a", identity: "1", fingerprint: "1", publication: Publication(providerURN: "80476"), published: nil,
            seen: Date(timeIntervalSince1970: 0), baseline: false)
        publication.state = state
        publication.providerID = ProviderID(urn: "80476")
        publication.sha256 = outcome.sha256
        publication.dates = outcome.inspection
        publication.framework = outcome.judgements.isEmpty ? nil : outcome.framework
        return RecordedReading(publication: publication, judgements: outcome.judgements)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var state = PublicationState.read
        let change: @Sendable (inout Outcome) -> Void
        let expected: [String]
    }

    @Test(arguments: [
        Case(testDescription: "nothing", change: { _ in }, expected: []),
        Case(
            testDescription: "only the evidence",
            change: {
                $0.judgements = $0.judgements.map {
                    Judgement(area: $0.area, grade: $0.grade, printed: "x", page: 2, evidence: "x")
                }
            }, expected: []),
        Case(
            testDescription: "a grade", change: { $0.judgements[1] = judgement("care-leavers", "good") },
            expected: ["care-leavers: inadequate -> good"]),
        Case(
            testDescription: "an area more and one less",
            change: { $0.judgements = [judgement("adoption", "good"), $0.judgements[0]] },
            expected: ["care-leavers: inadequate -> ", "adoption:  -> good"]),
        Case(
            testDescription: "framework and days",
            change: {
                $0.framework = "sif"
                $0.inspection = InspectionDates(start: $0.inspection.start, end: $0.inspection.start)
            }, expected: ["framework: ilacs -> sif", "inspection: 2024-03-04 to 2024-03-08 -> 2024-03-04"]),
        Case(
            testDescription: "a doubt",
            change: {
                $0.result = .doubtful
                $0.doubts = ["two witnesses"]
                $0.judgements = []
            }, expected: ["state: read -> doubtful: two witnesses"]),
        Case(
            testDescription: "another council", change: { $0.providerName = "Cheshire East" },
            expected: ["state: read -> doubtful: the listing says Kent, the document says Cheshire East"]),
        Case(
            testDescription: "no report any more",
            change: {
                $0.result = .notAReport
                $0.doubts = ["no title"]
            }, expected: ["state: read -> not-a-report: no title"]),
        Case(
            testDescription: "a doubt that is resolved", state: .doubtful, change: { _ in },
            expected: [
                "state: doubtful -> read", "framework:  -> ilacs", "overall-effectiveness:  -> good",
                "care-leavers:  -> inadequate",
            ]),
        Case(
            testDescription: "a doubt that stays", state: .doubtful, change: { $0.result = .doubtful }, expected: []),
    ])
    func tellsWhatWouldBeAnother(_ test: Case) {
        let comparison = ReplayComparison(lookup: ProviderLookup(registry: ProviderLookupTests.registry))
        var outcome = ReplayComparisonTests.graded
        test.change(&outcome)
        let found = comparison.differences(
            recorded(ReplayComparisonTests.graded, test.state), readAgain: outcome)
        #expect(found.map { "\($0.what): \($0.stored) -> \($0.now)" } == test.expected)
    }
}
