import Feeds
import Foundation
import Fuzzing
import Inspections
import Markup
import Text

@testable import Pages

/// What the pages make of words that a publisher has made up, and the addresses that a reader asks for.
@main
enum PageFuzz {
    static func main() {
        FuzzDriver.run { input in
            let text = String(decoding: input, as: UTF8.self)
            checkMarkup(text)
            checkTable(text)
            checkCalendar(text)
            checkAddress(text)
            return true
        }
    }

    /// HTML, SVG, Atom: whatever is interpolated is text, and is there as it was, but for what no markup can hold.
    private static func checkMarkup(_ text: String) {
        let markup: Hypertext = "<svg aria-label=\"\(text)\"><title>\(text)</title></svg>"
        guard let document = try? XMLDocument(parsing: Array(markup.text.utf8), charset: "utf-8") else {
            return Property.holds(false, "it is well-formed")
        }
        let root = document.root
        Property.holds(!document.recovered, "it is well-formed")
        Property.holds(root.elements.count == 1 && root.elements[0].elements.isEmpty, "no element is another's")
        let kept = blanked(text)
        Property.holds(blanked(root.elements[0].text) == kept, "the text arrives")
        Property.holds(blanked(root.attribute("aria-label") ?? "") == kept, "the attribute arrives")
        if let link = WebLink(text) {
            let isWeb = ["http://", "https://"].contains { link.text.lowercased().hasPrefix($0) }
            Property.holds(isWeb && !link.text.utf8.contains { $0 <= 0x20 }, "a link leads to the web")
        }
    }

    /// Control characters and marks of direction, which markup has as blanks, as nothing.
    private static func blanked(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            !OutsideText.isControl(scalar) && !OutsideText.isHidden(scalar) && scalar != " " && scalar.value < 0xFFFE
                || scalar.value > 0xFFFF && !OutsideText.isHidden(scalar)
        }
    }

    /// A spreadsheet reads the cells that were written, none of them as a formula.
    private static func checkTable(_ text: String) {
        let line = CSVText.line(["a", text, "b"])
        let cells = CSVCells(line).cells
        Property.holds(cells?.count == 3, "a line has as many cells as were written: \(line)")
        guard let cell = cells?[1] else { return }
        let shown = Array(OutsideText.line(text).utf8)
        Property.holds(
            cell == shown || cell == [UInt8(ascii: "'")] + shown, "the cell arrives, without control characters")
        let formulas = Set("=+-@\t\r\n".utf8)
        Property.holds(cell.first.map { !formulas.contains($0) } ?? true, "no cell is a formula")
    }

    private static func checkCalendar(_ text: String) {
        guard let day = CalendarDate(iso: "2024-02-26") else { return Property.holds(false, "this is a day") }
        let event = Calendar.Event(
            id: text, day: day, title: text, text: text, url: WebLink(text), stamp: Date(timeIntervalSince1970: 0))
        let lines = Calendar(name: text, language: "en", events: [event]).text.components(separatedBy: "\r\n")
        Property.holds(lines.allSatisfy { $0.utf8.count <= 75 }, "no line is longer than calendars take")
        Property.holds(!lines.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }, "lines end with CRLF alone")
        var unfolded: [String] = []
        for line in lines {
            if line.utf8.first == UInt8(ascii: " "), let last = unfolded.popLast() {
                unfolded.append(last + String(decoding: line.utf8.dropFirst(), as: UTF8.self))
            } else {
                unfolded.append(line)
            }
        }
        Property.holds(
            unfolded.filter { $0.utf8.starts(with: "BEGIN:".utf8) }.count == 2, "there is one event: \(unfolded)")
        Property.holds(
            unfolded.contains { $0.utf8.starts(with: "SUMMARY:".utf8) && isEscaped(Array($0.utf8.dropFirst(8))) },
            "what calendars read as their own is written otherwise: \(unfolded)")
    }

    /// RFC 5545, section 3.3.11.
    private static func isEscaped(_ value: [UInt8]) -> Bool {
        var rest = value[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") { return false }
            if byte == UInt8(ascii: "\\"), rest.popFirst().map({ #"\;,"#.utf8.contains($0) }) != true { return false }
        }
        return true
    }

    /// An address that is known is known by its own path and query.
    private static func checkAddress(_ text: String) {
        let asked = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = QueryText.values(asked.count > 1 ? String(asked[1]) : "")
        guard let path = QueryText.decoded(asked[0], isForm: false), let address = SiteAddress(path: path, query: query)
        else { return }
        let again = SiteAddress(path: address.path, query: QueryText.values(String(address.query.dropFirst())))
        Property.holds(again == address, "an address leads where it came from: \(address)")
        let parts = address.path.split(separator: "/", omittingEmptySubsequences: false)
        Property.holds(!parts.contains { ["", ".", ".."].contains($0) }, "it stays in its folder: \(address)")
    }
}

/// One line of RFC 4180, read byte by byte as spreadsheets do; shares nothing with what wrote it.
private struct CSVCells {
    /// `nil` where it is none.
    let cells: [[UInt8]]?

    init(_ line: String) {
        var rest = Array(line.utf8)[...]
        var cells: [[UInt8]] = []
        while true {
            var cell: [UInt8] = []
            if rest.first == UInt8(ascii: "\"") {
                rest.removeFirst()
                while let byte = rest.popFirst() {
                    if byte != UInt8(ascii: "\"") {
                        cell.append(byte)
                    } else if rest.first == byte {
                        cell.append(byte)
                        rest.removeFirst()
                    } else {
                        break
                    }
                }
            } else {
                cell = Array(rest.prefix { $0 != UInt8(ascii: ",") && $0 != 0x0D && $0 != 0x0A })
                rest = rest.dropFirst(cell.count)
            }
            cells.append(cell)
            if rest.first == UInt8(ascii: ",") {
                rest.removeFirst()
            } else {
                self.cells = Array(rest) == [0x0D, 0x0A] ? cells : nil
                return
            }
        }
    }
}
