import Feeds
import Testing

@Suite struct RowReaderTests {
    private static func rows(_ text: String, delimiter: String = ",", piece: Int = .max) throws -> [[String]] {
        var reader = RowReader(delimiter: delimiter.utf8.first ?? 0)
        var rows: [[String]] = []
        var rest = Array(text.utf8)[...]
        repeat {
            let chunk = rest.prefix(piece)
            rest = rest.dropFirst(chunk.count)
            _ = try reader.take(chunk, isLast: rest.isEmpty) { row in
                rows.append((0..<row.count).map { String(decoding: row[$0], as: UTF8.self) })
                return true
            }
        } while !rest.isEmpty
        return rows
    }

    @Test(
        arguments: [
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("a,\n,b\n", [["a", ""], ["", "b"]]),
            ("a,", [["a", ""]]),
            ("\r\n\na,b\n", [["a", "b"]]),
            ("\"a,b\",c\n", [["a,b", "c"]]),
            ("\"a\r\nb\",c\n", [["a\r\nb", "c"]]),
            ("\"a \"\"b\"\" c\",\"\"\n", [["a \"b\" c", ""]]),
            ("\"\"\"\"\n", [["\""]]),
            ("12\" pipe,b\n", [["12\" pipe", "b"]]),
            (" a , b\t\n", [["a", "b"]]),
            ("\"a\",\"b\"\r\n", [["a", "b"]]),
        ] as [(String, [[String]])])
    func rowsAreSplit(text: String, expected: [[String]]) throws {
        #expect(try Self.rows(text) == expected)
        for piece in 1...5 { #expect(try Self.rows(text, piece: piece) == expected, "in pieces of \(piece)") }
    }

    @Test(arguments: [";", "\t", "|"]) func otherDelimitersSplitAsWell(delimiter: String) throws {
        #expect(try Self.rows("a\(delimiter)\"b\(delimiter)c\"\n", delimiter: delimiter) == [["a", "b\(delimiter)c"]])
    }

    @Test func whatIsWrittenIsReadInPiecesOfAnySize() throws {
        var random = SystemRandomNumberGenerator()
        let parts = ["a", "é", "\"", ",", "\n", "\r\n", "12", " x", "–"]
        for _ in 0..<200 {
            let table = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<3).map { _ in
                    "x" + (0..<Int.random(in: 0...4)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
                        + "x"
                }
            }
            let text = table.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
            }.joined()
            #expect(try Self.rows(text, piece: Int.random(in: 1...40, using: &random)) == table, "\(text)")
        }
    }

    static let refused: [(String, String)] = {
        let lines = String(repeating: "x\n", count: 40_000)
        let long = String(repeating: "x", count: 10_000_000)
        let row = String(repeating: String(repeating: "x", count: 60_000) + ",", count: 40)
        return [
            ("a,\"b\nc,d\n", "row 1, column 2: a quotation mark is opened and never closed"),
            ("a\n\"" + lines, "row 2, column 1: a cell longer than 64000 bytes"),
            ("a\nb," + long, "row 2, column 2: a cell longer than 64000 bytes"),
            (String(repeating: ",", count: 1_000_000), "row 1, column 4097: more than 4096 columns (limits.columns)"),
            (row, "row 1: a row longer than 1000000 bytes"),
        ]
    }()

    @Test(arguments: refused)
    func whatNoTableHasIsRefusedWithItsPlace(text: String, expected: String) {
        let fault = #expect(throws: TableFault.self) { try Self.rows(text, piece: 64 << 10) }
        #expect(fault?.description.hasPrefix(expected) == true, "\(fault?.description ?? "")")
    }
}
