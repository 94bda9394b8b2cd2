import Inspections
import Testing

/// "The third of these below good within a year": which grades count, and when the rule begins to hold.
@Suite struct PortfolioRuleTests {
    static let comparison = Comparison(frameworks: TestFrameworks.catalogue)
    static let rule = PortfolioRule(
        name: "trust", area: "overall-effectiveness", below: "good", count: 3, days: 365)
    static let today = CalendarDate(daysSinceEpoch: 20_000)

    static func inspection(
        _ grades: [String: String], daysAgo: Int, framework: String = "ilacs", basis: Basis = .report
    ) throws -> GradedInspection {
        let today = try #require(today)
        let day = try #require(CalendarDate(daysSinceEpoch: today.daysSinceEpoch - daysAgo))
        return GradedInspection(
            framework: framework, dates: InspectionDates(start: day, end: nil), published: nil, url: nil, basis: basis,
            judgements: grades.sorted { $0.key < $1.key }.map {
                Judgement(area: $0.key, grade: $0.value, printed: $0.value, page: nil, evidence: "")
            }, seen: day)
    }

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
            "of two sources the one known first stands", counts: false,
            of: [
                (["overall-effectiveness": "good"], 10, "ilacs", .report),
                (["overall-effectiveness": "inadequate"], 10, "ilacs", .table),
            ]),
    ])
    func aProviderCountsByItsNewestGrade(_ example: Case) throws {
        let inspections = try example.inspections.map {
            try Self.inspection($0.grades, daysAgo: $0.daysAgo, framework: $0.framework, basis: $0.basis)
        }
        let provider = Provider(id: ProviderID("a"), name: "A", kind: "school")
        let member = Self.rule.member(
            provider, with: inspections, on: try #require(Self.today), by: Self.comparison)
        #expect((member != nil) == example.counts)
    }

    struct Step: Sendable, CustomTestStringConvertible {
        let name: String
        let before: PortfolioMember?
        let after: PortfolioMember?
        let others: Int
        let reason: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Step(name: "the third", before: nil, after: member("p"), others: 2, reason: "holds-now: 3 of 3"),
        Step(name: "the second", before: nil, after: member("p"), others: 1, reason: "too-few: 2 of 3"),
        Step(name: "the fourth", before: nil, after: member("p"), others: 3, reason: "held-before"),
        Step(
            name: "the third again, and worse", before: member("p", "requires-improvement"), after: member("p"),
            others: 2, reason: "counted-before"),
        Step(name: "good again", before: member("p"), after: nil, others: 2, reason: "does-not-count"),
    ])
    func itHoldsOnlyWithTheOneThatMakesItHold(_ step: Step) {
        let decision = Self.rule.decide(before: step.before, after: step.after) {
            (0..<step.others).map { Self.member("other \($0)") }
        }
        #expect(decision.reason == step.reason)
        #expect((decision.crossing != nil) == step.reason.hasPrefix("holds-now"))
        #expect(
            decision.crossing?.members.map(\.provider.name) ?? []
                == (decision.crossing == nil ? [] : ["other 0", "other 1", "p"]))
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
