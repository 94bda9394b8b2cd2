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
    /// `ruling`: what an operator has decided of it since.
    private func recorded(
        _ outcome: Outcome, _ state: PublicationState = .read, trust: Inspections.Statement.Trust = .trusted,
        ruling: Inspections.Statement.Ruling? = nil
    ) -> RecordedReading {
        var publication = StoredPublication(
            feed: "a", identity: "1", fingerprint: "1", publication: Publication(providerURN: "80476"), published: nil,
            seen: Date(timeIntervalSince1970: 0), baseline: false)
        publication.state = state
        publication.providerID = ProviderID(urn: "80476")
        publication.sha256 = outcome.sha256
        publication.dates = outcome.inspection
        publication.framework = outcome.judgements.isEmpty ? nil : outcome.framework
        let kept = trust == .trusted ? outcome.judgements : []
        let read = statement(1, of: outcome, kept, trust: trust)
        let decided = ruling.map {
            statement(2, of: outcome, $0 == .state ? [Self.judgement("care-leavers", "good")] : [], ruling: $0)
        }
        return RecordedReading(publication, stated: [read, decided].compactMap(\.self))
    }

    private func statement(
        _ id: Int64, of outcome: Outcome, _ judgements: [Judgement], trust: Inspections.Statement.Trust = .trusted,
        ruling: Inspections.Statement.Ruling? = nil
    ) -> Inspections.Statement {
        Inspections.Statement(
            id: id, publication: 1, provider: ProviderID(urn: "80476"), framework: outcome.framework,
            dates: outcome.inspection, published: nil, listed: nil, recorded: Date(timeIntervalSince1970: 0),
            seen: Date(timeIntervalSince1970: 0), title: "1", url: "1", address: nil, sha256: outcome.sha256,
            basis: outcome.basis, source: Source(feed: "a", publisher: "a"), trust: trust, ruling: ruling,
            facts: outcome.facts, judgements: judgements)
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

    /// A letter that a newer reader reads otherwise; the words that prove the fact are no difference.
    @Test(arguments: [
        (["priority_action": "no"], ["priority_action": "no", "priority_action_printed": "None."], []),
        (["priority_action": "no"], ["priority_action": "yes"], ["priority_action: no -> yes"]),
        (["priority_action": "remain"], ["priority_action": "no"], ["priority_action: remain -> no"]),
    ])
    func tellsOfAnotherFactOfALetter(_ before: [String: String], _ now: [String: String], _ expected: [String]) {
        var letter = Self.graded
        (letter.result, letter.framework, letter.judgements, letter.facts) = (.ungraded, nil, [], before)
        let known = recorded(letter)
        letter.facts = now
        let comparison = ReplayComparison(lookup: ProviderLookup(registry: ProviderLookupTests.registry))
        let found = comparison.differences(known, readAgain: letter)
        #expect(found.map { "\($0.what): \($0.stored) -> \($0.now)" } == expected)
    }

    /// What is read is held against what was read, whatever was decided of it.
    @Test(
        arguments: [
            (.state, .read, .trusted), (.reject, .notAReport, .trusted), (.accept, .read, .doubtful),
            (.reject, .notAReport, .doubtful), (.withdraw, .read, .trusted), (.withdraw, .doubtful, .doubtful),
        ] as [(Inspections.Statement.Ruling, PublicationState, Inspections.Statement.Trust)])
    func whatAnOperatorHasDecidedIsNoDifference(
        ruling: Inspections.Statement.Ruling, state: PublicationState, trust: Inspections.Statement.Trust
    ) {
        let comparison = ReplayComparison(lookup: ProviderLookup(registry: ProviderLookupTests.registry))
        let known = recorded(Self.graded, state, trust: trust, ruling: ruling)
        var outcome = Self.graded
        if trust == .doubtful { outcome.result = .doubtful }
        #expect(comparison.differences(known, readAgain: outcome).isEmpty)
        outcome.result = .graded
        outcome.judgements[1] = Self.judgement("care-leavers", "good")
        let expected =
            trust == .trusted
            ? ["care-leavers: inadequate -> good"]
            : [
                "state: doubtful -> read", "framework:  -> ilacs", "overall-effectiveness:  -> good",
                "care-leavers:  -> good",
            ]
        #expect(
            comparison.differences(known, readAgain: outcome).map { "\($0.what): \($0.stored) -> \($0.now)" }
                == expected)
    }
}
