import Testing

@testable import Text

@Suite struct TextTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rows: [[String]]
        var width: Int?
        let expected: String
    }

    @Test(arguments: [
        Case(
            testDescription: "all columns say something", rows: [["1", "a", "why"], ["22", "", ""]],
            expected: "no  name  reason\n1   a     why\n22\n"),
        Case(
            testDescription: "a column is empty throughout", rows: [["1", "", "why"], ["2", "", "x"]],
            expected: "no  reason\n1   why\n2   x\n"),
        Case(testDescription: "no rows", rows: [], expected: ""),
        Case(testDescription: "nothing in any row", rows: [["", "", ""]], expected: ""),
        Case(
            testDescription: "a line break in a cell", rows: [["1", "a\r\nb", "c"]],
            expected: "no  name  reason\n1   a  b  c\n"),
        Case(
            testDescription: "the last column wraps", rows: [["1", "a", "a reason that needs more than one line"]],
            width: 42, expected: "no  name  reason\n1   a     a reason that needs more than\n          one line\n"),
        Case(
            testDescription: "what can be missed goes before a text is narrow",
            rows: [["1", "a name that takes a lot of room", "a reason that needs more than one line"]],
            width: 40, expected: "no  reason\n1   a reason that needs more than one\n    line\n"),
        Case(
            testDescription: "where nothing has room each row is a paragraph",
            rows: [["1", "", "a reason that needs more"], ["2", "b", "short"]],
            width: 20,
            expected: "no      1\nreason  a reason\n        that needs\n        more\n\n"
                + "no      2\nname    b\nreason  short\n"),
        Case(
            testDescription: "letters that are wide, marks that take no room, and joiners that could hide, which go",
            rows: [["1", "日本", "x"], ["2", "Mo\u{302}n", "y"], ["3", "👩‍👩‍👧", "z"]],
            expected: "no  name    reason\n1   日本    x\n2   Mo\u{302}n     y\n3   👩👩👧  z\n"),
    ])
    func nothingIsCut(_ table: Case) {
        let text = TextTable(
            header: ["no", .extra("name", 1), .text("reason")], rows: table.rows.map { TextTable.Row(cells: $0) }
        ).text(TerminalStyle(width: table.width, hasColour: false))
        #expect(text == table.expected, "\(text)")
    }

    @Test func aWholeRowIsColouredAndTheWordsStandWithoutIt() {
        let table = TextTable(
            header: ["direction"], rows: [TextTable.Row(cells: ["▼ declined"], direction: "declined")])
        #expect(
            table.text(TerminalStyle(width: 80, hasColour: true))
                == "\u{1B}[1mdirection\u{1B}[0m\n\u{1B}[31m▼ declined\u{1B}[0m\n")
        #expect(table.text(TerminalStyle(width: 80, hasColour: false)) == "direction\n▼ declined\n")
    }

    @Test(arguments: [
        ("plain", 5), ("größe", 5), ("gro\u{308}ße", 5), ("日本語", 6), ("한국", 4), ("ｆｕｌｌ", 8), ("👍", 2), ("👩‍👩‍👧", 2),
        ("🇬🇧", 2), ("❤️", 2), ("a\u{200B}b", 2), ("שלום", 4), ("▼", 1), ("", 0),
    ])
    func aTextIsAsWideAsItIsShown(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: [
        ("a b c", 5, ["a b c"]), ("one two three", 7, ["one two", "three"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("see https://example.org/a/long/path now", 10, ["see", "https://example.org/a/long/path", "now"]),
        ("日本語です", 4, ["日本", "語で", "す"]), ("", 4, [""]),
    ])
    func aTextIsWrappedBetweenWordsAndAnAddressStaysWhole(text: String, columns: Int, lines: [String]) {
        #expect(WrappedText.lines(text, columns: columns) == lines)
    }
}
