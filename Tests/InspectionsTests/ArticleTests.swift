import Inspections
import Testing

/// An article names the areas that it writes about: what it leaves out it neither ends nor is compared in. Days count
/// from the first of January 2020.
@Suite struct ArticleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let drafts: [StatementDraft]
        /// What the last inspection says of the areas that it grades or ends, as
        /// `help-and-protection good>inadequate declined 2020-01-01`, with the day of the inspection before.
        let last: [String]
        /// The grades that stand in the end.
        let standing: [String]
        var testDescription: String { name }

        init(_ name: String, _ drafts: [StatementDraft], gives last: [String], standing: [String]) {
            self.name = name
            self.drafts = drafts
            self.last = last
            self.standing = standing
        }
    }

    private static let (overall, help) = ("overall-effectiveness", "help-and-protection")
    private static let (whole, half) = ("children-in-care-and-care-leavers", "children-in-care")

    private static func report(
        _ publication: Int64, _ day: Int, _ grades: [String: String], of framework: String = "ilacs"
    ) -> StatementDraft {
        var draft = StatementDraft(publication: publication)
        draft.framework = framework
        draft.start = day
        draft.published = day + 60
        draft.grades = grades
        return draft
    }

    /// It says when it was printed, and not when the inspection was.
    private static func article(
        _ publication: Int64, _ day: Int, _ grades: [String: String], ruling: Statement.Ruling? = nil
    ) -> StatementDraft {
        var draft = report(publication, day, grades)
        draft.start = nil
        draft.published = day
        draft.basis = ruling == .state ? .ruling : .press
        draft.ruling = ruling
        return draft
    }

    private static func row(_ publication: Int64, _ day: Int, _ grades: [String: String]) -> StatementDraft {
        var draft = report(publication, day, grades)
        draft.isRow = true
        draft.basis = .table
        draft.source = Source(feed: "table", publisher: "t", place: 1)
        return draft
    }

    private static let before = report(1, 0, [overall: "good", help: "good"])
    private static let told = article(2, 560, [overall: "good"])

    static let cases = [
        Case(
            "an article ends no area that it does not mention", [before, told],
            gives: ["\(overall) good>good unchanged 2020-01-01"], standing: ["\(overall) good", "\(help) good"]),
        Case(
            "what it leaves out is compared with the report before it",
            [before, told, report(3, 1500, [overall: "good", help: "inadequate"])],
            gives: [
                "\(help) good>inadequate declined 2020-01-01", "\(overall) good>good unchanged -",
            ], standing: ["\(overall) good", "\(help) inadequate"]),
        Case(
            "what it states is compared with it",
            [
                before, article(2, 560, [help: "outstanding"]),
                report(3, 1500, [overall: "good", help: "inadequate"]),
            ],
            gives: [
                "\(help) outstanding>inadequate declined -", "\(overall) good>good unchanged 2020-01-01",
            ], standing: ["\(overall) good", "\(help) inadequate"]),
        Case(
            "two articles in a row leave it out alike",
            [
                before, told, article(4, 1000, [overall: "inadequate"]),
                report(3, 1500, [overall: "good", help: "inadequate"]),
            ],
            gives: [
                "\(help) good>inadequate declined 2020-01-01", "\(overall) inadequate>good improved -",
            ], standing: ["\(overall) good", "\(help) inadequate"]),
        Case(
            "what the next report leaves out has been graded before the article, and ends",
            [before, told, report(3, 1500, [overall: "good"])],
            gives: [
                "\(help) good>- no-longer-graded 2020-01-01", "\(overall) good>good unchanged -",
            ], standing: ["\(overall) good"]),
        Case(
            "what nobody has ever stated is compared with nothing",
            [report(1, 0, [overall: "good"]), told, report(3, 1500, [overall: "good", help: "inadequate"])],
            gives: ["\(help) ->inadequate not-comparable -", "\(overall) good>good unchanged -"],
            standing: ["\(overall) good", "\(help) inadequate"]),
        Case(
            "the report that it tells of ends what neither states", [before, told, report(3, 500, [overall: "good"])],
            gives: ["\(help) good>- no-longer-graded 2020-01-01", "\(overall) good>good unchanged 2020-01-01"],
            standing: ["\(overall) good"]),
        Case(
            "so does the row of a table", [before, told, row(3, 500, [overall: "good"])],
            gives: ["\(help) good>- no-longer-graded 2020-01-01", "\(overall) good>good unchanged 2020-01-01"],
            standing: ["\(overall) good"]),
        Case(
            "an article that an operator has accepted leaves out no less",
            [before, article(2, 560, [overall: "good"], ruling: .accept)],
            gives: ["\(overall) good>good unchanged 2020-01-01"], standing: ["\(overall) good", "\(help) good"]),
        Case(
            "nor one of which an operator has stated something",
            [before, told, article(2, 560, [overall: "inadequate"], ruling: .state)],
            gives: ["\(overall) good>inadequate declined 2020-01-01"],
            standing: ["\(overall) inadequate", "\(help) good"]),
        Case(
            "what the framework before graded under another name ends with it",
            [report(1, 0, [overall: "good", help: "good", "adoption": "good"], of: "sif"), told],
            gives: ["adoption good>- no-longer-graded 2020-01-01", "\(overall) good>good unchanged 2020-01-01"],
            standing: ["\(overall) good", "\(help) good"]),
        Case(
            "what compares across frameworks is compared past it",
            [
                report(1, 0, [overall: "good", help: "good"], of: "sif"), told,
                report(3, 1500, [overall: "good", help: "inadequate", "care-leavers": "good"]),
            ],
            gives: [
                "care-leavers ->good not-comparable -", "\(help) good>inadequate declined 2020-01-01",
                "\(overall) good>good unchanged -",
            ], standing: ["\(overall) good", "\(help) inadequate", "care-leavers good"]),
        Case(
            "an area that was split stands until a half of it is stated",
            [report(1, 0, [overall: "good", whole: "good"]), told],
            gives: ["\(overall) good>good unchanged 2020-01-01"], standing: ["\(overall) good", "\(whole) good"]),
        Case(
            "and ends where an article states one",
            [report(1, 0, [overall: "good", whole: "good"]), article(2, 560, [half: "good"])],
            gives: ["\(half) good>good not-comparable 2020-01-01", "\(whole) good>- no-longer-graded 2020-01-01"],
            standing: ["\(overall) good", "\(half) good"]),
        Case(
            "its halves are shown beside it past an article",
            [report(1, 0, [overall: "good", whole: "good"]), told, report(3, 1500, [overall: "good", half: "good"])],
            gives: [
                "\(half) good>good not-comparable 2020-01-01", "\(whole) good>- no-longer-graded 2020-01-01",
                "\(overall) good>good unchanged -",
            ], standing: ["\(overall) good", "\(half) good"]),
        Case(
            "a report that leaves an area out has not graded it, whatever articles follow",
            [
                before, report(4, 500, [overall: "good"]), article(2, 1000, [overall: "good"]),
                report(3, 2000, [overall: "good", help: "inadequate"]),
            ],
            gives: ["\(help) ->inadequate not-comparable -", "\(overall) good>good unchanged -"],
            standing: ["\(overall) good", "\(help) inadequate"]),
    ]

    @Test(arguments: cases) func whatAnArticleLeavesOutStandsAsItWas(_ example: Case) throws {
        let timeline = Timeline(example.drafts)
        let last = try #require(timeline.entries.last).change.judgements.map { judgement in
            "\(judgement.area) \(judgement.from ?? "-")>\(judgement.to?.grade ?? "-") "
                + "\(judgement.direction?.rawValue ?? "-") \(judgement.previous?.start?.iso ?? "-")"
        }
        #expect(last.sorted() == example.last.sorted())
        let comparison = Comparison(frameworks: TestFrameworks.catalogue)
        let known = timeline.entries.map(\.graded)
        let areas = Set(known.flatMap(\.judgements).map(\.area))
        let standing = areas.compactMap { area in
            comparison.standing(of: area, among: known)?.grade(of: area).map { "\(area) \($0)" }
        }
        #expect(standing.sorted() == example.standing.sorted())
    }

    /// Told once, and not again when the report that it tells of says the rest.
    @Test func aFallPastAnArticleIsTold() {
        let world = NewsTests.told(
            [Self.before], [Self.told], [Self.report(3, 1500, [Self.overall: "good", Self.help: "inadequate"])])
        #expect(
            NewsTests.lines(world) == [
                "inspection-published 2020-01-01", "inspection-published unchanged",
                "rating-changed declined 2024-02-09",
            ])
    }
}
