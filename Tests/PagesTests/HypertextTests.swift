import Testing

@testable import Pages

@Suite struct HypertextTests {
    static let hostile = "<script>alert(\"1\")</script> & 'x' \u{202E}gro.live\u{0}"

    @Test func whatIsInterpolatedIsEscapedInEveryPlace() {
        let name = Self.hostile
        let page: Hypertext = "<p title=\"\(name)\">\(name)</p>"
        let safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;  gro.live "
        #expect(page.text == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test(arguments: [true, false]) func hypertextAndLiteralsStayMarkup(isLeaning: Bool) {
        let name = "<b>"
        let bold: Hypertext = "<b>\(name)</b>"
        let page: Hypertext = "<p>\(isLeaning ? "<i>\(name)</i>" : "")\(bold)\(3)</p>"
        #expect(page.text == "<p>\(isLeaning ? "<i>&lt;b&gt;</i>" : "")<b>&lt;b&gt;</b>3</p>")
    }

    @Test(arguments: [
        ("https://files.example.org/a?b=c&d#e", true), ("http://example.org", true), ("HTTPS://example.org/", true),
        ("javascript:alert(1)//://", false), ("javascript://example.org/%0aalert(1)", false),
        ("file:///etc/passwd", false),
        ("data:text/html,<script>", false), ("//example.org/a", false), ("https://user:secret@example.org/", false),
        ("https://example.org/\n", false), (" https://example.org/", false), ("", false),
    ])
    func onlyAddressesOfTheWebBecomeLinks(address: String, isLink: Bool) {
        #expect((WebLink(address) != nil) == isLink)
    }
}
