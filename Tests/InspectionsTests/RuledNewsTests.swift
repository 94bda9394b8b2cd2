import Inspections
import Testing

/// What readers hear of a decision that is taken back: what stood before stands again, by whomever it is stated. Days
/// count from the first of January 2020.
@Suite struct RuledNewsTests {
    private static func report(
        _ overall: String?, _ ruling: Statement.Ruling? = nil, trust: Statement.Trust = .trusted, isSilent: Bool = false
    ) -> StatementDraft {
        NewsTests.report(2, 1000, "") {
            $0.sha256 = "a"
            $0.grades = [:]
            $0.grades["overall-effectiveness"] = overall
            $0.ruling = ruling
            $0.basis = ruling == .state ? .ruling : .report
            $0.trust = trust
            $0.isSilent = isSilent
        }
    }

    private static let doubtful = report("inadequate", trust: .doubtful)
    private static let before = ToldSteps.Step.states(ToldSteps.good)
    private static let corrected: [ToldSteps.Step] = [
        .states(report("good", isSilent: true)), .states(report("inadequate", .state, isSilent: true)),
    ]

    static let cases = [
        // Another source states the inspection.
        ToldSteps.Case(
            "an acceptance is withdrawn, and another source states the same",
            [
                before, .states(doubtful), .states(report("inadequate", .accept)),
                .states(ToldSteps.second(5, 1000, "inadequate")), .states(report(nil, .withdraw)),
            ], gives: []),
        ToldSteps.Case(
            "an acceptance is withdrawn, and another source states another grade",
            [
                before, .states(doubtful), .states(report("inadequate", .accept)),
                .states(ToldSteps.second(5, 1000, "requires-improvement")), .states(report(nil, .withdraw)),
            ], gives: ["rating-corrected declined 2022-09-27 voids 1 because ruling"]),
        ToldSteps.Case(
            "a report is rejected, and another source states another grade",
            [
                before, .states(report("inadequate")), .states(ToldSteps.second(5, 1000, "good")),
                .states(report("inadequate", .reject)),
            ], gives: ["rating-corrected 2022-09-27 voids 1 because ruling"]),
        ToldSteps.Case(
            "and the rejection is withdrawn",
            [
                before, .states(report("inadequate")), .states(ToldSteps.second(5, 1000, "good")),
                .states(report("inadequate", .reject)), .states(report(nil, .withdraw)),
            ], gives: ["rating-corrected declined 2022-09-27 voids 3 because ruling"]),
        ToldSteps.Case(
            "a report of the baseline is rejected, and another source states another grade",
            corrected + [
                .states(ToldSteps.second(5, 1000, "outstanding", isSilent: true)), .states(report(nil, .reject)),
            ], gives: ["rating-corrected 2022-09-27 voids 0 because ruling"]),
        // Of a baseline.
        ToldSteps.Case(
            "what a baseline listed is rejected after a correction",
            corrected + [.states(report(nil, .reject))], gives: ["rating-corrected 2022-09-27 voids 0 because ruling"]),
        ToldSteps.Case(
            "and the rejection is withdrawn",
            corrected + [.states(report(nil, .reject)), .states(report(nil, .withdraw, isSilent: true))],
            gives: ["rating-corrected 2022-09-27 voids 1 because ruling"]),
        ToldSteps.Case(
            "and the one after it was told",
            [.states(ToldSteps.silent(1, 0, "outstanding"))] + corrected + [
                .states(ToldSteps.risen), .states(report(nil, .reject)),
                .states(report(nil, .withdraw, isSilent: true)),
            ], gives: ["rating-corrected declined 2022-09-27 voids 2 because ruling changes 1"]),
        ToldSteps.Case(
            "what a baseline listed and nobody was told of is rejected",
            [.states(report("good", isSilent: true)), .states(report(nil, .reject))], gives: []),
        ToldSteps.Case(
            "what stood before in one that was told of is corrected",
            [
                .states(report("good", isSilent: true)), .states(ToldSteps.later), .states(report(nil, .reject)),
            ], gives: ["rating-corrected 2025-06-23 voids 0 because ruling"]),
        ToldSteps.Case(
            "and the rejection is withdrawn",
            [
                .states(report("good", isSilent: true)), .states(ToldSteps.later), .states(report(nil, .reject)),
                .states(report(nil, .withdraw, isSilent: true)),
            ], gives: ["rating-corrected declined 2025-06-23 voids 1 because ruling"]),
        // What was kept back and dropped.
        ToldSteps.Case(
            "what was dropped is rejected", [before, .drops(report("inadequate")), .states(report(nil, .reject))],
            gives: []),
        ToldSteps.Case(
            "and the rejection is withdrawn",
            [
                before, .drops(report("inadequate")), .states(report(nil, .reject)), .states(ToldSteps.good),
                .states(report(nil, .withdraw)),
            ], gives: []),
        ToldSteps.Case(
            "a dropped rejection is withdrawn",
            [before, .states(report("inadequate")), .drops(report(nil, .reject)), .states(report(nil, .withdraw))],
            gives: []),
        // Letters.
        ToldSteps.Case(
            "a letter of the baseline is rejected after it was amended, and the rejection is withdrawn",
            [
                .states(ToldSteps.letter("no", isSilent: true)), .states(ToldSteps.letter("yes", isSilent: true)),
                .states(ToldSteps.letter("yes", ruling: .reject)), .states(ToldSteps.letter("yes", ruling: .withdraw)),
            ], gives: ["report-amended 2020-10-27 voids 1"]),
        ToldSteps.Case(
            "a letter that was dropped is rejected, and the rejection is withdrawn",
            [
                .drops(ToldSteps.letter("yes")), .states(ToldSteps.letter("yes", ruling: .reject)),
                .states(ToldSteps.letter("yes", ruling: .withdraw)),
            ], gives: []),
    ]

    @Test(arguments: cases) func whatStandsAgainIsToldByWhatWasToldOfIt(_ example: ToldSteps.Case) {
        #expect(ToldSteps.lines(example.steps) == example.lines)
    }
}
