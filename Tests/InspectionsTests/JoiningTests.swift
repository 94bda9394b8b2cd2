import Inspections
import Testing

/// Which statements are of one inspection, which of them stand, and in what order: a case for each sentence of the
/// rules.
@Suite struct JoiningTests {
    /// `day` 0 is the first of January 2020.
    private static func report(
        _ publication: Int64, _ day: Int?, _ grade: String = "good", body: (inout StatementDraft) -> Void = { _ in }
    ) -> StatementDraft {
        var draft = StatementDraft(publication: publication)
        draft.start = day
        draft.published = day.map { $0 + 60 } ?? 60
        draft.updated = Int(publication)
        draft.grades = ["overall-effectiveness": grade]
        body(&draft)
        return draft
    }

    private static func row(
        _ publication: Int64, _ day: Int, _ grade: String = "good", release: String = "r1", number: String? = nil
    ) -> StatementDraft {
        report(publication, day, grade) {
            $0.isRow = true
            $0.basis = .table
            $0.source = Source(feed: "table", publisher: "t", place: 1)
            $0.sha256 = release
            $0.number = number
        }
    }

    /// By one who republishes what the same publisher has published.
    private static func mirrored(_ publication: Int64, _ day: Int, _ grade: String = "good") -> StatementDraft {
        report(publication, day, grade) {
            $0.address = "/\(publication)"
            $0.updated = 100
            $0.source = Source(feed: "mirror", publisher: "a", authority: .secondary, place: 3)
        }
    }

    private static func article(_ publication: Int64, published: Int?, _ grade: String = "inadequate") -> StatementDraft
    {
        report(publication, nil, grade) {
            $0.basis = .press
            $0.published = published
            $0.source = Source(feed: "press", publisher: "p", authority: .press, place: 2)
        }
    }

    private static let day0 = "2020-01-01 overall=good"
    private static let inadequate = "overall=inadequate"

