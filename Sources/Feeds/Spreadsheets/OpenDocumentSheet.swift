/// Reads the sheets of an OpenDocument spreadsheet, `content.xml` of an `.ods`, while it comes in. A cell's value is
/// read as it is stored, not as it is shown: a day as `2024-03-31`, a number without marks between its digits.
struct OpenDocumentSheet: SheetHandler {
    private var rows: SheetRows
    /// Names of all sheets so far.
    private(set) var sheets: [String] = []
    private(set) var isDone = false
    private var isInTable = false
    /// Elements within the cell whose text is not the cell's: remarks, drawings.
    private var foreign = 0
    private var rowTimes = 1
    private var cellTimes = 1
    private var value: String?
    private var text = ""
    private var paragraphs = 0
    private var isInCell = false
    private var isInParagraph = false

    init(_ rows: SheetRows) { self.rows = rows }

    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault) {
        if foreign > 0 {
            if !isEmpty { foreign += 1 }
            return
        }
        let name = tag.name
        if name.isName("table-cell") || name.isName("covered-table-cell") {
            guard isInTable, rows.isWanted else { return }
            cellTimes = max(1, tag.number("table:number-columns-repeated") ?? 1)
            value = OpenDocumentSheet.value(tag)
            (text, paragraphs, isInCell, isInParagraph) = ("", 0, true, false)
            if isEmpty { try endCell() }
        } else if name.isName("p") {
            guard isInCell else { return }
            if paragraphs > 0 { text += "\n" }
            paragraphs += 1
            isInParagraph = !isEmpty
        } else if name.isName("table-row") {
            rowTimes = max(1, tag.number("table:number-rows-repeated") ?? 1)
            if isEmpty, isInTable { try rows.endRow(times: rowTimes) }
        } else if name.isName("table"), tag.prefix.isName("table") {
            guard !isInTable else { throw ZipArchive.fault("the spreadsheet has a sheet within a sheet") }
            let name = tag.attribute("table:name") ?? ""
            sheets.append(name)
            rows.begin(name)
            isInTable = !isEmpty
        } else if isInParagraph {
            if name.isName("s") { text += String(repeating: " ", count: min(max(1, tag.number("text:c") ?? 1), 1000)) }
            if name.isName("tab") || name.isName("line-break") { text += " " }
            if name.isName("annotation") || tag.prefix.isName("draw"), !isEmpty { foreign = 1 }
        } else if name.isName("annotation") || tag.prefix.isName("draw") || name.isName("shapes")
            || name.isName("forms")
        {
            if !isEmpty { foreign = 1 }
        }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault) {
        if foreign > 0 {
            foreign -= 1
            return
        }
        if name.isName("table-cell") || name.isName("covered-table-cell") {
            if isInCell { try endCell() }
        } else if name.isName("p") {
            isInParagraph = false
        } else if name.isName("table-row") {
            if isInTable { try rows.endRow(times: rowTimes) }
        } else if name.isName("table"), isInTable {
            isInTable = false
            isDone = try rows.end()
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault) {
        guard isInParagraph, foreign == 0 else { return }
        text += isRaw ? String(decoding: bytes, as: UTF8.self) : SheetText.resolved(bytes)
        if text.utf8.count > 1 << 20 { throw ZipArchive.fault("a cell of the spreadsheet is longer than 1 MB") }
    }

    private mutating func endCell() throws(TableFault) {
        isInCell = false
        isInParagraph = false
        try rows.add(value ?? text, times: cellTimes)
    }

    /// Nil where the cell's text is its value.
    private static func value(_ tag: SheetTag) -> String? {
        switch tag.attribute("office:value-type") {
        case "float", "percentage", "currency": tag.attribute("office:value").map(SheetNumber.text)
        case "date": tag.attribute("office:date-value").map(day)
        case "boolean": tag.attribute("office:boolean-value")?.uppercased()
        case "string": tag.attribute("office:string-value")
        default: nil
        }
    }

    private static func day(_ value: String) -> String {
        value.hasSuffix("T00:00:00") ? String(value.prefix { $0 != "T" }) : value
    }
}
