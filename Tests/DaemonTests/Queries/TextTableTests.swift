import Testing

@testable import Configuration
@testable import Daemon
@testable import Queries
@testable import Text
@testable import YAML

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
            testDescription: "wider than the terminal", rows: [["1", "a", "a long reason"]], width: 12,
            expected: "no  name  r…\n1   a     a…\n"),
        Case(
            testDescription: "a line break in a cell", rows: [["1", "a\r\nb", "c"]],
            expected: "no  name  reason\n1   a  b  c\n"),
    ])
    func columnsThatSayNothingAreLeftOut(_ table: Case) {
        let text = TextTable(
            header: ["no", "name", "reason"], rows: table.rows.map { TextTable.Row(cells: $0, direction: "") })
        #expect(text.text(TerminalStyle(width: table.width, hasColour: false)) == table.expected)
    }
}
