import Markup
import Testing

/// Items of XML by XPath, as those of an HTML page.
@Suite struct XMLSelectionTests {
    private func select(
        _ xml: String, item: String = "//home", _ values: [String] = ["@id", "Rating/Value"],
        limits: MarkupLimits = .current
    ) throws -> [[String]] {
        try MarkupSelection(item: XPath(item), values: values.map { try XPath($0) })
            .read(xml: Array(xml.utf8), limits: limits)
    }

    @Test(arguments: [
        "<homes><home id='1'><Rating><Value>Good</Value></Rating></home><home id='2'/></homes>",
        "<?xml version='1.0' encoding='UTF-8'?>\n<h:homes xmlns:h='urn:h' xmlns='urn:d'><h:home id='1'><Rating><Value>Good</Value></Rating></h:home><h:home h:x='' id='2'/></h:homes>",
        "<!DOCTYPE homes [<!ENTITY g 'Good'>]><homes><home id='1'><Rating><Value>&g;</Value></Rating></home><home id='2'/></homes>",
    ])
    func namesAreReadWithTheirCaseAndWithoutTheirNamespaces(xml: String) throws {
        #expect(try select(xml) == [["1", "Good"], ["2", ""]])
        #expect(try select(xml, item: "//HOME").isEmpty)
    }

    @Test(arguments: [
        "", "<homes><home id='1'>", "<homes><home id='1'></homes>", "words", "<a/><b/>", "<homes><home id=1/></homes>",
    ])
    func whatIsNotWellFormedIsRefused(xml: String) {
        #expect(throws: MarkupError.self) { try select(xml) }
    }

    @Test func noFileIsReadAndNothingExplodes() throws {
        let file = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><homes><home id='&x;'/></homes>"
        #expect((try? select(file))?.joined().contains { $0.contains("root") } != true, "whatever becomes of it")
        var limits = MarkupLimits.current
        limits.depth = 10
        let deep = String(repeating: "<a>", count: 11) + String(repeating: "</a>", count: 11)
        #expect(throws: MarkupError.self) { try select(deep, limits: limits) }
    }
}
