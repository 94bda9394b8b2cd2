import Feeds
import Fuzzing
import Inspections

/// Spreadsheets and archives. Changed bytes nearly always break an archive's sums, so an input is the markup of a
/// sheet, and at times the archive itself.
@main
enum SpreadsheetFuzz {
    static func main() {
        FuzzDriver.run { bytes in
            if bytes.starts(with: [0x50, 0x4B]) {
                FuzzedTable.check(bytes, map: FuzzedTable.map)
                return true
            }
            // The length decides, so that one input always takes the same way.
            let names =
                bytes.count % 2 == 0
                ? ["content.xml"] : ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
            var files = names.map { (name: $0, bytes: bytes) }
            if bytes.count % 2 == 1 {
                let book = "<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"
                let relations = "<a><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></a>"
                files += [
                    (name: "xl/workbook.xml", bytes: Array(book.utf8)),
                    (name: "xl/_rels/workbook.xml.rels", bytes: Array(relations.utf8)),
                ]
            }
            FuzzedTable.check(StoredZip.archive(files), map: FuzzedTable.map)
            return true
        }
    }
}
