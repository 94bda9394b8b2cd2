import Inspections
import Testing

/// Which of several statements with days close together are of one inspection, and to which report an article belongs.
@Suite struct NearbyTests {
    /// `day` 0 is the first of January 2020; a later publication is a newer one.
    private static func report(
        _ publication: Int64, _ day: Int?, _ grades: String = "overall=good",
        body: (inout StatementDraft) -> Void = { _ in }
    ) -> StatementDraft {
        var draft = StatementDraft(publication: publication)
        draft.start = day
        draft.published = day.map { $0 + 60 } ?? 60
        draft.updated = Int(publication)
        draft.setGrades(grades)
        body(&draft)
        return draft
    }

    private static func row(
        _ publication: Int64, _ day: Int, _ grades: String = "overall=good", release: String = "r",
        number: String? = nil
    ) -> StatementDraft {
        report(publication, day, grades) {
            $0.isRow = true
            $0.basis = .table
            $0.source = Source(feed: "table", publisher: "t", place: 1)
            $0.sha256 = release
            $0.number = number
        }
    }

    private static func article(
        _ publication: Int64, published: Int?, _ grades: String = "overall=inadequate",
        by authority: Authority = .press,
        start: Int? = nil
    ) -> StatementDraft {
        report(publication, start, grades) {
            $0.basis = .press
            $0.published = published
            $0.source = Source(feed: "press", publisher: "p", authority: authority, place: 2)
        }
    }

    private static let second = Source(feed: "second", publisher: "b", place: 1)

