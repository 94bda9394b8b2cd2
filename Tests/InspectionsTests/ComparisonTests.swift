import Inspections
import Testing

@Suite struct ComparisonTests {
    let comparison = Comparison(frameworks: TestFrameworks.catalogue)

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let before: (framework: String, grades: [String: String])
        let now: (framework: String, grades: [String: String])
        let area: String
        let from: String?
        let direction: Direction
        var steps: Int?
        var across = false
        let reason: ChangeReason

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "same framework, fell two steps", before: ("ilacs", ["overall-effectiveness": "good"]),
            now: ("ilacs", ["overall-effectiveness": "inadequate"]), area: "overall-effectiveness", from: "good",
            direction: .declined, steps: -2, reason: .compared),
        Case(
            name: "same grade", before: ("sif", ["adoption": "good"]), now: ("sif", ["adoption": "good"]),
            area: "adoption", from: "good", direction: .unchanged, steps: 0, reason: .compared),
        Case(
            name: "across frameworks where the data says so", before: ("sif", ["help-and-protection": "inadequate"]),
            now: ("ilacs", ["help-and-protection": "good"]), area: "help-and-protection", from: "inadequate",
            direction: .improved, steps: 2, across: true, reason: .compared),
        Case(
            name: "same area id in two frameworks that do not compare in it", before: ("sif", ["care-leavers": "good"]),
            now: ("ilacs", ["care-leavers": "inadequate"]), area: "care-leavers", from: "good",
            direction: .notComparable, reason: .otherFramework),
        Case(
            name: "inadequate under two four-point scales", before: ("apc", ["overall-effectiveness": "inadequate"]),
            now: ("sif", ["overall-effectiveness": "requires-improvement"]), area: "overall-effectiveness",
            from: "inadequate", direction: .improved, steps: 1, across: true, reason: .compared),
        Case(
            name: "adequate to good is an improvement", before: ("apc", ["overall-effectiveness": "adequate"]),
            now: ("ilacs", ["overall-effectiveness": "good"]), area: "overall-effectiveness", from: "adequate",
            direction: .improved, steps: 1, across: true, reason: .compared),
        Case(
            name: "adequate is not requires improvement", before: ("apc", ["overall-effectiveness": "adequate"]),
            now: ("sif", ["overall-effectiveness": "requires-improvement"]), area: "overall-effectiveness",
            from: "adequate", direction: .notComparable, reason: .equalRankOfTwoScales),
        Case(
            name: "half of a split area", before: ("ilacs", ["children-in-care-and-care-leavers": "good"]),
            now: ("ilacs", ["care-leavers": "inadequate"]), area: "care-leavers", from: "good",
            direction: .notComparable, reason: .areaSplit),
        Case(
            name: "not judged now", before: ("sif", ["lscb-effectiveness": "good", "adoption": "good"]),
            now: ("sif", ["lscb-effectiveness": "not-judged", "adoption": "good"]), area: "lscb-effectiveness",
            from: "good", direction: .notComparable, reason: .notJudgedNow),
        Case(
            name: "not judged before", before: ("sif", ["lscb-effectiveness": "not-judged", "adoption": "good"]),
            now: ("sif", ["lscb-effectiveness": "good", "adoption": "good"]), area: "lscb-effectiveness",
            from: "not-judged", direction: .notComparable, reason: .notJudgedBefore),
        Case(
            name: "area graded for the first time", before: ("sif", ["adoption": "good"]),
            now: ("sif", ["care-leavers": "good"]), area: "care-leavers", from: nil, direction: .notComparable,
            reason: .areaNotGradedBefore),
        Case(
            name: "nothing compares with the report card", before: ("oeif", ["overall-effectiveness": "good"]),
            now: ("report-card", ["overall-effectiveness": "exceptional"]), area: "overall-effectiveness",
            from: "good", direction: .notComparable, reason: .otherScale),
    ]

    @Test(arguments: cases) func directionOfOneArea(_ example: Case) throws {
        let before = inspection(example.before.framework, 2015, example.before.grades)
        let now = inspection(example.now.framework, 2019, example.now.grades)
        let change = comparison.compare(now, with: [before])
        let judgement = try #require(change.judgements.first { $0.area == example.area })
        #expect(judgement.from == example.from)
        #expect(judgement.direction == example.direction)
        #expect(judgement.steps == example.steps)
        #expect(judgement.acrossFrameworks == example.across)
        #expect(judgement.reason == example.reason)
        #expect(!change.late)
    }

    @Test func anAreaThatIsNoLongerPrintedIsNoDecline() throws {
        let before = inspection("ilacs", 2022, ["overall-effectiveness": "good", "help-and-protection": "good"])
        let now = inspection("ilacs", 2026, ["help-and-protection": "good"])
        let change = comparison.compare(now, with: [before])
        let gone = try #require(change.judgements.first { $0.area == "overall-effectiveness" })
        #expect(gone.direction == .noLongerGraded)
        #expect(gone.from == "good")
        #expect(gone.to == nil)
        #expect(change.direction == .unchanged)
        #expect(change.kind == .inspectionPublished)
    }

    /// A table without a column for it says neither that the area was graded nor that it was not.
    @Test func anAreaThatASourceHasNoWordOnIsNotNoLongerGraded() {
        let before = inspection("ilacs", 2022, ["overall-effectiveness": "good", "help-and-protection": "good"])
        let now = inspection("ilacs", 2024, ["help-and-protection": "good"], unsaid: ["overall-effectiveness"])
        #expect(comparison.compare(now, with: [before]).judgements.map(\.area) == ["help-and-protection"])
        #expect(comparison.standing(of: "overall-effectiveness", among: [before, now]) == before)
        let later = inspection("ilacs", 2026, ["overall-effectiveness": "inadequate", "help-and-protection": "good"])
        let overall = comparison.compare(later, with: [before, now]).judgements.first {
            $0.area == "overall-effectiveness"
        }
        #expect(overall?.direction == .notComparable && overall?.reason == .areaNotStatedBefore)
    }

    /// Without a column for them, only areas are left open whose grades would compare with the earlier ones.
    @Test func whatAnotherFrameworkGradedEndsThoughNobodySaysSo() {
        let before = inspection(
            "sif", 2015, ["adoption": "good", "help-and-protection": "good", "overall-effectiveness": "good"])
        let now = inspection(
            "ilacs", 2019, ["overall-effectiveness": "good"], unsaid: ["adoption", "help-and-protection"])
        let lost = comparison.compare(now, with: [before]).judgements.filter { $0.direction == .noLongerGraded }
        #expect(lost.map(\.area) == ["adoption"])
        #expect(comparison.standing(of: "adoption", among: [before, now]) == nil)
        #expect(comparison.standing(of: "help-and-protection", among: [before, now]) == before)
    }

    @Test func comparesWithThePrecedingInspectionOnly() {
        let known = [
            inspection("ilacs", 2018, ["overall-effectiveness": "good"]),
            inspection("ilacs", 2021, ["overall-effectiveness": "inadequate"]),
        ]
        let change = comparison.compare(inspection("ilacs", 2024, ["overall-effectiveness": "good"]), with: known)
        #expect(change.judgements.map(\.direction) == [.improved])
        #expect(change.judgements.first?.previous?.url == "https://example.org/2021")
    }

    @Test func aReviewOfTheBoardAloneIsNoStepInTheLine() {
        let full = inspection("sif", 2014, ["overall-effectiveness": "inadequate", "lscb-effectiveness": "inadequate"])
        let board = inspection("sif", 2015, ["lscb-effectiveness": "requires-improvement"])
        let ofBoard = comparison.compare(board, with: [full])
        #expect(ofBoard.judgements.map(\.direction) == [.improved])
        let next = comparison.compare(inspection("sif", 2018, ["overall-effectiveness": "good"]), with: [full, board])
        #expect(next.judgements.first?.previous?.url == "https://example.org/2014")
    }

    @Test func anotherLineIsNoPredecessor() {
        let school = inspection("oeif", 2019, ["overall-effectiveness": "good"])
        let change = comparison.compare(inspection("ilacs", 2022, ["overall-effectiveness": "good"]), with: [school])
        #expect(change.judgements.map(\.direction) == [.first])
    }

    @Test func notJudgedInAFirstInspectionIsFirst() {
        let change = comparison.compare(inspection("sif", 2015, ["adoption": "not-judged"]), with: [])
        #expect(change.judgements.map(\.direction) == [.first])
    }

    struct Blocker: Sendable {
        let year: Int
        let framework: String?
        let blocks: Bool
    }

    @Test(arguments: [
        Blocker(year: 2020, framework: nil, blocks: true),
        Blocker(year: 2014, framework: nil, blocks: false),
        Blocker(year: 2023, framework: nil, blocks: false),
        Blocker(year: 2020, framework: "ilacs", blocks: true),
        Blocker(year: 2020, framework: "oeif", blocks: false),
    ])
    func aPublicationThatCouldNotBeReadMayBeThePredecessor(_ blocker: Blocker) {
        let known = inspection("ilacs", 2018, ["overall-effectiveness": "good"])
        let now = inspection("ilacs", 2022, ["overall-effectiveness": "inadequate"])
        let unresolved = UnresolvedPublication(
            state: blocker.framework == nil ? .pending : .doubtful, framework: blocker.framework,
            dates: InspectionDates(start: nil, end: nil),
            published: CalendarDate(year: blocker.year, month: 5, day: 1), title: "a report")
        let change = comparison.compare(now, with: [known], unresolved: [unresolved])
        #expect(change.judgements.map(\.direction) == [blocker.blocks ? .notComparable : .declined])
        #expect(change.blockedBy == (blocker.blocks ? unresolved : nil))
    }

    /// What states no grade, by the type that its listing gives it, is nobody's predecessor, however long it is unread.
    @Test(arguments: [
        ("Joint targeted area inspection", false), ("Joint area child protection inspection", false),
        ("JTAI: multi-agency response to serious youth violence", false),
        ("Children's services focused visit", false), ("Monitoring visit letter", false),
        ("Area SEND full inspection", false), ("Children's services inspection", true),
        ("Single inspection of LA children's services as pdf", true), ("Joint area review", true),
    ])
    func aJointTargetedAreaInspectionThatCouldNotBeReadBlocksNothing(type: String, blocks: Bool) {
        let known = inspection("ilacs", 2018, ["overall-effectiveness": "good"])
        let now = inspection("ilacs", 2022, ["overall-effectiveness": "inadequate"])
        let unresolved = UnresolvedPublication(
            state: .pending, framework: nil, dates: InspectionDates(start: nil, end: nil),
            published: CalendarDate(year: 2020, month: 5, day: 1), title: "2 May 2020",
            type: type)
        let change = comparison.compare(now, with: [known], unresolved: [unresolved])
        #expect(change.judgements.map(\.direction) == [blocks ? .notComparable : .declined])
    }

    /// An article of 2015 on the inspection of 2013 stands before the report of 2015, whenever it was printed.
    @Test func anArticleWithoutADayStandsBeforeTheFrameworkThatFollowed() {
        let article = GradedInspection(
            framework: "apc", dates: InspectionDates(start: nil, end: nil), published: CalendarDate(iso: "2015-10-01"),
            url: "https://example.org/article", basis: .press,
            judgements: [
                Judgement(area: "overall-effectiveness", grade: "inadequate", printed: "", page: nil, evidence: "")
            ],
            seen: .distantFuture)
        let report = inspection("sif", 2015, ["overall-effectiveness": "requires-improvement"])
        let next = comparison.compare(
            inspection("ilacs", 2019, ["overall-effectiveness": "requires-improvement"]), with: [article, report])
        #expect(next.judgements.map(\.direction) == [.unchanged])
    }

    static let grades = ["outstanding", "good", "requires-improvement", "inadequate", "not-judged"]

    /// For all pairs of grades: equal ones are unchanged, and turning a pair round turns its direction round.
    @Test(arguments: grades, grades) func turningAComparisonRoundTurnsItsDirection(a: String, b: String) throws {
        func direction(_ from: String, _ to: String) throws -> Direction? {
            try #require(
                comparison.compare(
                    inspection("ilacs", 2022, ["overall-effectiveness": to]),
                    with: [inspection("ilacs", 2018, ["overall-effectiveness": from])]
                ).judgements.first
            ).direction
        }
        let turned: [Direction: Direction] = [.improved: .declined, .declined: .improved]
        let there = try #require(try direction(a, b))
        #expect(try direction(b, a) == turned[there] ?? there)
        if a == b { #expect(there == (a == "not-judged" ? .notComparable : .unchanged)) }
    }

    private func inspection(
        _ framework: String, _ year: Int, _ grades: [String: String], unsaid: Set<String> = []
    ) -> GradedInspection {
        let start = CalendarDate(year: year, month: 3, day: 1)
        return GradedInspection(
            framework: framework, dates: InspectionDates(start: start, end: nil),
            published: CalendarDate(year: year, month: 5, day: 1), url: "https://example.org/\(year)", basis: .report,
            judgements: grades.sorted { $0.key < $1.key }.map {
                Judgement(area: $0.key, grade: $0.value, printed: $0.value, page: 1, evidence: "\($0.key) \($0.value)")
            },
            seen: .distantFuture, unsaid: unsaid)
    }
}
