import Inspections
import Testing

/// Which alert says what a change means for other inspections of the line, and why what was told no longer holds.
@Suite struct ConsequenceTests {
    static let cases = [
        // Who carries it.
        ToldSteps.Case(
            "what is taken back says what that means for the next, though the one before is corrected too",
            [
                .states(ToldSteps.good), .states(ToldSteps.fallen), .states(ToldSteps.risen),
                .states(
                    NewsTests.report(1, 0, "outstanding"),
                    NewsTests.report(2, 1000, "inadequate") { $0.ruling = .reject }),
            ],
            gives: [
                "rating-corrected 2022-09-27 voids 1 because ruling changes 2",
                "rating-corrected 2020-01-01 voids 0 because publisher",
            ]),
        ToldSteps.Case(
            "the correction of the one before says it, not that of the one after",
            [
                .states(ToldSteps.good), .states(ToldSteps.fallen), .states(ToldSteps.risen),
                .states(NewsTests.report(1, 0, "inadequate"), NewsTests.report(3, 2000, "outstanding")),
            ],
            gives: [
                "rating-corrected 2020-01-01 voids 0 because publisher changes 1",
                "rating-corrected improved 2025-06-23 voids 2 because publisher",
            ]),
        ToldSteps.Case(
            "an alert on the inspection itself says it before one on an earlier inspection",
            [
                .states(ToldSteps.good), .states(ToldSteps.later),
                .states(
                    ToldSteps.silent(2, 1000, "requires-improvement"), ToldSteps.bothGood,
                    NewsTests.report(3, 2000, "inadequate", help: "good")),
            ],
            gives: [
                "inspection-published 2020-01-01 follows 0",
                "inspection-published 2025-06-23 follows 1 changes 1",
            ]),
        ToldSteps.Case(
            "a disagreement says nothing of others",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.fallen),
                .states(
                    NewsTests.report(1, 0, "inadequate", help: "good"),
                    ToldSteps.second(5, 0, "inadequate", help: "inadequate")),
            ],
            gives: [
                "rating-corrected 2020-01-01 voids 0 because publisher changes 1", "sources-disagree 2020-01-01",
            ]),
        ToldSteps.Case(
            "nor where all other alerts are on later inspections: the first of these says it",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.later),
                .states(
                    ToldSteps.silent(2, 1000, "requires-improvement"), NewsTests.report(4, 3000, "good"),
                    ToldSteps.second(5, 0, "good", help: "inadequate")),
            ], gives: ["sources-disagree 2020-01-01", "rating-changed improved 2028-03-19 changes 1"]),
        ToldSteps.Case(
            "where there is only a disagreement, the first inspection concerned is corrected",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.later),
                .states(
                    ToldSteps.silent(2, 1000, "requires-improvement"),
                    ToldSteps.second(5, 0, "good", help: "inadequate")),
            ],
            gives: ["sources-disagree 2020-01-01", "rating-corrected declined 2025-06-23 voids 1 because publisher"]),
        // A comparison that waits.
        ToldSteps.Case(
            "a comparison that can be made at last is told where it declined",
            [.states(ToldSteps.good), .hides(500), .states(ToldSteps.fallen), .resolves()],
            gives: ["rating-changed declined 2022-09-27 follows 1"]),
        ToldSteps.Case(
            "and where it improved",
            [.states(ToldSteps.fallen), .hides(1500), .states(ToldSteps.risen), .resolves()],
            gives: ["rating-changed improved 2025-06-23 follows 1"]),
        ToldSteps.Case(
            "and where it did both",
            [
                .states(NewsTests.report(1, 0, "good", help: "inadequate")), .hides(500),
                .states(NewsTests.report(2, 1000, "inadequate", help: "good")), .resolves(),
            ], gives: ["rating-changed mixed 2022-09-27 follows 1"]),
        ToldSteps.Case(
            "and not where nothing changed",
            [.states(ToldSteps.good), .hides(500), .states(NewsTests.report(2, 1000, "good")), .resolves()], gives: []),
        ToldSteps.Case(
            "nor where the inspection is the baseline's",
            [
                .states(ToldSteps.silent(1, 0, "good")), .hides(500), .states(ToldSteps.silent(2, 1000, "inadequate")),
                .resolves(),
            ], gives: []
        ),
        ToldSteps.Case(
            "nor where it was compared with what the baseline listed, and nothing changed",
            [
                .states(ToldSteps.silent(1, 0, "good")), .hides(500), .states(ToldSteps.later),
                .resolves(ToldSteps.silent(2, 1000, "inadequate")),
            ], gives: []),
        ToldSteps.Case(
            "the alert that made it possible says so, where nothing changed",
            [
                .states(ToldSteps.good), .hides(500), .states(ToldSteps.later),
                .resolves(NewsTests.report(2, 1000, "inadequate")),
            ], gives: ["inspection-published late 2022-09-27 changes 1"]),
        // A comparison that was told, and has to wait again; help and protection is told to be graded no longer.
        ToldSteps.Case(
            "what was told waits in silence, of an area that is graded no longer too",
            [.states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500)], gives: []),
        ToldSteps.Case(
            "and stands where what was waited for turns out to be nothing",
            [.states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500), .resolves()], gives: []),
        ToldSteps.Case(
            "and where it has to wait twice",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500), .resolves(), .hides(600),
                .resolves(),
            ], gives: []),
        ToldSteps.Case(
            "and is put right by what stands between, with the area that is graded there no longer",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500),
                .resolves(NewsTests.report(3, 500, "inadequate")),
            ], gives: ["inspection-published late 2021-05-15 changes 1"]),
        ToldSteps.Case(
            "a correction while it waits takes all of it back",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500),
                .states(NewsTests.report(2, 1000, "requires-improvement")),
            ], gives: ["rating-corrected 2022-09-27 voids 1 because publisher"]),
        ToldSteps.Case(
            "and all of it is told once it need not wait",
            [
                .states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500),
                .states(NewsTests.report(2, 1000, "requires-improvement")), .resolves(),
            ], gives: ["rating-changed declined 2022-09-27 follows 2"]),
    ]

    @Test(arguments: cases) func eachChangeIsSaidOnceWhereItBelongs(_ example: ToldSteps.Case) {
        #expect(ToldSteps.lines(example.steps) == example.lines)
    }

    /// Why a correction is raised: by what the versions have in common.
    @Test(
        arguments: [
            ("another version", "b", "a", false, nil, "publisher"),
            ("another version, read by another reader", "b", "b", false, nil, "publisher"),
            ("the same bytes, read by another reader", "a", "b", false, nil, "reading"),
            ("another version of a row", "b", "a", true, nil, "publisher"),
            ("another version of a row, read by another map", "b", "b", true, nil, "reading"),
            ("an operator's word on it", "b", "a", false, .state, "ruling"),
        ] as [(String, String, String, Bool, Statement.Ruling?, String)])
    func aCorrectionSaysWhy(
        name: String, sha256: String, reader: String, isRow: Bool, ruling: Statement.Ruling?, because: String
    ) {
        func draft(_ overall: String, _ sha256: String, _ reader: String) -> StatementDraft {
            NewsTests.report(1, 0, overall) {
                $0.sha256 = sha256
                $0.reader = reader
                $0.isRow = isRow
                $0.basis = isRow ? .table : .report
            }
        }
        var after = draft("inadequate", sha256, reader)
        after.ruling = ruling
        #expect(
            ToldSteps.lines([.states(draft("good", "a", "a")), .states(after)]) == [
                "rating-corrected 2020-01-01 voids 0 because \(because)"
            ], "\(name)")
    }

    /// Of two sources that are corrected at once: an operator's word counts first, then another version.
    @Test(arguments: [(Statement.Ruling?.none, "publisher"), (.state, "ruling")])
    func theGravestCauseIsGiven(ruling: Statement.Ruling?, because: String) {
        func report(_ overall: String, reader: String) -> StatementDraft {
            NewsTests.report(1, 0, overall) {
                $0.sha256 = "a"
                $0.reader = reader
            }
        }
        func row(_ help: String, release: String) -> StatementDraft {
            NewsTests.report(5, 0, "good") {
                $0.grades = ["help-and-protection": help]
                $0.isRow = true
                $0.basis = .table
                $0.sha256 = release
                $0.source = Source(feed: "second", publisher: "b", place: 1)
            }
        }
        var again = report("inadequate", reader: "b")
        again.ruling = ruling
        let lines = ToldSteps.lines([
            .states(report("good", reader: "a"), row("good", release: "r")),
            .states(again, row("inadequate", release: "s")),
        ])
        #expect(lines == ["rating-corrected 2020-01-01 voids 0 because \(because)"])
    }

    @Test func onlyTheCorrectedAreaSaysWhatItWas() throws {
        var world = NewsTests.told([ToldSteps.bothGood], [NewsTests.report(1, 0, "good", help: "inadequate")])
        world.tell()
        let judgements = try #require(world.alerts.last).item.change.judgements
        #expect(
            judgements.map { "\($0.area) \($0.was ?? "-")" } == ["help-and-protection good", "overall-effectiveness -"])
    }

    /// Nothing is left of what was told but that an area is graded no longer: it was never graded at all.
    @Test func anAreaThatWasNeverGradedIsNamedWhereItWasToldToBeGradedNoLonger() throws {
        let before = ToldSteps.silent(1, 0, "good")
        let between = NewsTests.report(2, 500, "good", help: "good") { $0.isSilent = true }
        var rejected = between
        rejected.ruling = .reject
        let world = NewsTests.told([before, between], [NewsTests.report(3, 2000, "good")], [rejected])
        #expect(
            NewsTests.lines(world) == [
                "inspection-published unchanged 2025-06-23", "rating-corrected 2025-06-23 voids 0 because ruling",
            ])
        let help = try #require(world.alerts.last?.item.change.judgements.last)
        #expect(help.area == "help-and-protection" && help.to == nil && help.was == nil && help.direction == nil)
        #expect(world.alerts.last?.item.change.corrected == ["help-and-protection"])
    }

    /// The area that the waiting comparison leaves out is told with the others once it is made.
    @Test func aCorrectedComparisonThatWaitedTellsWhatIsGradedNoLonger() throws {
        let told: [ToldSteps.Step] = [
            .states(ToldSteps.bothGood), .states(ToldSteps.fallen), .hides(500),
            .states(NewsTests.report(2, 1000, "requires-improvement")), .resolves(),
        ]
        let last = try #require(ToldSteps.world(told).alerts.last).item
        #expect(last.change.judgements.map(\.direction) == [.declined, .noLongerGraded])
    }

    /// Each alert on a disagreement is of the source that disagrees, with its own grades alone.
    @Test func eachSourceThatDisagreesIsTold() {
        let third = NewsTests.report(6, 0, "requires-improvement") {
            $0.source = Source(feed: "mirror", publisher: "c", place: 2)
        }
        let world = NewsTests.told([ToldSteps.good], [ToldSteps.second(5, 0, "inadequate"), third])
        let told = world.alerts.dropFirst().map { alert in
            "\(alert.item.kind.rawValue) \(alert.item.statement.publication) "
                + alert.item.change.judgements.map { "\($0.from ?? "-") \($0.to?.grade ?? "-")" }.joined(
                    separator: ", ")
        }
        #expect(told == ["sources-disagree 5 good inadequate", "sources-disagree 6 good requires-improvement"])
    }
}
