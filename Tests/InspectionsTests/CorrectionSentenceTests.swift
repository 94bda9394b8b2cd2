import Inspections
import Testing

/// What the headline of a correction says: what no longer holds, and what stands. Days count from the first of January
/// 2020.
@Suite struct CorrectionSentenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [ToldSteps.Step]
        /// Of the last alert.
        let sentence: String
        var testDescription: String { name }

        init(_ name: String, _ steps: [ToldSteps.Step], gives sentence: String) {
            self.name = name
            self.steps = steps
            self.sentence = sentence
        }
    }

    /// An operator has accepted that it began on another day.
    private static func moved(_ publication: Int64, _ day: Int, _ overall: String, help: String? = nil, published: Int)
        -> StatementDraft
    {
        NewsTests.report(publication, day, overall, help: help) {
            $0.published = published
            $0.ruling = .accept
        }
    }

    static let cases = [
        Case(
            "a day that was a misprint, so that nothing has fallen",
            [
                .states(ToldSteps.silent(1, 500, "good")), .states(NewsTests.report(2, 1500, "inadequate")),
                .states(moved(2, 0, "inadequate", published: 1560)),
            ],
            gives: "Kent: the inspection began on 1 January 2020, not 9 February 2024; overall effectiveness did not "
                + "decline from good to inadequate as told: inadequate, the first grade known"),
        Case(
            "a day that was a misprint, so that it has fallen from another grade",
            [
                .states(NewsTests.report(1, 0, "outstanding"), NewsTests.report(3, 1000, "good")),
                .states(NewsTests.report(2, 1500, "inadequate")), .states(moved(2, 500, "inadequate", published: 1560)),
            ],
            gives:
                "Kent: the inspection began on 15 May 2021, not 9 February 2024; overall effectiveness declined from "
                + "outstanding to inadequate, not from good as told"),
        Case(
            "a day that was a misprint, so that it has fallen and not risen",
            [
                .states(NewsTests.report(1, 0, "outstanding"), NewsTests.report(3, 1000, "inadequate")),
                .states(NewsTests.report(2, 1500, "good")), .states(moved(2, 500, "good", published: 1560)),
            ],
            gives:
                "Kent: the inspection began on 15 May 2021, not 9 February 2024; overall effectiveness did not improve "
                + "from inadequate to good as told: declined from outstanding to good"),
        Case(
            "areas of which the same holds stand together",
            [
                .states(NewsTests.report(1, 500, "good", help: "good")),
                .states(NewsTests.report(2, 1500, "inadequate", help: "inadequate")),
                .states(moved(2, 0, "inadequate", help: "inadequate", published: 1560)),
            ],
            gives: "Kent: the inspection began on 1 January 2020, not 9 February 2024; help and protection, overall "
                + "effectiveness did not decline from good to inadequate as told: inadequate, the first grade known"),
        Case(
            "the report before was rejected, which nobody had been told of",
            [
                .states(ToldSteps.silent(1, 0, "good"), ToldSteps.silent(2, 500, "inadequate")),
                .states(NewsTests.report(3, 2000, "good")),
                .states(
                    NewsTests.report(2, 500, "inadequate") {
                        $0.isSilent = true; $0.ruling = .reject
                    }),
            ],
            gives: "Kent: overall effectiveness did not improve from inadequate to good as told: good, as before"),
        Case(
            "a report between came to light, which nobody is told of",
            [
                .states(ToldSteps.silent(1, 0, "good")), .states(NewsTests.report(3, 2000, "good")),
                .states(ToldSteps.silent(2, 1000, "inadequate")),
            ],
            gives: "Kent: overall effectiveness improved from inadequate to good, told as unchanged"),
        Case(
            "a report before came to light, which nobody is told of",
            [.states(NewsTests.report(3, 2000, "good")), .states(ToldSteps.silent(2, 1000, "good"))],
            gives: "Kent: overall effectiveness: good, as before, told as the first grade known"),
        Case(
            "an area was never graded before that was told to be graded no longer",
            [
                .states(
                    ToldSteps.silent(1, 0, "good"),
                    NewsTests.report(2, 500, "good", help: "good") { $0.isSilent = true }),
                .states(NewsTests.report(3, 2000, "good")),
                .states(
                    NewsTests.report(2, 500, "good", help: "good") {
                        $0.isSilent = true; $0.ruling = .reject
                    }),
            ], gives: "Kent: help and protection: no grade ended with it, told as no longer graded"),
    ]

    @Test(arguments: cases) func itSaysWhatNoLongerHoldsAndWhatStands(_ example: Case) throws {
        let item = try #require(ToldSteps.world(example.steps).alerts.last).item
        let told = try #require(item.told)
        #expect(item.kind == .ratingCorrected)
        let sentence = ChangeSummary(frameworks: TestFrameworks.catalogue).sentence(
            correcting: item.change, toldAs: told, dates: item.dates, provider: "Kent",
            framework: item.framework ?? "")
        #expect(sentence == example.sentence)
    }

    /// Of an inspection that readers were not told of: `because` says who has changed what the next one is compared
    /// with.
    @Test(
        arguments: [
            ([], CorrectionCause.publisher), ([.reject], .ruling), ([.reject, .withdraw], .ruling),
            ([.reject, .withdraw, .reject], .ruling),
        ] as [([Statement.Ruling], CorrectionCause)])
    func whoChangedTheInspectionBeforeIsNamed(rulings: [Statement.Ruling], cause: CorrectionCause) throws {
        let quiet = ToldSteps.silent(2, 500, "inadequate")
        let start: [ToldSteps.Step] =
            rulings.isEmpty
            ? [
                .states(ToldSteps.silent(1, 0, "good")), .states(NewsTests.report(3, 2000, "good")), .states(quiet),
            ] : [.states(ToldSteps.silent(1, 0, "good"), quiet), .states(NewsTests.report(3, 2000, "good"))]
        let decisions = rulings.map { ruling in
            ToldSteps.Step.states(
                NewsTests.report(2, 500, "inadequate") {
                    $0.isSilent = true; $0.ruling = ruling
                })
        }
        let corrections = ToldSteps.world(start + decisions).alerts.filter { $0.item.kind == .ratingCorrected }
        #expect(corrections.count == max(rulings.count, 1))
        #expect(corrections.allSatisfy { $0.item.relation.because == cause })
    }

    /// Another grade says by itself what was told.
    @Test func aCorrectedGradeNeedsNoMore() throws {
        let world = NewsTests.told([ToldSteps.good], [NewsTests.report(1, 0, "inadequate")])
        #expect(try #require(world.alerts.last).item.told == nil)
    }

    private static func letter(_ facts: [String: String], ruling: Statement.Ruling? = nil) -> StatementDraft {
        var letter = ToldSteps.letter("yes", ruling: ruling)
        letter.facts = facts
        return letter
    }

    static let letters: [(now: StatementDraft, sentence: String)] = [
        (letter(["priority_action": "yes"], ruling: .reject), "focused visit (told: areas for priority action)"),
        (letter(["priority_action": "no"]), "focused visit (no areas for priority action)"),
        (letter([:]), "focused visit; no longer: areas for priority action"),
        (letter(["lead": "A. Smith"]), "focused visit (lead: A. Smith); no longer: areas for priority action"),
    ]

    @Test(arguments: letters) func aLetterSaysWhatIsStatedNoMore(_ now: StatementDraft, sentence: String) throws {
        let item = try #require(
            ToldSteps.world([.states(ToldSteps.letter("yes")), .states(now)]).alerts.last
        ).item
        let told = try #require(item.told)
        #expect(item.kind == .reportAmended)
        let found = ChangeSummary(frameworks: TestFrameworks.catalogue).sentence(
            ofLetter: "focused visit", facts: item.facts, toldAs: told)
        #expect(found == sentence)
    }

    @Test(arguments: [
        ("Kent: focused visit", "focused visit"), ("Kent:focused visit", "focused visit"),
        ("Kent focused visit", "Kent focused visit"), ("Kentish Town: focused visit", "Kentish Town: focused visit"),
        ("Kent:", "Kent:"), ("focused visit: Kent", "focused visit: Kent"), ("", ""),
    ])
    func aTitleNamesTheProviderOnce(title: String, shown: String) {
        #expect(Provider(id: StatementDraft.council, name: "Kent", kind: "unknown").title(of: title) == shown)
    }
}
