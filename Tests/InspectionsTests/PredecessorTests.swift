import Inspections
import Testing

/// With which earlier inspection each area of a new report is compared, and which areas are no longer graded.
@Suite struct PredecessorTests {
    private static let comparison = Comparison(frameworks: TestFrameworks.catalogue)

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Oldest first, each as `sif 2015-03-01 adoption=good`; `~` before a day that is of publication alone, `again`
        /// in front where some areas alone were graded again.
        let known: [String]
        let now: String
        /// By area: the grade before, the grade now, the direction, the first day of the inspection before.
        let expected: [String]
        var testDescription: String { name }

        init(_ name: String, after known: [String], _ now: String, gives expected: [String]) {
            self.name = name
            self.known = known
            self.now = now
            self.expected = expected
        }
    }

    private static func inspection(_ text: String) throws -> GradedInspection {
        var words = text.split(separator: " ")
        let isPartial = words.first == "again"
        if isPartial { words.removeFirst() }
        let isDated = !words[1].hasPrefix("~")
        let day = try #require(CalendarDate(iso: String(words[1].drop { $0 == "~" })))
        return GradedInspection(
            framework: String(words[0]), dates: InspectionDates(start: isDated ? day : nil, end: nil),
            published: isDated ? nil : day, url: nil, basis: isDated ? .report : .press,
            judgements: words.dropFirst(2).map { word in
                let parts = word.split(separator: "=").map(String.init)
                return Judgement(area: parts[0], grade: parts[1], printed: parts[1], page: 1, evidence: "")
            },
            seen: .distantFuture, isPartial: isPartial)
    }

    private static let overall = "overall-effectiveness"

    @Test(arguments: [
        Case(
            "the last one, though an earlier one was better",
            after: [
                "ilacs 2018-03-01 \(overall)=outstanding", "ilacs 2020-03-01 \(overall)=inadequate",
            ], "ilacs 2023-03-01 \(overall)=good", gives: ["\(overall) inadequate>good improved 2020-03-01"]),
        Case(
            "a full one that does not grade the area ends it, also for the next",
            after: [
                "sif 2013-03-01 adoption=good", "sif 2015-03-01 care-leavers=good",
            ], "sif 2017-03-01 adoption=inadequate care-leavers=good",
            gives: [
                "adoption ->inadequate not-comparable -", "care-leavers good>good unchanged 2015-03-01",
            ]),
        Case(
            "an area that was graded again is compared with that",
            after: [
                "sif 2013-03-01 adoption=good care-leavers=good", "again sif 2014-03-01 adoption=inadequate",
            ], "sif 2017-03-01 adoption=good care-leavers=good",
            gives: [
                "adoption inadequate>good improved 2014-03-01", "care-leavers good>good unchanged 2013-03-01",
            ]),
        Case(
            "but not where a full one came after it that does not grade the area",
            after: [
                "sif 2013-03-01 adoption=good", "again sif 2014-03-01 adoption=inadequate",
                "sif 2015-03-01 care-leavers=good",
            ], "sif 2017-03-01 adoption=good care-leavers=good",
            gives: [
                "adoption ->good not-comparable -", "care-leavers good>good unchanged 2015-03-01",
            ]),
        Case(
            "nor an area that the one which came last graded in full",
            after: [
                "sif 2013-03-01 adoption=good", "again sif 2014-03-01 adoption=inadequate",
                "sif 2015-03-01 adoption=outstanding",
            ], "sif 2017-03-01 adoption=good", gives: ["adoption outstanding>good declined 2015-03-01"]),
        Case(
            "areas graded again alone have an inspection before too",
            after: ["again sif 2014-03-01 adoption=inadequate"],
            "again sif 2015-03-01 adoption=good care-leavers=good",
            gives: [
                "adoption inadequate>good improved 2014-03-01", "care-leavers ->good not-comparable -",
            ]),
        Case(
            "areas that are graded again end no other", after: ["sif 2013-03-01 adoption=good care-leavers=good"],
            "again sif 2014-03-01 adoption=inadequate", gives: ["adoption good>inadequate declined 2013-03-01"]),
        Case(
            "what was only graded again since, and what was graded in full, are both no longer graded",
            after: [
                "sif 2013-03-01 care-leavers=good help-and-protection=good", "again sif 2014-03-01 adoption=inadequate",
            ], "sif 2017-03-01 help-and-protection=good",
            gives: [
                "adoption inadequate>- no-longer-graded 2014-03-01", "care-leavers good>- no-longer-graded 2013-03-01",
                "help-and-protection good>good unchanged 2013-03-01",
            ]),
        Case(
            "what is no longer graded is named once, with its last grade",
            after: [
                "sif 2013-03-01 adoption=good care-leavers=good", "again sif 2014-03-01 adoption=inadequate",
            ], "sif 2017-03-01 care-leavers=good",
            gives: [
                "adoption inadequate>- no-longer-graded 2014-03-01", "care-leavers good>good unchanged 2013-03-01",
            ]),
        Case(
            "what had been graded before the inspection before is no longer graded for the second time",
            after: [
                "again sif 2012-03-01 adoption=inadequate", "sif 2013-03-01 care-leavers=good",
            ], "sif 2017-03-01 care-leavers=good", gives: ["care-leavers good>good unchanged 2013-03-01"]),
        Case(
            "what was not judged before is missed by nobody",
            after: [
                "sif 2013-03-01 adoption=not-judged care-leavers=good"
            ], "sif 2017-03-01 care-leavers=good", gives: ["care-leavers good>good unchanged 2013-03-01"]),
        Case(
            "a review of a board ends no area", after: ["sif 2013-03-01 adoption=good lscb-effectiveness=good"],
            "sif 2014-03-01 lscb-effectiveness=inadequate",
            gives: [
                "lscb-effectiveness good>inadequate declined 2013-03-01"
            ]),
        Case(
            "a report beside a review of a board ends what it does not grade",
            after: [
                "sif 2013-03-01 adoption=good lscb-effectiveness=good"
            ], "sif 2014-03-01 lscb-effectiveness=inadequate care-leavers=good",
            gives: [
                "adoption good>- no-longer-graded 2013-03-01", "care-leavers ->good not-comparable -",
                "lscb-effectiveness good>inadequate declined 2013-03-01",
            ]),
        Case(
            "an article without a day, printed after the framework that followed, is no inspection before",
            after: [
                "sif 2015-03-01 \(overall)=requires-improvement", "apc ~2015-10-01 \(overall)=inadequate",
            ], "ilacs 2019-03-01 \(overall)=requires-improvement",
            gives: [
                "\(overall) requires-improvement>requires-improvement unchanged 2015-03-01"
            ]),
        Case(
            "one printed before it is", after: ["apc ~2013-10-01 \(overall)=inadequate"],
            "sif 2015-03-01 \(overall)=good", gives: ["\(overall) inadequate>good improved -"]),
        Case(
            "an inspection that says when it was is one, though a later framework had begun",
            after: [
                "ilacs 2018-03-01 \(overall)=good", "sif 2018-04-01 \(overall)=inadequate",
            ], "ilacs 2021-03-01 \(overall)=good", gives: ["\(overall) inadequate>good improved 2018-04-01"]),
        Case(
            "a framework that is not known is nobody's inspection before",
            after: ["unheard 2015-03-01 \(overall)=good"],
            "ilacs 2019-03-01 \(overall)=inadequate", gives: ["\(overall) ->inadequate first -"]),
        Case(
            "of a framework that is not known all is first", after: ["ilacs 2015-03-01 \(overall)=good"],
            "unheard 2019-03-01 \(overall)=inadequate", gives: ["\(overall) ->inadequate first -"]),
        Case(
            "a half of a split area is not compared with what another framework calls the whole",
            after: [
                "sif 2015-03-01 children-in-care-and-care-leavers=good \(overall)=good"
            ], "ilacs 2019-03-01 care-leavers=inadequate \(overall)=good",
            gives: [
                "care-leavers ->inadequate not-comparable -",
                "children-in-care-and-care-leavers good>- no-longer-graded 2015-03-01",
                "\(overall) good>good unchanged 2015-03-01",
            ]),
        Case(
            "a half that was graded itself is compared",
            after: [
                "ilacs 2023-03-01 care-leavers=good children-in-care-and-care-leavers=inadequate"
            ], "ilacs 2026-03-01 care-leavers=good",
            gives: [
                "care-leavers good>good unchanged 2023-03-01",
                "children-in-care-and-care-leavers inadequate>- no-longer-graded 2023-03-01",
            ]),
    ])
    func eachAreaIsComparedWithTheLastThatCouldGradeIt(_ example: Case) throws {
        let change = Self.comparison.compare(
            try Self.inspection(example.now), with: try example.known.map(Self.inspection))
        let shown = change.judgements.map { judgement in
            "\(judgement.area) \(judgement.from ?? "-")>\(judgement.to?.grade ?? "-") "
                + "\(judgement.direction?.rawValue ?? "-") \(judgement.previous?.start?.iso ?? "-")"
        }
        #expect(shown.sorted() == example.expected.sorted())
    }

    /// Which grade of an area stands today; `nil` where none does.
    @Test(
        arguments: [
            (
                "the last that was stated",
                ["ilacs 2018-03-01 care-leavers=good", "ilacs 2020-03-01 care-leavers=inadequate"],
                "inadequate"
            ),
            (
                "none where the last one does not grade it",
                ["sif 2013-03-01 care-leavers=good", "sif 2015-03-01 adoption=good"],
                nil
            ),
            (
                "that of before, where other areas alone were graded again",
                ["sif 2013-03-01 care-leavers=good", "again sif 2015-03-01 adoption=good"], "good"
            ),
            (
                "that of before, where another remit was inspected since",
                ["ilacs 2013-03-01 care-leavers=good", "oeif 2015-03-01 overall-effectiveness=good"], "good"
            ),
            (
                "that of before, where a board alone was reviewed since",
                ["sif 2013-03-01 care-leavers=good", "sif 2015-03-01 lscb-effectiveness=good"], "good"
            ),
            (
                "none where the framework that followed does not grade it",
                ["sif 2013-03-01 care-leavers=good", "ilacs 2019-03-01 overall-effectiveness=good"], nil
            ),
            ("none of a framework that is not known", ["unheard 2013-03-01 care-leavers=good"], nil),
            ("none where nobody has graded it", ["sif 2013-03-01 adoption=good"], nil),
        ] as [(String, [String], String?)])
    func aGradeStandsUntilAnInspectionThatCouldGradeTheArea(name: String, known: [String], grade: String?) throws {
        let standing = Self.comparison.standing(of: "care-leavers", among: try known.map(Self.inspection))
        #expect(standing?.grade(of: "care-leavers") == grade, "\(name)")
    }
}
