import Inspections
import Testing

/// What readers do not hear of, what they hear of as late, and what is taken back.
@Suite struct SilenceTests {
    static let cases = [
        // What the baseline lists, and can be read only later.
        ToldSteps.Case(
            "what a baseline listed between two corrects the later one, which was told",
            [
                .states(ToldSteps.silent(1, 0, "good")), .states(ToldSteps.later),
                .states(ToldSteps.silent(2, 1000, "inadequate")),
            ],
            gives: ["rating-corrected 2025-06-23 voids 0 because publisher"]),
        ToldSteps.Case(
            "and nothing where the later one is the baseline's too",
            [
                .states(ToldSteps.silent(1, 0, "good")), .states(ToldSteps.silent(3, 2000, "inadequate")),
                .states(ToldSteps.silent(2, 1000, "inadequate")),
            ],
            gives: []),
        ToldSteps.Case(
            "a baseline's days that move past a neighbour's are no news",
            [
                .states(ToldSteps.silent(1, 1000, "good")), .states(ToldSteps.silent(2, 2000, "inadequate")),
                .states(
                    NewsTests.report(2, 500, "inadequate") {
                        $0.isSilent = true
                        $0.published = 2060
                        $0.ruling = .accept
                    }),
            ], gives: []),
        ToldSteps.Case(
            "what a baseline's row says of another area of a told inspection is no news",
            [
                .states(ToldSteps.good),
                .states(
                    NewsTests.report(5, 0, "good", help: "inadequate") {
                        $0.isSilent = true
                        $0.isRow = true
                        $0.basis = .table
                        $0.source = Source(feed: "second", publisher: "b", place: 1)
                    }),
            ], gives: []),
        ToldSteps.Case(
            "a baseline that disagrees with what was told is no news",
            [.states(ToldSteps.good), .states(ToldSteps.second(5, 0, "inadequate", isSilent: true))], gives: []),
        ToldSteps.Case(
            "the baseline of one who only tells of it keeps nobody from hearing of the report",
            [
                .states(
                    NewsTests.report(5, 0, "good") {
                        $0.isSilent = true
                        $0.basis = .press
                        $0.source = Source(feed: "press", publisher: "p", authority: .press, place: 2)
                    }, ToldSteps.good)
            ], gives: ["inspection-published 2020-01-01"]),
        ToldSteps.Case(
            "a baseline's report that differs from its own article corrects nothing that anybody was told",
            [.states(ToldSteps.pressed(5, "good", isSilent: true)), .states(ToldSteps.silent(1, 0, "inadequate"))],
            gives: []),
        ToldSteps.Case(
            "but what was told by an article it does",
            [.states(ToldSteps.pressed(5, "good", isSilent: false)), .states(ToldSteps.silent(1, 0, "inadequate"))],
            gives: ["rating-corrected 2020-01-01 voids 0 because publisher"]),
        ToldSteps.Case(
            "and so does another version of it",
            [
                .states(ToldSteps.pressed(5, "good", isSilent: true)), .states(ToldSteps.silent(1, 0, "inadequate")),
                .states(ToldSteps.silent(1, 0, "good")),
            ], gives: ["rating-corrected 2020-01-01 because publisher"]),
        ToldSteps.Case(
            "another name of the grade before is no news of the next inspection",
            [
                .states(NewsTests.report(1, 0, "adequate")), .states(NewsTests.report(2, 1000, "good")),
                .states(NewsTests.report(1, 0, "requires-improvement")),
            ], gives: []),
        ToldSteps.Case(
            "what a baseline listed and an operator rejects was told to nobody",
            [
                .states(ToldSteps.silent(1, 0, "good"), ToldSteps.silent(2, 1000, "inadequate")),
                .states(
                    NewsTests.report(2, 1000, "inadequate") {
                        $0.isSilent = true
                        $0.ruling = .reject
                    }),
            ], gives: []),
        ToldSteps.Case(
            "whom another source contradicts from the first poll on, readers do not know",
            [.states(ToldSteps.silent(1, 0, "good"), ToldSteps.second(5, 0, "inadequate"))], gives: []),
        // What is late.
        ToldSteps.Case(
            "an inspection before a report that prints no day is late by that one's publication",
            [
                .states(
                    NewsTests.report(2, 1000, "inadequate") {
                        $0.start = nil
                        $0.published = 1060
                    }), .states(ToldSteps.good),
            ], gives: ["inspection-published late 2020-01-01 changes 0"]),
        ToldSteps.Case(
            "one before a dated article is late",
            [
                .states(NewsTests.report(2, 1000, "inadequate") { $0.basis = .press }), .states(ToldSteps.good),
            ], gives: ["inspection-published late 2020-01-01 changes 0"]),
        ToldSteps.Case(
            "one before what a lesser source stated is not",
            [.states(ToldSteps.lesser(2, 1000, "inadequate")), .states(ToldSteps.good)],
            gives: ["inspection-published 2020-01-01 changes 0"]),
        ToldSteps.Case(
            "a lesser source's before another of it is",
            [.states(ToldSteps.lesser(2, 1000, "inadequate")), .states(ToldSteps.lesser(5, 0, "good"))],
            gives: ["inspection-published late 2020-01-01 changes 0"]),
        ToldSteps.Case(
            "one before an area of it was graded again is",
            [
                .states(
                    NewsTests.report(2, 1000, "inadequate") {
                        $0.isPartial = true
                        $0.grades = ["help-and-protection": "inadequate"]
                    }), .states(ToldSteps.bothGood),
            ], gives: ["inspection-published late 2020-01-01 changes 0"]),
        ToldSteps.Case(
            "one before what the baseline listed is, though no alert told of that",
            [.states(ToldSteps.silent(2, 1000, "inadequate")), .states(ToldSteps.good)],
            gives: ["inspection-published late 2020-01-01 changes -"]),
        // What was told more than once.
        ToldSteps.Case(
            "a correction of what two alerts told takes back both",
            [
                .states(ToldSteps.good), .states(ToldSteps.bothGood),
                .states(NewsTests.report(1, 0, "good", help: "inadequate")),
                .states(NewsTests.report(1, 0, "inadequate", help: "inadequate")),
            ], gives: ["rating-corrected 2020-01-01 voids 0 2 because publisher"]),
        ToldSteps.Case(
            "what was told of one area alone is taken back with the inspection",
            [
                .states(ToldSteps.silent(1, 0, "good")), .states(ToldSteps.bothGood),
                .states(NewsTests.report(1, 0, "good", help: "good") { $0.ruling = .reject }),
            ], gives: ["rating-corrected 2020-01-01 voids 0 because ruling"]),
        ToldSteps.Case(
            "a correction takes back what has to wait again too",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.fallen),
                .states(NewsTests.report(2, 1000, "inadequate", help: "good")), .hides(500),
                .states(NewsTests.report(2, 1000, "requires-improvement", help: "good")),
            ], gives: ["rating-corrected 2022-09-27 voids 1 2 because publisher"]),
        // Letters.
        ToldSteps.Case(
            "a letter that says the same again is no news",
            [.states(ToldSteps.letter("no")), .states(ToldSteps.letter("no"))], gives: []),
        ToldSteps.Case(
            "a letter that is rejected is taken back, beside inspections too",
            [
                .states(ToldSteps.good), .states(ToldSteps.letter("no")),
                .states(ToldSteps.letter("no", ruling: .reject)),
            ],
            gives: ["report-amended 2020-10-27 voids 1 because ruling"]),
        ToldSteps.Case(
            "one that nobody was told of is not",
            [
                .states(ToldSteps.letter("no", isSilent: true)),
                .states(ToldSteps.letter("no", isSilent: true, ruling: .reject)),
            ], gives: []),
        ToldSteps.Case(
            "a baseline's letter that says something else now is amended",
            [.states(ToldSteps.letter("no", isSilent: true)), .states(ToldSteps.letter("yes", isSilent: true))],
            gives: ["report-amended 2020-10-27"]),
        ToldSteps.Case(
            "a graded report that turns out to be a letter is taken back, and the letter is told",
            [
                .states(ToldSteps.good),
                .states(
                    NewsTests.report(1, 0, "good") {
                        $0.framework = nil
                        $0.visit = "focused visit"
                        $0.grades = [:]
                        $0.ruling = .accept
                    }),
            ], gives: ["rating-corrected 2020-01-01 voids 0 because ruling", "report-published 2020-01-01"]),
        // One of two publications is another's now.
        ToldSteps.Case(
            "what one of two publications goes on stating was told rightly",
            [
                .states(ToldSteps.good, ToldSteps.second(5, 31, "good")),
                .states(NewsTests.report(1, 0, "good") { $0.provider = StatementDraft.other }),
            ], gives: ["inspection-published 2020-01-01"]),
        ToldSteps.Case(
            "what the other one states otherwise was not",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.second(5, 0, "good", help: "inadequate")),
                .states(NewsTests.report(1, 0, "good", help: "good") { $0.provider = StatementDraft.other }),
            ],
            gives: [
                "rating-corrected 2020-01-01 voids 0 because publisher", "inspection-published 2020-01-01",
                "inspection-published 2020-01-01",
            ]),
    ]

    @Test(arguments: cases) func whatIsNoNewsIsNotTold(_ example: ToldSteps.Case) {
        #expect(ToldSteps.lines(example.steps) == example.lines)
    }

    /// An area that was told to be graded no longer has no grade to take back.
    @Test func onlyGradesAreTakenBack() throws {
        let world = NewsTests.told(
            [ToldSteps.bothGood], [ToldSteps.fallen],
            [NewsTests.report(2, 1000, "inadequate") { $0.ruling = .reject }])
        let last = try #require(world.alerts.last).item
        #expect(last.change.judgements.map(\.area) == ["overall-effectiveness"])
        #expect(last.change.judgements.map(\.was) == ["inadequate"])
    }
}