    static let cases = [
        // What is nearest is joined first.
        TimelineCase(
            "of two rows close together a report belongs to the nearer one",
            [row(1, 0), row(2, 30, "overall=inadequate"), report(3, 25, "overall=inadequate help=good")],
            gives: ["2020-01-01 overall=good", "2020-01-26 help=good overall=inadequate"]),
        TimelineCase(
            "and to the earlier one, where that is nearer",
            [row(1, 0), row(2, 30, "overall=inadequate"), report(3, 5, "overall=good help=good")],
            gives: ["2020-01-06 help=good overall=good", "2020-01-31 overall=inadequate"]),
        TimelineCase(
            "a report with each of their numbers belongs to that one, however near the other is",
            [
                row(1, 0, number: "1"), row(2, 20, "overall=inadequate", number: "2"),
                report(3, 20, "overall=good help=good") { $0.number = "1" },
            ], gives: ["2020-01-21 overall=inadequate", "2020-01-21 help=good overall=good"]),
        TimelineCase(
            "a chain of days joins what lies further apart than 31 days",
            [report(1, 0), row(2, 40, "overall=good"), report(3, 80) { $0.source = second }],
            gives: ["2020-01-01 overall=good"]),
        TimelineCase(
            "two rows of one release with one number are of one inspection",
            [row(1, 0, number: "1"), row(2, 14, "overall=inadequate", number: "1")],
            gives: ["2020-01-15 overall=inadequate"]),
        TimelineCase(
            "one number of two providers is of one inspection by its days alone",
            [row(1, 0, number: "1"), row(2, 100, "overall=inadequate", release: "s", number: "1").ofOther()],
            gives: ["2020-01-01 overall=good", "2020-04-10 overall=inadequate"]),
        TimelineCase(
            "stated of one that goes on for another, it is one",
            [row(1, 0, number: "1"), row(2, 14, "overall=inadequate", release: "s", number: "1").ofOther()],
            gives: ["2020-01-15 overall=inadequate"]),
        // Two reports that grade nothing in common.
        TimelineCase(
            "two reports of one publisher that grade nothing in common are of two inspections",
            [report(1, 0) { $0.framework = "sif" }, report(2, 10, "lscb=inadequate") { $0.framework = "sif" }],
            gives: ["2020-01-01 overall=good", "2020-01-11 lscb=inadequate"]),
        TimelineCase(
            "those that grade one area in common are versions of one",
            [report(1, 0, "overall=good help=good"), report(2, 10, "help=inadequate")],
            gives: ["2020-01-11 help=inadequate"]),
        TimelineCase(
            "those of two publishers are of one",
            [
                report(1, 0) { $0.framework = "sif" },
                report(2, 10, "lscb=inadequate") {
                    $0.framework = "sif"
                    $0.source = second
                },
            ], gives: ["2020-01-01 lscb=inadequate overall=good"]),
        TimelineCase(
            "a report and a dated article of one publisher are of one",
            [report(1, 0), report(2, 10, "help=inadequate") { $0.basis = .press }],
            gives: ["2020-01-01 help=inadequate overall=good"]),
        TimelineCase(
            "a row and a report of one publisher are of one, whatever its basis",
            [report(1, 0), report(2, 10, "help=inadequate") { $0.isRow = true }],
            gives: ["2020-01-11 help=inadequate"]),
        TimelineCase(
            "and a report and a row", [report(1, 0) { $0.isRow = true }, report(2, 10, "help=inadequate")],
            gives: ["2020-01-11 help=inadequate"]),
        TimelineCase(
            "a report without a grade is no second inspection beside one",
            [report(1, 0), report(2, 10, "")], gives: []),
        TimelineCase(
            "nor is one with a grade beside it", [report(1, 0, ""), report(2, 10, "overall=inadequate")],
            gives: ["2020-01-11 overall=inadequate"]),
        // Who is believed.
        TimelineCase(
            "who republishes is believed before who tells of it, in whatever form",
            [
                report(1, 0) { $0.source = Source(feed: "news", publisher: "n", authority: .press, place: 0) },
                row(2, 0, "overall=inadequate").by(Source(feed: "t", publisher: "t", authority: .secondary, place: 9)),
            ], gives: ["2020-01-01 overall=inadequate"]),
        TimelineCase(
            "of two publishers of equal weight the one configured first",
            [
                report(1, 0) { $0.source = Source(feed: "y", publisher: "y", place: 2) },
                report(2, 0, "overall=inadequate") { $0.source = Source(feed: "z", publisher: "z", place: 1) },
            ], gives: ["2020-01-01 overall=inadequate"]),
        TimelineCase(
            "and where nothing tells them apart, the one whose name comes first",
            [
                report(1, 0) { $0.source = Source(feed: "z", publisher: "z", place: 1) },
                report(2, 0, "overall=inadequate") { $0.source = Source(feed: "y", publisher: "y", place: 1) },
            ], gives: ["2020-01-01 overall=inadequate"]),
        // An article.
        TimelineCase(
            "an article is of the nearest report of its framework, not of a nearer one of another",
            [
                report(1, 0), report(2, 350) { $0.framework = "sif" },
                article(3, published: 400, "help=inadequate", by: .official),
            ], gives: ["2020-01-01 help=inadequate overall=good", "2020-12-16 overall=good"]),
        TimelineCase(
            "the better source's article is no part of what a lesser one states",
            [
                report(1, 0) { $0.source = Source(feed: "copy", publisher: "c", authority: .secondary, place: 3) },
                article(2, published: 65, by: .official),
            ], gives: ["2020-01-01 overall=good", "- overall=inadequate"]),
        TimelineCase(
            "a source of the same weight's is",
            [report(1, 0), article(2, published: 65, "overall=good help=inadequate", by: .official)],
            gives: ["2020-01-01 help=inadequate overall=good"]),
        TimelineCase(
            "an article 366 days after the report is of it",
            [report(1, 0), article(2, published: 60 + 366)], gives: ["2020-01-01 overall=good"]),
        TimelineCase(
            "one 367 days after it is not",
            [report(1, 0), article(2, published: 60 + 367)], gives: ["2020-01-01 overall=good", "- overall=inadequate"]),
        TimelineCase(
            "one of the day on which the inspection began is of it",
            [report(1, 100), article(2, published: 100)], gives: ["2020-04-10 overall=good"]),
        TimelineCase(
            "one of the day before is not",
            [report(1, 100), article(2, published: 99)], gives: ["- overall=inadequate", "2020-04-10 overall=good"]),
        TimelineCase(
            "of two reports as far from it the earlier one has it",
            [report(1, 0), report(2, 200), article(3, published: 160, "help=inadequate", by: .official)],
            gives: ["2020-01-01 help=inadequate overall=good", "2020-07-19 overall=good"]),
        TimelineCase(
            "two articles 31 days apart are on one inspection",
            [article(1, published: 60), article(2, published: 91, "overall=good")], gives: ["- overall=good"]),
        TimelineCase(
            "those 32 days apart are on two",
            [article(1, published: 60), article(2, published: 92, "overall=good")],
            gives: ["- overall=inadequate", "- overall=good"]),
        TimelineCase(
            "an article that says when the inspection was is of it by its days",
            [report(1, 0), article(2, published: 700, "overall=inadequate", start: 3)],
            gives: ["2020-01-01 overall=good"]),
        TimelineCase(
            "and one of another newspaper without a day is of it as well",
            [
                article(1, published: 60, "overall=inadequate", start: 0),
                article(2, published: 100, "help=good").by(
                    Source(feed: "other press", publisher: "q", authority: .press, place: 4)),
            ], gives: ["2020-01-01 help=good overall=inadequate"]),
        TimelineCase(
            "an article without any day is of no report",
            [report(1, 0), article(2, published: nil)], gives: ["2020-01-01 overall=good", "- overall=inadequate"]),
        TimelineCase(
            "a report that was published when nobody says has no article",
            [report(1, 0) { $0.published = nil }, article(2, published: 60)],
            gives: ["2020-01-01 overall=good", "- overall=inadequate"]),
    ]

    @Test(arguments: cases) func eachStatementHasItsPlace(_ example: TimelineCase) {
        for drafts in [example.drafts, example.drafts.reversed()] {
            let providers: Set<ProviderID> = [StatementDraft.council, StatementDraft.other]
            #expect(Timeline(drafts, of: providers).grades == example.timeline)
        }
    }
}

extension StatementDraft {
    fileprivate func ofOther() -> StatementDraft {
        var draft = self
        draft.provider = StatementDraft.other
        return draft
    }

    fileprivate func by(_ source: Source) -> StatementDraft {
        var draft = self
        draft.source = source
        return draft
    }
}
