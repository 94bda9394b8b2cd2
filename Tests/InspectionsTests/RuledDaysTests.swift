import Inspections
import Testing

/// Which inspection an operator's decision is on: that of the version that it was made on, whatever days it gives. Days
/// count from the first of January 2020, versions of one publication in the order in which they come.
@Suite struct RuledDaysTests {
    private static func version(
        _ bytes: String, _ day: Int, _ grades: String = "overall=good", published: Int = 60,
        ruling: Statement.Ruling? = nil, isRow: Bool = false
    ) -> StatementDraft {
        var draft = StatementDraft()
        draft.start = day
        draft.published = published
        draft.sha256 = bytes
        draft.ruling = ruling
        draft.isRow = isRow
        draft.basis = ruling == .state ? .ruling : isRow ? .table : .report
        draft.setGrades(grades)
        return draft
    }

    private static func doubtful(_ bytes: String, _ day: Int, published: Int = 60) -> StatementDraft {
        var draft = version(bytes, day, published: published)
        draft.trust = .doubtful
        return draft
    }

    static let cases = [
        TimelineCase(
            "a second decision gives a day after the first one's, and after the publication",
            [version("a", 0), version("a", 1, ruling: .state), version("a", 70, ruling: .state)],
            gives: ["2020-03-11 overall=good"]),
        TimelineCase(
            "a second decision gives a day before the first one's",
            [version("a", 0), version("a", 70, ruling: .state), version("a", 20, ruling: .state)],
            gives: ["2020-01-21 overall=good"]),
        TimelineCase(
            "a decision on the next inspection gives the days of the one before",
            [version("a", 0), version("b", 800, published: 860), version("b", 10, published: 860, ruling: .state)],
            gives: ["2020-01-11 overall=good"]),
        TimelineCase(
            "a version after a decision has the days that were decided",
            [version("a", 0), version("a", 70, ruling: .state), version("b", 70, "overall=inadequate")],
            gives: ["2020-03-11 overall=inadequate"]),
        TimelineCase(
            "a decision on a row gives it a day of another quarter",
            [version("r", 0, isRow: true), version("r", 100, ruling: .state, isRow: true)],
            gives: ["2020-04-10 overall=good"]),
        TimelineCase(
            "a year that was a misprint is put right, and accepted",
            [version("a", 0), version("b", 366, published: 430), doubtful("c", 0), version("c", 0, ruling: .accept)],
            gives: ["2020-01-01 overall=good"]),
        TimelineCase(
            "a year that was a misprint is put right after the day of publication, and accepted",
            [version("a", 0), doubtful("b", 366), version("b", 366, ruling: .accept)],
            gives: ["2021-01-01 overall=good"]),
        TimelineCase(
            "the next inspection was in doubt, and is accepted",
            [version("a", 0), doubtful("b", 500), version("b", 500, ruling: .accept)],
            gives: ["2020-01-01 overall=good", "2021-05-15 overall=good"]),
        TimelineCase(
            "what was in doubt and nobody has accepted begins no inspection",
            [version("a", 0), doubtful("b", 500), version("c", 40, "overall=inadequate")],
            gives: ["2020-02-10 overall=inadequate"]),
        TimelineCase(
            "a withdrawal is of all that was decided of a publication",
            [
                version("a", 0), version("a", 0, "overall=inadequate", ruling: .state),
                version("b", 800, published: 860),
                version("b", 800, "", published: 860, ruling: .withdraw),
            ], gives: ["2020-01-01 overall=good", "2022-03-11 overall=good"]),
        TimelineCase(
            "an area that an operator has stated of a row is not stated by the row once that is withdrawn",
            [
                version("r", 0, isRow: true),
                version("r", 0, "overall=good help=inadequate", ruling: .state, isRow: true),
                version("r", 0, "", ruling: .withdraw, isRow: true),
            ], gives: ["2020-01-01 overall=good"]),
    ]

    @Test(arguments: cases) func aDecisionReplacesWhatItWasMadeOn(_ example: TimelineCase) {
        let drafts = example.drafts.enumerated().map { index, draft in
            var draft = draft
            draft.updated = index
            // Each was updated after those before it, whenever it was published.
            let published = example.drafts[...index].compactMap(\.published).max() ?? 0
            draft.updated += (published - (draft.published ?? 0)) * 24
            return draft
        }
        #expect(Timeline(drafts).grades == example.timeline)
    }

    /// A copy by one who is less to be believed, of which an operator has stated one area.
    @Test(arguments: [true, false]) func aDecisionCountsForTheAreasThatItNamesAlone(isDated: Bool) {
        var report = Self.version("a", 0, "overall=good help=good")
        report.address = "/a"
        var copy = Self.version("m", isDated ? 9 : 5, "overall=inadequate help=outstanding", ruling: .state)
        copy.publication = 2
        copy.source = Source(feed: "mirror", publisher: "b", authority: .secondary, place: 1)
        copy.unnamed = ["help-and-protection"]
        var document = copy
        document.start = 5
        document.basis = .report
        document.ruling = nil
        document.setGrades("overall=outstanding help=outstanding")
        let timeline = Timeline([report, document, copy])
        #expect(timeline.grades == ["2020-01-\(isDated ? "10" : "01") help=good overall=inadequate"])
    }
}
