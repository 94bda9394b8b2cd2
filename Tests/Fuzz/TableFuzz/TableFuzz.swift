import Feeds
import Fuzzing
import Inspections

/// Tables as text, whole and broken, under each order of dates; a spreadsheet or archive is SpreadsheetFuzz's.
@main
enum TableFuzz {
    static func main() {
        FuzzDriver.run { bytes in
            // The length decides, so that one input always takes the same way.
            let orders: [DateForms.Order?] = [nil, .dmy, .mdy, .ymd]
            var map = FuzzedTable.map
            map.dates = DateForms(order: orders[bytes.count % 4], readsMonths: bytes.count % 8 > 3)
            FuzzedTable.check(bytes, map: map)
            return true
        }
    }
}
