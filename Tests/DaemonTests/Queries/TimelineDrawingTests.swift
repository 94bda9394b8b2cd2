import Inspections
import Markup
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import Text

/// The drawing of a history: what it holds, read back as XML.
@Suite struct TimelineDrawingTests {
    static let fourPoint = Scale(
        id: "four-point", family: "four-point",
        ranks: ["outstanding": 4, "good": 3, "requires-improvement": 2, "inadequate": 1],
        names: ["requires-improvement": "requires improvement"])

    static func framework(_ id: String, _ areas: [String], line: String = "children") -> Framework {
        Framework(
            id: id, name: "the \(id) inspection", line: line, scale: fourPoint,
            areas: areas.map { Area(id: $0, name: $0.replacing("-", with: " "), standsApart: $0 == "board") },
            comparableFrom: [:])
    }

    static let frameworks = FrameworkCatalogue([
        framework("old", ["overall", "adoption", "board"]), framework("new", ["overall", "care"]),
        framework("send", ["arrangements"], line: "send"),
    ])

    static func inspection(
        _ framework: String, _ day: String, _ grades: [String: String]
    ) throws -> GradedInspection {
        let day = try #require(CalendarDate(iso: day))
        return GradedInspection(
            framework: framework, dates: InspectionDates(start: day, end: nil), published: nil, url: nil,
            basis: .report,
            judgements: grades.sorted { $0.key < $1.key }.map {
                Judgement(area: $0.key, grade: $0.value, printed: $0.value, page: nil, evidence: "")
            }, seen: day)
    }

    private func timeline(_ inspections: [GradedInspection]) throws -> DrawnTimeline {
        DrawnTimeline(
            inspections, frameworks: Self.frameworks, today: try #require(CalendarDate(iso: "2026-06-01")))
    }

    private func text(_ name: String, _ inspections: [GradedInspection]) throws -> String {
        let provider = Provider(id: ProviderID("a"), name: name, kind: "local-authority")
        return TimelineDrawing(provider: provider, timeline: try timeline(inspections)).text
    }

    @Test func aGradeStandsUntilTheNextInspectionOfItsLine() throws {
        let timeline = try timeline([
            Self.inspection("old", "2014-01-10", ["overall": "good", "adoption": "good"]),
            Self.inspection("old", "2015-01-10", ["board": "inadequate"]),
            Self.inspection("send", "2017-01-10", ["arrangements": "good"]),
            Self.inspection("new", "2018-01-10", ["overall": "inadequate", "care": "not-judged"]),
        ])
        let lines = timeline.blocks.map { block in
            block.rows.map { row in
                "\(row.area.id): "
                    + row.bars.map { "\($0.grade) \($0.from.year)-\($0.until.year)\($0.stands ? "+" : "")" }
                    .joined(separator: ", ")
            }
        }
        #expect(
            lines == [
                [
                    "overall: good 2014-2018, inadequate 2018-2026+", "care: not-judged 2018-2026+",
                    "board: inadequate 2015-2018", "adoption: good 2014-2018",
                ], ["arrangements: good 2017-2026+"],
            ])
        #expect(timeline.blocks.map { $0.eras.map(\.framework.id) } == [["old", "new"], ["send"]])
        #expect(timeline.blocks[0].eras.map(\.goesOn) == [false, true])
        #expect(timeline.blocks[0].eras[0].until.iso == "2018-01-10")
    }

