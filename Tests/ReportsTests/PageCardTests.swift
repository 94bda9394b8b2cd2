import Inspections
import TestSupport
import Testing

@testable import Reports

/// Report cards on providers' pages, in all the forms in which a page may hold them.
@Suite struct PageCardTests {
    private static func read(_ markup: String) throws -> Outcome? {
        let page =
            "<!DOCTYPE html><html><head><title>Find a report</title></head><body><h1>The Someplace School</h1>"
            + "<p>URN: 123456</p><ol class=\"timeline\"></ol>\(markup)</body></html>"
        return try ReportReader.builtIn().card(onPage: Array(page.utf8))
    }

    private static let card = SchoolCard("28 April 2026", ["Inclusion": "Needs attention"])
    private static let forms: [(String, String)] = [
        ("in an attribute", "<report-card content=\"\(card.escaped)\"></report-card>"),
        ("as text", "<div hidden>\(card.escaped)</div>"),
        ("escaped twice", "<report-card content=\"\(SchoolCard.escaped(card.escaped))\"></report-card>"),
        ("to be seen", "<section>\(card.markup)</section>"),
        ("seen and escaped", "<section>\(card.markup)</section><template>\(card.escaped)</template>"),
    ]

    @Test(arguments: forms) func aCardIsRead(_ name: String, _ markup: String) throws {
        let found = try #require(try Self.read(markup), "\(name)")
        #expect(found.framework == "report-card" && found.inspection.start?.iso == "2026-04-28", "\(name)")
        let grades = GradeTableTests.grades(found)
        #expect(grades["inclusion"] == "needs-attention" && grades["achievement"] == "expected-standard", "\(name)")
        #expect(grades.count == 7, "\(name)")
    }

    private static let legend = [
        "Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement",
    ]
    .map { "<h3>\($0)</h3><p>What it means.</p>" }.joined()
    private static let empty: [(String, String)] = [
        ("nothing", ""),
        (
            "a legend",
            "<div data-help=\"\(SchoolCard.escaped("<h2>Inspection report: 28 April 2026</h2>" + legend))\"></div>"
        ),
        (
            "areas above a legend",
            "<div>\(SchoolCard.escaped(SchoolCard.areas.map { "<h3>\($0)</h3>" }.joined() + legend))</div>"
        ),
        ("no day", "<div>\(SchoolCard.escaped(card.markup.replacing("28 April 2026", with: "this year")))</div>"),
        (
            "two of one day that differ",
            "<section>\(card.markup)</section><div>\(SchoolCard("28 April 2026").escaped)</div>"
        ),
        (
            "an area less", "<div>\(SchoolCard.escaped(card.markup.replacing("<h3>Achievement</h3>", with: "")))</div>"
        ),
    ]

    @Test(arguments: empty) func whatIsNoWholeCardStatesNothing(_ name: String, _ markup: String) throws {
        #expect(try Self.read(markup) == nil, "\(name)")
    }

    @Test func ofSeveralTheNewestIsTheWitness() throws {
        let older = SchoolCard("2 December 2025", ["Inclusion": "Exceptional"])
        let found = try Self.read("<div>\(older.escaped)</div><div>\(Self.card.escaped)</div>")
        #expect(found?.inspection.start?.iso == "2026-04-28")
    }
}