    static let cases = [
        // One inspection.
        TimelineCase(
            "statements whose days overlap are of one inspection", [report(1, 0), row(2, 5)], gives: [day0]),
        TimelineCase(
            "who republishes makes no two inspections one",
            [report(1, 0), mirrored(3, 22), report(2, 45, "inadequate")],
            gives: [day0, "2020-02-15 \(inadequate)"]),
        TimelineCase(
            "who republishes says neither when it was nor what was found",
            [report(1, nil), mirrored(2, 40, "inadequate")], gives: ["- overall=good"]),
        TimelineCase(
            "a newer version by who republishes takes the place of none", [report(1, 0), mirrored(1, 0, "inadequate")],
            gives: [day0]),
        TimelineCase("so are those 31 days apart", [report(1, 0), row(2, 42)], gives: [day0]),
        TimelineCase(
            "those 32 days apart are of two", [report(1, 0), row(2, 43)], gives: [day0, "2020-02-13 overall=good"]),
        TimelineCase(
            "two numbers are two inspections, however near",
            [
                report(1, 0) { $0.number = "n1" }, report(2, 21, "inadequate") { $0.number = "n2" },
            ], gives: [day0, "2020-01-22 \(inadequate)"]),
        TimelineCase(
            "one number is one inspection, however far",
            [
                report(1, 0) { $0.number = "n1" }, row(2, 200, number: "n1"),
            ], gives: [day0]),
        TimelineCase(
            "two rows of one version of a table are two inspections", [row(1, 0), row(2, 14, "inadequate")],
            gives: [day0, "2020-01-15 \(inadequate)"]),
        TimelineCase(
            "two frameworks are two inspections",
            [
                report(1, 0), report(2, 3) { $0.framework = "sif" },
            ], gives: [day0, "2020-01-04 overall=good"]),
        TimelineCase(
            "a day of publication stands for the first day, where there is none",
            [
                row(1, 60), report(2, nil) { $0.published = 80 },
            ], gives: ["2020-03-01 overall=good"]),
        // An article.
        TimelineCase(
            "an article belongs to the nearest report before it",
            [report(1, 0), report(2, 800), article(3, published: 900)],
            gives: [day0, "2022-03-11 overall=good"]),
        TimelineCase(
            "an article that comes before its report belongs to it",
            [report(1, 0), report(2, 800), article(3, published: 850)],
            gives: [day0, "2022-03-11 overall=good"]),
        TimelineCase(
            "never to one because the grades agree",
            [
                report(1, 0, "inadequate"), report(2, 800), article(3, published: 900),
            ], gives: ["2020-01-01 \(inadequate)", "2022-03-11 overall=good"]),
        TimelineCase(
            "an article a year later than any report is of an inspection of its own",
            [
                report(1, 0), article(2, published: 600),
            ], gives: [day0, "- \(inadequate)"]),
        TimelineCase(
            "an article before the inspection began is of another", [report(1, 100), article(2, published: 90)],
            gives: ["- \(inadequate)", "2020-04-10 overall=good"]),
        // Publication and supersession.
        TimelineCase(
            "a later version of an entry supersedes the earlier",
            [
                report(1, 0), report(1, 0, "inadequate") { $0.updated = 5 },
            ], gives: ["2020-01-01 \(inadequate)"]),
        TimelineCase(
            "newer is what was listed later, not what came later",
            [
                report(1, 0, "inadequate") { $0.updated = 5 }, report(1, 0),
            ], gives: ["2020-01-01 \(inadequate)"]),
        TimelineCase(
            "a new entry on the same inspection supersedes too", [report(1, 0), report(2, 0, "inadequate")],
            gives: ["2020-01-01 \(inadequate)"]),
        TimelineCase(
            "so does a new entry for the same address",
            [
                report(1, 0) { $0.address = "/a" },
                report(2, 45, "inadequate") {
                    $0.address = "/a"
                    $0.published = 60
                },
            ], gives: ["2020-02-15 \(inadequate)"]),
        TimelineCase(
            "a later start by the day of publication corrects the dates",
            [
                report(1, 0), report(1, 60) { $0.updated = 5 },
            ], gives: ["2020-03-01 overall=good"]),
        TimelineCase(
            "a later one under a known address is the next inspection",
            [
                report(1, 0), report(1, 61, "inadequate") { $0.updated = 5 },
            ], gives: [day0, "2020-03-02 \(inadequate)"]),
        TimelineCase(
            "unless the number agrees",
            [
                report(1, 0) { $0.number = "n" },
                report(1, 61, "inadequate") {
                    $0.number = "n"
                    $0.updated = 5
                },
            ], gives: ["2020-03-02 \(inadequate)"]),
        TimelineCase(
            "a row without a number beyond 31 days is another inspection",
            [
                row(1, 0), row(1, 43, "inadequate", release: "r2"),
            ], gives: [day0, "2020-02-13 \(inadequate)"]),
        TimelineCase(
            "another provider's now is no longer here",
            [
                report(1, 0),
                report(1, 0) {
                    $0.provider = StatementDraft.other
                    $0.updated = 5
                },
            ], gives: []),
        // Who is believed, and what stands.
        TimelineCase(
            "a report stands before a table", [row(1, 0, "inadequate"), report(2, 0)], gives: [day0]),
        TimelineCase(
            "an official table before a secondary report",
            [
                row(1, 0, "inadequate"),
                report(2, 0) { $0.source = Source(feed: "copy", publisher: "c", authority: .secondary, place: 0) },
            ], gives: ["2020-01-01 \(inadequate)"]),
        TimelineCase(
            "of two publishers the one configured first, though the other is newer",
            [
                report(1, 0),
                report(2, 0, "inadequate") {
                    $0.source = Source(feed: "second", publisher: "b", place: 1)
                    $0.updated = 9
                },
            ], gives: [day0]),
        TimelineCase(
            "an emptied cell takes nothing back",
            [
                row(1, 0), report(9, 900), row(1, 0, release: "r2"),
            ].enumerated().map { index, draft in
                var draft = draft
                if index == 2 {
                    draft.grades = [:]
                    draft.updated = 20
                }
                return draft
            }, gives: [day0, "2022-06-19 overall=good"]),
        TimelineCase(
            "a rejected publication counts for nothing",
            [
                report(1, 0),
                report(1, 0) {
                    $0.ruling = .reject
                    $0.updated = 5
                },
            ], gives: []),
        TimelineCase(
            "nor does a later version of it",
            [
                report(1, 0) { $0.ruling = .reject }, report(1, 0, "inadequate") { $0.updated = 5 },
            ], gives: []),
        TimelineCase(
            "an accepted version stands before others",
            [
                report(1, 0, "inadequate") { $0.ruling = .accept }, row(2, 0),
            ], gives: ["2020-01-01 \(inadequate)"]),
        TimelineCase(
            "a later undoubted version supersedes what was accepted",
            [
                report(1, 0, "inadequate") { $0.ruling = .accept }, report(1, 0) { $0.updated = 5 },
            ], gives: [day0]),
        TimelineCase(
            "what is in doubt leaves the last trusted version standing",
            [
                report(1, 0),
                report(1, 0, "inadequate") {
                    $0.trust = .doubtful
                    $0.updated = 5
                },
            ], gives: [day0]),
        // Order.
        TimelineCase(
            "by the first day, not by publication",
            [
                report(1, 500) { $0.published = 560 }, report(2, 0) { $0.published = 700 },
            ], gives: [day0, "2021-05-15 overall=good"]),
    ]