    @Test func theDrawingIsWholeXMLWithoutScriptAndSaysAllInWords() throws {
        let text = try text(
            "Bath & North \"East\" <Somerset>",
            [
                Self.inspection("old", "2014-01-10", ["overall": "good"]),
                Self.inspection("new", "2018-01-10", ["overall": "requires-improvement", "care": "not-judged"]),
            ])
        let names = try elements(of: text)
        #expect(names.first == "svg")
        #expect(Set(names) == ["svg", "title", "desc", "defs", "pattern", "rect", "text", "line", "path"])
        #expect(
            text.contains(
                "<title id=\"timeline-a-title\">Bath &amp; North &quot;East&quot; &lt;Somerset&gt;: judgements"))
        #expect(
            text.contains(
                ">2014-01-10, the old inspection: overall good. 2018-01-10, the new inspection: overall requires "
                    + "improvement, care not judged.<"))
        // Each bar has its own words, and its letters stand in the legend too.
        #expect(text.contains("<title>overall: good, from 2014-01-10 to 2018-01-10, the old inspection</title>"))
        #expect(text.contains(">G</text>") && text.contains(">RI</text>") && text.contains(">NJ</text>"))
        // One frame is closed, the other goes on.
        let frames = text.split(separator: "\n").filter { $0.hasPrefix("<path") }
        #expect(frames.map { $0.contains("Z\"") } == [true, false])
    }

    /// A drawing on a page beside others, and one that is read by hand.
    @Test func itLeadsToReportsMarksLettersAndFitsItsWidth() throws {
        let day = try #require(CalendarDate(iso: "2016-03-01"))
        func letter(_ url: String?, isUrgent: Bool) -> DrawnTimeline.Letter {
            DrawnTimeline.Letter(day: day, title: "Visit <1>", url: url, isUrgent: isUrgent)
        }
        let old = Framework(
            id: "old", name: "the old inspection", line: "children",
            scale: Scale(
                id: "four-point-adequate", family: "four-point",
                ranks: ["outstanding": 4, "good": 3, "adequate": 2, "inadequate": 1], names: [:]),
            areas: [Area(id: "overall", name: "overall", standsApart: false)], comparableFrom: [:])
        let first = try #require(CalendarDate(iso: "2017-01-10"))
        let inspections = [
            GradedInspection(
                framework: "old", dates: InspectionDates(start: first, end: nil), published: nil,
                url: "https://example.org/?a=1&b=2", basis: .report,
                judgements: [Judgement(area: "overall", grade: "adequate", printed: "", page: nil, evidence: "")],
                seen: first),
            GradedInspection(
                framework: "new",
                dates: InspectionDates(start: CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 1500), end: nil),
                published: nil,
                url: "javascript:alert(1)", basis: .report,
                judgements: [
                    Judgement(area: "overall", grade: "requires-improvement", printed: "", page: nil, evidence: "")
                ], seen: first),
        ]
        let drawn = DrawnTimeline(
            inspections, letters: [letter("https://example.org/v", isUrgent: true), letter(nil, isUrgent: false)],
            frameworks: FrameworkCatalogue([old, Self.framework("new", ["overall"])]),
            today: try #require(CalendarDate(iso: "2026-06-01")))
        #expect(drawn.from.iso == "2016-03-01", "a letter before the first inspection is drawn")
        func drawing(_ id: String) -> String {
            TimelineDrawing(
                provider: Provider(id: ProviderID(id), name: "Kent", kind: "local-authority"), timeline: drawn
            ).text
        }
        let text = drawing("ofsted:80476")
        _ = try elements(of: text)
        #expect(text.ranges(of: "<a href=").count == 2)
        #expect(text.contains("<a href=\"https://example.org/?a=1&amp;b=2\">") && !text.contains("javascript:"))
        #expect(text.contains("<title>2016-03-01: letter: Visit &lt;1&gt;, areas for priority action</title>"))
        #expect(text.contains(" 2016-03-01: letter: Visit &lt;1&gt;."))
        // Two grades of one rank that do not compare look otherwise.
        #expect(text.contains("fill=\"url(#timeline-ofsted-80476-former)\"") && text.contains("fill=\"#f1c48a\""))
        let root = text.prefix { $0 != ">" }
        #expect(root.contains(" width=\"100%\"") && !root.contains(" height="))
        func ids(_ text: String) -> [Substring] {
            text.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        }
        let all = ids(text) + ids(drawing("ofsted:80477"))
        #expect(all.count == 6 && Set(all).count == 6)
    }

    @Test func withoutInspectionsItSaysSo() throws {
        #expect(try text("Nobody", []).contains("No graded inspection is known."))
    }

    @Test(arguments: [
        ("outstanding", "#005496", "O"), ("inadequate", "#b24200", "I"), ("requires-improvement", "#f1c48a", "RI"),
    ]) func gradesHaveColoursByRank(grade: String, fill: String, letters: String) {
        let paint = GradePaint(grade, on: Self.fourPoint)
        #expect([paint.fill, paint.letters] == [fill, letters])
    }

    @Test func whatHasNoRankHasNoColour() {
        #expect(GradePaint("not-judged", on: Self.fourPoint).fill == nil)
    }

    /// Names of all elements, in the order in which they begin; the text must be XML without a fault.
    private func elements(of text: String) throws -> [String] {
        let document = try XMLDocument(parsing: Array(text.utf8))
        #expect(!document.recovered)
        var names: [String] = []
        var waiting = [document.root]
        while let element = waiting.popLast() {
            names.append(element.name.local)
            waiting += element.elements.reversed()
        }
        return names
    }
}
