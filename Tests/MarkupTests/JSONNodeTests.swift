import Markup
import Testing

@Suite struct JSONNodeTests {
    private func read(_ text: String, limits: MarkupLimits = .current) throws(MarkupError) -> JSONNode {
        try JSONNode(parsing: Array(text.utf8), limits: limits)
    }

    @Test func valuesAreReadAsTheyStand() throws {
        let json = try read(
            #" {"a": [1, -2.50e+3, true, false, null], "b": {"c": "x\n\"\u00e9\ud83d\ude00\/"}, "a2": 12345678901234567890} "#
        )
        #expect(json["a"]?.elements.map(\.scalar) == ["1", "-2.50e+3", "true", "false", nil])
        #expect(json["b"]?["c"]?.string == "x\n\"é😀/")
        #expect(json["a2"]?.scalar == "12345678901234567890", "no digit is lost")
        #expect(json.members.map(\.name) == ["a", "b", "a2"])
    }

    @Test(arguments: [
        ("[]", 0), (#"[" "]"#, 1), ("[1 , 2]", 2), ("[[],{}]", 2), ("[0, 0.5, -0]", 3),
    ])
    func arraysHaveTheirElements(text: String, count: Int) throws {
        #expect(try read(text).elements.count == count)
    }

    @Test(arguments: [
        "{", "[1", #"{"a""#, #"{"a" 1}"#, #"{"a":}"#, "[1,]", "{,}", "[01]", "[1.]", "[.5]", "[1e]", "[+1]", "[-]",
        "nul", "tru",
        #"["\x"]"#, #"["\u12"]"#, #"["a"#, "[\"a\nb\"]", "[1] 2", "'a'", "NaN",
    ])
    func whatIsNoJSONIsRefusedWithItsLine(text: String) {
        let error = #expect(throws: MarkupError.self) { try read("\n" + text) }
        #expect(error?.description.contains("cannot read JSON: line ") == true)
    }

    @Test(arguments: ["", "  \n"])
    func anEmptyDocumentIsSaidToBeEmpty(text: String) {
        let error = #expect(throws: MarkupError.self) { try read(text) }
        #expect(error?.cause == .empty)
    }

    @Test(arguments: ["[", #"{"a":"#])
    func oneThatIsNestedAHundredThousandDeepIsNamedAndCostsNothing(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        let error = #expect(throws: MarkupError.self) { try read(text) }
        #expect(error?.description == "cannot read JSON: it has more than 256 levels")
    }

    @Test func valuesTextsAndBytesAreBounded() {
        var limits = MarkupLimits.current
        limits.nodes = 3
        limits.textBytes = 4
        limits.documentBytes = 64
        for (text, words) in [
            ("[1,2,3]", "3 values"), (#"["12345"]"#, "4 bytes in a text"), (#"["123\n5"]"#, "4 bytes in a text"),
            (String(repeating: " ", count: 65), "64 bytes"),
        ] {
            let error = #expect(throws: MarkupError.self) { try read(text, limits: limits) }
            #expect(error?.description.contains("more than \(words)") == true)
        }
    }

    @Test func halfAPairStandsForNoCharacter() throws {
        #expect(
            try read(#"["\ud83d", "\ud83dx", "\ud83d\u0041", "\udc00"]"#).elements.map(\.string) == [
                "\u{FFFD}", "\u{FFFD}x", "\u{FFFD}A", "\u{FFFD}",
            ])
    }
}
