import Inspections
import Testing

@testable import Reports

/// The frameworks as their inspectorates publish them: what they judge, and on which scale, best grade first.
@Suite struct BuiltInFrameworkTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let id: String
        let line: String
        let grades: [String]
        let areas: [String]

        var testDescription: String { id }
    }

    private static let four = ["outstanding", "good", "requires-improvement", "inadequate"]
    private static let adequate = ["outstanding", "good", "adequate", "inadequate"]

    static let rows = [
        Row(
            id: "apc", line: "childrens-services", grades: adequate,
            areas: ["overall-effectiveness", "help-and-protection", "quality-of-practice", "leadership-and-governance"]),
        Row(
            id: "slac", line: "childrens-services", grades: adequate,
            areas: [
                "overall-effectiveness", "capacity-to-improve", "outcomes-for-looked-after-children",
                "quality-of-provision", "leadership-and-management",
            ]),
        Row(
            id: "sif", line: "childrens-services", grades: four,
            areas: [
                "help-and-protection", "looked-after-and-permanence", "adoption", "care-leavers",
                "leadership-management-and-governance", "overall-effectiveness", "lscb-effectiveness",
            ]),
        Row(
            id: "ilacs", line: "childrens-services", grades: four,
            areas: [
                "impact-of-leaders", "help-and-protection", "children-in-care-and-care-leavers", "children-in-care",
                "care-leavers", "overall-effectiveness",
            ]),
        Row(
            id: "area-send", line: "area-send",
            grades: ["typically-positive", "inconsistent", "widespread-failings"], areas: ["arrangements"]),
        Row(
            id: "oeif", line: "schools", grades: four,
            areas: [
                "overall-effectiveness", "quality-of-education", "behaviour-and-attitudes", "personal-development",
                "leadership-and-management", "early-years", "sixth-form",
            ]),
        Row(
            id: "report-card", line: "schools",
            grades: ["exceptional", "strong-standard", "expected-standard", "needs-attention", "urgent-improvement"],
            areas: [
                "inclusion", "curriculum-and-teaching", "achievement", "attendance-and-behaviour",
                "personal-development-and-well-being", "leadership-and-governance", "early-years", "post-16",
            ]),
        Row(
            id: "sccif", line: "social-care-providers", grades: four,
            areas: ["overall-experiences-and-progress", "helped-and-protected", "leaders-and-managers"]),
        Row(
            id: "supported-accommodation", line: "supported-accommodation",
            grades: ["consistently-strong", "inconsistent", "serious-weaknesses"], areas: ["outcome"]),
    ]

    @Test(arguments: rows) func judgesWhatItIsPublishedToJudge(_ row: Row) throws {
        let framework = try #require(try ReportReader.builtIn().catalogue[row.id])
        #expect(framework.line == row.line)
        // Some judge more than their tables of today show.
        #expect(Set(row.areas).isSubset(of: framework.areas.map(\.id)))
        let best = framework.scale.ranks.sorted { $0.value > $1.value }.map(\.key)
        // Older words for one of the grades share its rank and stand beside the scale.
        #expect(best.filter(row.grades.contains) == row.grades)
    }

    @Test(arguments: [
        ("slac", "sif", ["overall-effectiveness"]), ("apc", "sif", ["overall-effectiveness"]),
        ("sif", "ilacs", ["help-and-protection", "overall-effectiveness"]), ("apc", "ilacs", ["overall-effectiveness"]),
        ("oeif", "report-card", []), ("ilacs", "sif", []), ("area-send", "ilacs", []),
    ])
    func comparesAcrossFrameworksWhereTheirDataSaysSo(_ earlier: String, _ later: String, _ areas: [String]) throws {
        let catalogue = try ReportReader.builtIn().catalogue
        #expect(catalogue[later]?.comparableFrom[earlier]?.sorted() ?? [] == areas)
    }

    @Test func whatIsReadWhenItIsAskedForIsTheSame() throws {
        let (now, later) = (try ReportReader.builtIn(), ReportReader.builtInLater())
        #expect(later.catalogue.all == now.catalogue.all)
        #expect(later.registry.all == now.registry.all)
        #expect(later.registry.provider(named: "Kent") == now.registry.provider(named: "Kent"))
        #expect(later.frameworks.map(\.titles.count) == now.frameworks.map(\.titles.count))
    }
}
