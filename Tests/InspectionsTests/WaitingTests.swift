import Foundation
import Inspections
import Testing

/// Which publications that could not be read make a comparison wait, and how long. The known inspection began on
/// 1 March 2018 and was published on 1 May, the new one on 1 March 2022 and 1 May.
@Suite struct WaitingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let waits: Bool
        var published: String? = "2020-05-01"
        var start: String?
        var end: String?
        var framework: String?
        var title: String? = "a report"
        var type: String?
        var isTable = false
        var isFirst = false
        var testDescription: String { name }

        init(_ name: String, waits: Bool, _ body: (inout Case) -> Void = { _ in }) {
            self.name = name
            self.waits = waits
            body(&self)
        }
    }

    private static func inspection(
        _ year: Int, _ grade: String, basis: Basis = .report, of framework: String = "ilacs"
    ) -> GradedInspection {
        GradedInspection(
            framework: framework,
            dates: InspectionDates(
                start: CalendarDate(year: year, month: 3, day: 1), end: CalendarDate(year: year, month: 3, day: 12)),
            published: CalendarDate(year: year, month: 5, day: 1), url: nil, basis: basis,
            judgements: [
                Judgement(area: "overall-effectiveness", grade: grade, printed: grade, page: 1, evidence: "")
            ],
            seen: .distantFuture)
    }

    @Test(arguments: [
        Case("listed between the two", waits: true),
        Case("listed when nobody says", waits: true) { $0.published = nil },
        Case("listed on the day of the one before", waits: false) { $0.published = "2018-05-01" },
        Case("listed on the day after it", waits: true) { $0.published = "2018-05-02" },
        Case("listed on the day of the new one", waits: true) { $0.published = "2022-05-01" },
        Case("listed on the day after it", waits: false) { $0.published = "2022-05-02" },
        Case("listed on the day on which a table dates the new one: its own report", waits: false) {
            $0.published = "2022-05-01"
            $0.isTable = true
        },
        Case("listed on the day before that", waits: true) {
            $0.published = "2022-04-30"
            $0.isTable = true
        },
        Case("listed long ago, where no inspection before is known", waits: true) {
            $0.published = "2001-05-01"
            $0.isFirst = true
        },
        Case("a visit by its type", waits: false) { $0.type = "Children's services focused visit" },
        Case("visits by its type", waits: false) { $0.type = "Monitoring visits" },
        Case("a letter on monitoring by its type", waits: false) { $0.type = "Monitoring: letter" },
        Case("a monitoring inspection, which may grade", waits: true) { $0.type = "Monitoring inspection" },
        Case("a visit by its title, where no type is listed", waits: false) { $0.title = "Focused visit to Kent" },
        Case("a visit by its title, where its type is another", waits: true) {
            $0.title = "Focused visit to Kent"
            $0.type = "Children's services inspection"
        },
        Case("without title and type", waits: true) { $0.title = nil },
        Case("of another line by its type", waits: false) { $0.type = "Area SEND full inspection" },
        Case("of a line that the type does not tell", waits: true) { $0.type = "Full inspection" },
        Case("of the same line by its framework", waits: true) { $0.framework = "sif" },
        Case("of another line by its framework", waits: false) { $0.framework = "oeif" },
        Case("of the same line by its framework, whatever its type", waits: true) {
            $0.framework = "sif"
            $0.type = "Focused visit"
        },
        Case("of a framework that is not known", waits: true) { $0.framework = "unheard" },
        Case("with days between the two, whenever it is listed", waits: true) {
            $0.start = "2020-03-01"
            $0.published = "2023-01-01"
        },
        Case("with days before the one before", waits: false) { $0.start = "2016-03-01" },
        Case("with days before the new one, where none before is known", waits: true) {
            $0.start = "2016-03-01"
            $0.isFirst = true
        },
        Case("with days after the new one", waits: false) { $0.start = "2023-03-01" },
        Case("31 days after the one before ended: a statement on that one", waits: false) { $0.start = "2018-04-12" },
        Case("32 days after it ended", waits: true) { $0.start = "2018-04-13" },
        Case("31 days before the new one began: a statement on that one", waits: false) { $0.start = "2022-01-29" },
        Case("32 days before it began", waits: true) { $0.start = "2022-01-28" },
        Case("begun before that, and ended within 31 days of it", waits: false) {
            $0.start = "2022-01-20"
            $0.end = "2022-01-29"
        },
    ])
    func aComparisonWaitsForWhatMayStandBetween(_ example: Case) {
        let unresolved = UnresolvedPublication(
            state: .pending, framework: example.framework,
            dates: InspectionDates(
                start: example.start.flatMap(CalendarDate.init(iso:)), end: example.end.flatMap(CalendarDate.init(iso:))
            ),
            published: example.published.flatMap(CalendarDate.init(iso:)), title: example.title, type: example.type)
        let known = Self.inspection(2018, "good")
        let change = Comparison(frameworks: TestFrameworks.catalogue).compare(
            Self.inspection(2022, "inadequate", basis: example.isTable ? .table : .report),
            with: example.isFirst ? [] : [known], unresolved: [unresolved])
        #expect((change.blockedBy == unresolved) == example.waits)
        #expect(change.judgements.map(\.waits) == [example.waits])
        let compared: Direction = example.isFirst ? .first : .declined
        #expect(change.judgements.map(\.direction) == [example.waits ? .notComparable : compared])
        #expect(change.judgements.map(\.from) == [example.waits || example.isFirst ? nil : "good"])
    }

    /// Of one local area both its council's inspections and those of its provision for special needs are listed.
    @Test(arguments: [
        ("Area SEND full inspection", true), ("Children's services inspection", false),
        ("Full inspection", true), ("Monitoring letter", false),
    ])
    func anInspectionOfAnAreasProvisionWaitsForItsOwnLineAlone(type: String, waits: Bool) {
        let unresolved = UnresolvedPublication(
            state: .pending, framework: nil, dates: InspectionDates(start: nil, end: nil),
            published: CalendarDate(year: 2020, month: 5, day: 1), title: nil, type: type)
        let change = Comparison(frameworks: TestFrameworks.catalogue).compare(
            Self.inspection(2022, "inadequate", of: "area-send"),
            with: [Self.inspection(2018, "good", of: "area-send")], unresolved: [unresolved])
        #expect(change.judgements.map(\.waits) == [waits])
    }

    /// The one that is named is the last listed, and says whether it is pending or in doubt.
    @Test(arguments: [
        (UnresolvedPublication.State.pending, ChangeReason.predecessorPending),
        (.doubtful, .predecessorDoubtful),
    ])
    func theLastListedIsNamed(state: UnresolvedPublication.State, reason: ChangeReason) {
        let other: UnresolvedPublication.State = state == .pending ? .doubtful : .pending
        func listed(_ day: String?, _ state: UnresolvedPublication.State) -> UnresolvedPublication {
            UnresolvedPublication(
                state: state, framework: nil, dates: InspectionDates(start: nil, end: nil),
                published: day.flatMap(CalendarDate.init(iso:)), title: nil)
        }
        let last = listed("2021-05-01", state)
        for unresolved in [
            [listed("2019-05-01", other), last, listed(nil, other)],
            [last, listed(nil, other), listed("2020-05-01", other)],
        ] {
            let change = Comparison(frameworks: TestFrameworks.catalogue).compare(
                Self.inspection(2022, "inadequate"), with: [Self.inspection(2018, "good")], unresolved: unresolved)
            #expect(change.blockedBy == last)
            #expect(change.judgements.map(\.reason) == [reason])
        }
    }

    private static let day = 86_400.0

    /// Seconds since the first failure; an instant in the future is one of a clock that was set back.
    @Test(
        arguments: [
            (nil, true), (0, true), (-0.5, true), (-1, true), (-1.5, false), (-day, false), (13.9 * day, true),
            (14 * day - 1, true), (14 * day, false), (400 * day, false),
        ] as [(Double?, Bool)])
    func itWaitsForFourteenDaysAtMost(seconds: Double?, waits: Bool) {
        let now = StatementDraft.end
        let unresolved = UnresolvedPublication(
            state: .doubtful, framework: nil, dates: InspectionDates(start: nil, end: nil),
            published: StatementDraft.day(500), title: nil, since: seconds.map { now.addingTimeInterval(-$0) })
        #expect(unresolved.isWaitedFor(at: now) == waits)
        let entries = Timeline(Self.twoReports, unresolved: [unresolved], now: now).entries
        #expect(entries.last?.change.judgements.map(\.waits) == [waits])
    }

    private static var twoReports: [StatementDraft] {
        [(Int64(1), 0), (2, 1000)].map { publication, day in
            var draft = StatementDraft(publication: publication)
            draft.start = day
            draft.published = day + 60
            return draft
        }
    }

    /// Who is less to be believed blocks nothing that a better one states.
    @Test(arguments: [
        (of: Authority.official, report: Authority.official, waits: true), (.secondary, .official, false),
        (.press, .official, false), (.official, .secondary, true), (.secondary, .secondary, true),
        (.press, .secondary, false),
    ])
    func aLesserSourceMakesNoBetterOneWait(_ example: (of: Authority, report: Authority, waits: Bool)) {
        var unresolved = UnresolvedPublication(
            state: .pending, framework: nil, dates: InspectionDates(start: nil, end: nil),
            published: StatementDraft.day(500), title: nil)
        unresolved.authority = example.of
        let drafts = Self.twoReports.map { draft in
            var draft = draft
            draft.source = Source(feed: "pubs", publisher: "a", authority: example.report, place: 0)
            return draft
        }
        let entries = Timeline(drafts, unresolved: [unresolved]).entries
        #expect(entries.last?.change.judgements.map(\.waits) == [example.waits])
    }

    /// What says neither when it was nor when it was published comes last, and waits for nothing.
    @Test func whatHasNoDayAtAllIsComparedWithNothing() {
        let unresolved = UnresolvedPublication(
            state: .pending, framework: nil, dates: InspectionDates(start: nil, end: nil),
            published: StatementDraft.day(1500), title: nil)
        var undated = StatementDraft(publication: 3)
        undated.start = nil
        undated.published = nil
        undated.basis = .press
        undated.grades = ["overall-effectiveness": "inadequate"]
        let entries = Timeline([undated] + Self.twoReports, unresolved: [unresolved]).entries
        #expect(entries.map { $0.inspection.best.publication } == [1, 2, 3])
        #expect(entries.last?.change.judgements.map(\.direction) == [.first])
        #expect(entries.last?.change.judgements.map(\.from) == [nil])
    }
}
