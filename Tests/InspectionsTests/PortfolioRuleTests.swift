import Inspections
import Testing

/// "The third of these below good within a year": which grades count.
@Suite struct PortfolioRuleTests {
    static let comparison = Comparison(frameworks: TestFrameworks.catalogue)
    static let rule = PortfolioRule(
        name: "trust", area: "overall-effectiveness", below: "good", count: 3, days: 365)
    static let today = CalendarDate(daysSinceEpoch: 20_000)

    static func member(_ name: String, _ grade: String = "inadequate") -> PortfolioMember {
        PortfolioMember(
            provider: Provider(id: ProviderID(name), name: name, kind: "school"), grade: grade, framework: "ilacs",
            dates: InspectionDates(start: today, end: nil), url: nil)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Oldest first.
        let inspections: [(grades: [String: String], daysAgo: Int, framework: String, basis: Basis)]
        let counts: Bool
        var testDescription: String { name }

        init(_ name: String, counts: Bool, _ inspections: (String, Int, String)...) {
            self.name = name
            self.counts = counts
            self.inspections = inspections.map { (["overall-effectiveness": $0.0], $0.1, $0.2, .report) }
        }

        init(
            _ name: String, counts: Bool,
            of inspections: [(grades: [String: String], daysAgo: Int, framework: String, basis: Basis)]
        ) {
            self.name = name
            self.counts = counts
            self.inspections = inspections
        }
    }

    @Test(arguments: [
        Case("never inspected", counts: false),
        Case("below", counts: true, ("requires-improvement", 10, "ilacs")),
        Case("the grade itself is not below it", counts: false, ("good", 10, "ilacs")),
        Case("adequate is below good on the older scale", counts: true, ("adequate", 10, "apc")),
        Case("the last day of the window", counts: true, ("inadequate", 364, "ilacs")),
        Case("the day before the window", counts: false, ("inadequate", 365, "ilacs")),
        Case("better since", counts: false, ("inadequate", 90, "ilacs"), ("good", 10, "ilacs")),
        Case("worse since", counts: true, ("good", 90, "ilacs"), ("inadequate", 10, "ilacs")),
        Case("not judged the last time", counts: false, ("inadequate", 90, "sif"), ("not-judged", 10, "sif")),
        Case("a scale that has no such grade", counts: false, ("exceptional", 10, "report-card")),
        Case(
            "no longer graded", counts: false,
            of: [
                (["overall-effectiveness": "inadequate"], 90, "ilacs", .report),
                (["help-and-protection": "good"], 10, "ilacs", .report),
            ]),
        Case(
            "a later review of a board alone ends nothing", counts: true,
            of: [
                (["overall-effectiveness": "inadequate"], 90, "sif", .report),
                (["lscb-effectiveness": "good"], 10, "sif", .report),
            ]),
        Case(
            "the press is put right by the report", counts: false,
            of: [
                (["overall-effectiveness": "good"], 10, "ilacs", .report),
                (["overall-effectiveness": "inadequate"], 10, "ilacs", .press),
            ]),
        Case(
            "of two sources the report stands", counts: false,
            of: [
                (["overall-effectiveness": "good"], 10, "ilacs", .report),
                (["overall-effectiveness": "inadequate"], 10, "ilacs", .table),
            ]),
    ])
    func aProviderCountsByItsNewestGrade(_ example: Case) throws {
        let today = try #require(Self.today)
        var stated = Stated()
        for inspection in example.inspections {
            let day = try #require(CalendarDate(daysSinceEpoch: today.daysSinceEpoch - inspection.daysAgo))
            stated.add(inspection.framework, start: day.iso, inspection.grades, basis: inspection.basis)
        }
        let known = stated.timeline.entries.map(\.graded)
        let standing = Self.comparison.standing(of: Self.rule.area, among: known)
        let grades = TestFrameworks.catalogue.all.flatMap(Self.rule.grades)
        let isBelow = standing?.grade(of: Self.rule.area).map(grades.contains) ?? false
        let counts = isBelow && standing.map { $0.placed >= Self.rule.firstDay(before: today) } ?? false
        #expect(counts == example.counts)
    }

    @Test(
        arguments: [
            ("ilacs", "overall-effectiveness", ["inadequate", "requires-improvement"]),
            ("apc", "overall-effectiveness", ["adequate", "inadequate"]), ("ilacs", "adoption", []),
            ("report-card", "overall-effectiveness", []),
        ] as [(String, String, [String])])
    func aFrameworkHasGradesThatCountWhereItGradesTheArea(id: String, area: String, grades: [String]) throws {
        let rule = PortfolioRule(name: "trust", area: area, below: "good", count: 3, days: 365)
        #expect(rule.grades(of: try #require(TestFrameworks.catalogue[id])).sorted() == grades)
    }

    @Test func membersComeByTheirDaysAndThenByName() {
        let crossing = PortfolioCrossing(rule: Self.rule, members: ["p", "other 1", "other 0"].map { Self.member($0) })
        #expect(crossing.members.map(\.provider.name) == ["other 0", "other 1", "p"])
    }

    @Test func theSentenceNamesTenAndCountsTheRest() {
        let rule = PortfolioRule(name: "trust", area: "overall-effectiveness", below: "good", count: 12, days: 30)
        let crossing = PortfolioCrossing(rule: rule, members: (10..<22).map { Self.member("p\($0)") })
        let sentence = ChangeSummary(frameworks: TestFrameworks.catalogue).sentence(of: crossing)
        #expect(
            sentence.hasPrefix(
                "trust: 12 providers are below good in overall effectiveness, inspected within 30 days: p10 (inadequate, "
            ))
        #expect(sentence.hasSuffix("and 2 more"))
    }
}
