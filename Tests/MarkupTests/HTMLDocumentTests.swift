import Markup
import Testing

struct HTMLDocumentTests {
    @Test func readsElementsAttributesAndText() throws {
        let page = """
            <!DOCTYPE html><html><!-- a remark --><head><title>Reports</title><script>if (a<b) { x = "</p>" }</script></head>
            <body><OL class="timeline wide"><li><a HREF='/file/1'>Inspection<span hidden>, pdf</span></a></li></OL></body></html>
            """
        let document = try HTMLDocument(parsing: Array(page.utf8))
        #expect(document.root.name == "html")
        let link = try #require(document.root.first { $0.name == "a" })
        #expect(link.attributes == ["href": "/file/1"])
        #expect(link.text == "Inspection, pdf")
        let hidden = try #require(link.first { $0.name == "span" })
        #expect(hidden.attributes == ["hidden": ""])
        let list = try #require(document.root.first { $0.hasClass("wide") })
        #expect(list.name == "ol" && list.hasClass("timeline") && !list.hasClass("time"))
        #expect(document.root.all { $0.name == "li" }.count == 1)
        #expect(document.root.text == "Reports\nInspection, pdf")
    }

    @Test(arguments: [
        ("<p>one<p>two", "one\ntwo"),
        ("<table><tr><td>Overall</td><td>Good</td></tr><tr><td>Help", "Overall Good\nHelp"),
        ("a<br>b  \n c", "a\nb c"),
        ("Kent&nbsp;County &amp; caf&eacute;", "Kent\u{A0}County & café"),
        ("x<style>p{}</style>y<script>z</script>", "xy"),
        ("AT&T <3 fish & chips", "AT&T <3 fish & chips"),
    ])
    func showsTextAsAReaderSeesIt(markup: String, text: String) throws {
        #expect(try HTMLDocument(parsing: Array(markup.utf8)).root.text == text)
    }

    @Test func readsUnclosedTags() throws {
        let root = try HTMLDocument(parsing: Array("<div><p>cut in the mid".utf8)).root
        #expect(root.first { $0.name == "div" }?.first { $0.name == "p" }?.text == "cut in the mid")
    }

    @Test(arguments: ["", " \n", "<!-- nothing -->"])
    func refusesAnEmptyDocument(markup: String) {
        let error = #expect(throws: MarkupError.self) { try HTMLDocument(parsing: Array(markup.utf8)) }
        #expect(error?.cause == .empty)
    }

    private static let small = MarkupLimits(documentBytes: 2_000_000, nodes: 1_000, textBytes: 50_000)

    struct Flood: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let page: String
        let limit: String
    }

    @Test(arguments: [
        Flood(testDescription: "100,000 levels", page: repeated("<div>", 100_000), limit: "levels of elements"),
        Flood(
            testDescription: "40,000 attributes", page: "<p \((0..<40_000).map { "a\($0)" }.joined(separator: " "))>",
            limit: "attributes in one tag"),
        Flood(
            testDescription: "attributes that hide tag ends", page: "<p " + repeated("a=\">\" ", 4_000) + ">",
            limit: "attributes in one tag"),
        Flood(
            testDescription: "one endless attribute", page: "<a href=\"" + repeated("x", 70_000) + "\">",
            limit: "bytes in one tag"),
        Flood(testDescription: "too many elements", page: repeated("<br>", 2_000), limit: "elements and texts"),
        Flood(testDescription: "one endless text", page: repeated("word ", 20_000), limit: "bytes in one text"),
        Flood(testDescription: "too many bytes", page: repeated("x", 3_000_000), limit: "bytes"),
    ])
    func refusesFloodsByName(flood: Flood) throws {
        let error = #expect(throws: MarkupError.self) {
            try HTMLDocument(parsing: Array(flood.page.utf8), limits: Self.small)
        }
        guard case .over(let limit, _) = error?.cause else {
            Issue.record("not over a limit: \(String(describing: error))")
            return
        }
        #expect(limit == flood.limit)
    }

    @Test func survivesTheDeepestTreeThatItAccepts() throws {
        let page = repeated("<div>", 250) + "core" + repeated("</div>", 250)
        let document = try HTMLDocument(parsing: Array(page.utf8))
        let again = try HTMLDocument(parsing: Array(page.utf8))
        #expect(document == again && document.hashValue == again.hashValue)
        #expect(document.root.text == "core")
    }

    @Test func leavesAngleBracketsInScriptsAlone() throws {
        let script = repeated("if (a<b && c ) { d = 1 } ", 3_000)
        let page = "<script>\(script)</script><!-- \(repeated("<x a=b ", 3_000)) --><p>text</p>"
        #expect(try HTMLDocument(parsing: Array(page.utf8)).root.first { $0.name == "p" }?.text == "text")
    }

    @Test func readsManyDocumentsAtOnce() async throws {
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<64 {
                group.addTask { try HTMLDocument(parsing: Array("<p>\(number)<b></p></i>".utf8)).root.text }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(texts == Set((0..<64).map(String.init)))
    }
}

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