    @Test(arguments: cases) func whatIsStatedGivesThisTimeline(_ example: TimelineCase) {
        #expect(Timeline(example.drafts).grades == example.timeline)
        #expect(Timeline(example.drafts.reversed()).grades == example.timeline, "in the opposite order")
    }

    /// Rows on two numbers, and how many inspections they are of: where one goes on for the other alone, and where two
    /// have merged.
    @Test(
        arguments: [
            ("B0", "B0", "r1", 1, 2), ("B0", "B0", "r2", 1, 1), ("B0", "B1", "r2", 2, 2), ("B0", "B1", "r1", 2, 2),
            (nil, nil, "r1", 2, 2), (nil, nil, "r2", 1, 1),
        ] as [(String?, String?, String, Int, Int)])
    func aNumberIsOneInspectionUnderEachNumberOfItsProvider(
        number: String?, next: String?, release: String, whereRenumbered: Int, whereMerged: Int
    ) {
        let both: Set<ProviderID> = [StatementDraft.council, StatementDraft.other]
        var again = Self.row(2, 0, release: release, number: next)
        again.provider = StatementDraft.other
        for drafts in [[Self.row(1, 0, number: number), again], [again, Self.row(1, 0, number: number)]] {
            #expect(Timeline(drafts, of: both, renumbered: both).entries.count == whereRenumbered)
            #expect(Timeline(drafts, of: both).entries.count == whereMerged)
        }
    }

    @Test(arguments: ["TBC", "tbc", "0", "000", "", " ", "N/A", "-"]) func whatIsNoNumber(_ text: String) {
        #expect(Statement.number(text) == nil)
    }

    @Test func aNumberIsKeptAsItIs() {
        #expect(Statement.number(" 10012345 ") == "10012345")
        #expect(Statement.number(nil) == nil)
    }

    /// Areas graded again have a day of their own; they end no area.
    @Test func anAreaGradedAgainHasItsOwnPredecessor() throws {
        let full = Self.report(1, 0) {
            $0.grades = ["overall-effectiveness": "good", "help-and-protection": "inadequate"]
        }
        let again = Self.report(2, 300) {
            $0.grades = ["help-and-protection": "good"]
            $0.isPartial = true
        }
        let next = Self.report(3, 900) { $0.grades = ["overall-effectiveness": "good", "help-and-protection": "good"] }
        let entries = Timeline([full, again, next]).entries
        #expect(entries.map { $0.change.judgements.count } == [2, 1, 2])
        #expect(entries[1].change.judgements.map(\.direction) == [.improved])
        let last = entries[2].change.judgements
        #expect(last.map(\.from) == ["good", "good"])
        #expect(last.map(\.direction) == [.unchanged, .unchanged])
    }

    @Test func lettersAreKnownByVisitAndDays() {
        func letter(_ publication: Int64, _ day: Int?, visit: String = "focused visit", sha256: String? = nil)
            -> StatementDraft
        {
            Self.report(publication, day) {
                $0.framework = nil
                $0.visit = visit
                $0.grades = [:]
                $0.sha256 = sha256
            }
        }
        #expect(Timeline([letter(1, 0), letter(2, 5)]).letters.count == 1)
        #expect(Timeline([letter(1, 0), letter(2, 5, visit: "monitoring visit")]).letters.count == 2)
        #expect(Timeline([letter(1, nil), letter(2, nil)]).letters.count == 2)
        #expect(Timeline([letter(1, nil, sha256: "a"), letter(2, nil, sha256: "a")]).letters.count == 1)
    }

    @Test func aLesserSourceIsNeverThePredecessorOfABetterOne() {
        let copy = Self.report(2, 400, "inadequate") {
            $0.source = Source(feed: "copy", publisher: "c", authority: .secondary, place: 3)
        }
        let entries = Timeline([Self.report(1, 0), copy, Self.report(3, 900)]).entries
        #expect(entries.map { $0.change.judgements.first?.from } == [nil, "good", "good"])
    }
}
