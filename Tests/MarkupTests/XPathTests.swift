import Markup
import Testing

@Suite struct XPathTests {
    @Test(
        arguments: [
            ("//li[", "character 6: it cannot be understood"),
            ("", "character 1: it cannot be understood"),
            ("//a['x]", "character 8: a quotation mark is opened and never closed"),
            ("//a/@hreff[1", "character 13: a bracket is opened and never closed"),
            ("//a[matches(., 'x')]", "character 5: XPath 1.0 has no function \"matches\""),
            ("//a[lower-case (.)]", "character 5: XPath 1.0 has no function \"lower-case\""),
            ("//html:a", "character 7: names have no namespaces here; leave out the prefix"),
            ("//a[$b]", "character 5: there are no variables here"),
            ("substring('a')", "a function has too few or too many arguments"),
            ("count('a')", "a path is expected where there is a text, a number or a truth value"),
            ("//é[", "character 5: it cannot be understood"),
            (String(repeating: "(", count: 3000), "longer than 2000 bytes"),
        ])
    func mistakesAreNamedWithTheirPlace(text: String, expected: String) {
        let fault = #expect(throws: XPathFault.self) { try XPath(text) }
        #expect(fault?.description == expected)
    }

    @Test(
        arguments: [
            "//a[not(@b)]", "a and (b)", "5 - (3)", "ancestor::li[1]", "//text()", "concat('a:b', \"$c\", ')')",
            "normalize-space (.)", "//*[self::a or (self::b)]", "count(//a) div (2)",
            "//h2/following-sibling::ul[1]/li",
        ])
    func whatIsRightIsTaken(text: String) throws {
        #expect(try XPath(text).text == text)
    }

    @Test func aPathSelectsNodesAndAFunctionDoesNot() throws {
        #expect(try XPath("//a | //b").selectsNodes)
        #expect(try !XPath("string(//a)").selectsNodes)
    }

    private func select(
        _ page: String, _ item: String, _ values: [String], limits: MarkupLimits = .current
    ) throws -> [[String]] {
        let selection = MarkupSelection(item: try XPath(item), values: try values.map { try XPath($0) })
        return try selection.read(Array(page.utf8), limits: limits)
    }

    @Test(
        arguments: [
            ("//li", [".", "a/@href"], [["Kent", "/1"], ["Cafés", ""]]),
            ("//li[a]", ["string-length(.)", "a = 'Kent'", "@class"], [["4", "true", "x"]]),
            ("//li[2] | //li[1]", ["@class"], [["x"], ["y"]]),
            ("//li/@class", ["."], []),
            ("//LI", ["."], []),
        ])
    func anItemsValuesAreTextInDocumentOrder(item: String, values: [String], expected: [[String]]) throws {
        let page = "<ul><li class=x><a href='/1'>Kent</a></li><LI CLASS=y>Caf&eacute;s</ul>"
        #expect(try select(page, item, values) == expected)
    }

    struct Bomb: CustomTestStringConvertible {
        let testDescription: String
        let page: String
        let item: String
        let value: String
        let fault: String
    }

    /// Built only where they are tested: they are large.
    static let bombs: [@Sendable () -> Bomb] = [
        {
            Bomb(
                testDescription: "elements within elements", page: String(repeating: "<div>", count: 100_000),
                item: "//div", value: ".", fault: "it has more than 256 levels of elements")
        },
        {
            Bomb(
                testDescription: "a page that makes an expression take for ever",
                page: String(repeating: "<p>", count: 20_000), item: "//p[preceding::p[preceding::p[preceding::b]]]",
                value: ".", fault: "what is selected of it: it takes too many steps")
        },
        {
            Bomb(
                testDescription: "each item states the whole page",
                page: "<b>" + String(repeating: "x", count: 1_000_000) + "</b>"
                    + String(repeating: "<p>", count: 10_000), item: "//p", value: "//b",
                fault: "what is selected of it: more text is selected than a document may hold")
        },
        {
            Bomb(
                testDescription: "more than a million elements", page: String(repeating: "<p>", count: 1_000_001),
                item: "//p", value: ".", fault: "it has more than 1000000 elements and texts (limits.nodes)")
        },
    ]

    @Test(arguments: bombs.indices) func aHostilePageIsRefusedInTime(number: Int) throws {
        let bomb = Self.bombs[number]()
        let error = #expect(throws: MarkupError.self) { try select(bomb.page, bomb.item, [bomb.value]) }
        #expect(error?.fault == bomb.fault, "\(bomb.testDescription)")
    }

    @Test func tenMegabytesOfItemsAreRead() throws {
        let page = "<ul>" + String(repeating: "<li>" + String(repeating: "x", count: 990) + "</li>\n", count: 10_000)
        #expect(try select(page, "//li", ["."]).count == 10_000)
    }
}
