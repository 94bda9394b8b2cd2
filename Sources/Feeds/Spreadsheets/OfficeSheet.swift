import Inspections

/// Reads one sheet of an `.xlsx` while it comes in. Days, which it stores as numbers, are written as `2024-03-31` where
/// the cell's style shows them as days.
struct OfficeSheet: SheetHandler {
    private var rows: SheetRows
    private let strings: OfficeTexts
    private let styles: OfficeStyles
    private let base: SerialBase
    private(set) var isDone = false
    /// Rows and cells that were written.
    private var row = 0
    private var column = 0
    private var type = ""
    private var isDay = false
    private var isInValue = false
    private var text = ""
    /// Elements of a cell's text that only say how it is spoken.
    private var foreign = 0

    init(_ rows: SheetRows, strings: OfficeTexts, styles: OfficeStyles, base: SerialBase) {
        self.rows = rows
        self.strings = strings
        self.styles = styles
        self.base = base
    }

    /// True where the sheet was the one that is meant.
    mutating func finish() throws(TableFault) -> Bool { try rows.end() }

    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault) {
        if foreign > 0 {
            if !isEmpty { foreign += 1 }
            return
        }
        let name = tag.name
        if name.isName("c") {
            let place = tag.attribute("r").flatMap(OfficeSheet.column)
            try pad(to: place ?? column)
            type = tag.attribute("t") ?? "n"
            isDay = type == "n" && tag.number("s").map(styles.isDay) ?? false
            text = ""
            if isEmpty { try endCell() }
        } else if name.isName("v") || name.isName("t") {
            isInValue = !isEmpty
        } else if name.isName("rPh") {
            if !isEmpty { foreign = 1 }
        } else if name.isName("row") {
            let number = tag.number("r") ?? row + 1
            if number > row + 1 { try rows.endRow(times: number - row - 1) }
            row = max(number, row + 1)
            column = 0
            if isEmpty { try rows.endRow() }
            if !rows.isWanted { isDone = true }
        }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault) {
        if foreign > 0 {
            foreign -= 1
            return
        }
        if name.isName("c") {
            try endCell()
        } else if name.isName("v") || name.isName("t") {
            isInValue = false
        } else if name.isName("row") {
            try rows.endRow()
        } else if name.isName("sheetData") {
            isDone = true
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault) {
        guard isInValue, foreign == 0 else { return }
        text += isRaw ? String(decoding: bytes, as: UTF8.self) : SheetText.resolved(bytes)
        if text.utf8.count > 1 << 20 { throw ZipArchive.fault("a cell of the spreadsheet is longer than 1 MB") }
    }

    private mutating func pad(to place: Int) throws(TableFault) {
        if place > column { try rows.add("", times: place - column) }
        column = max(place, column)
    }

    private mutating func endCell() throws(TableFault) {
        var value = text
        switch type {
        case "s":
            guard let index = Int(text), let string = strings[index] else {
                if text.isEmpty { break }
                throw ZipArchive.fault("the spreadsheet is damaged: text \(text) of those that cells share is missing")
            }
            value = string
        case "b": value = text == "1" ? "TRUE" : "FALSE"
        case "n": value = (isDay ? day : nil) ?? SheetNumber.text(text)
        default: break
        }
        try rows.add(value)
        column += 1
    }

    private var day: String? {
        guard let number = Double(text), number >= 1, number < 2_958_466 else { return nil }
        return CalendarDate(daysSinceEpoch: base.daysSinceEpoch + Int(number))?.iso
    }

    /// `C7` -> 2.
    private static func column(_ place: String) -> Int? {
        var column = 0
        for byte in place.utf8.prefix(while: { (0x41...0x5A).contains($0) }) {
            column = column * 26 + Int(byte) - 0x40
            if column > 1 << 20 { return nil }
        }
        return column == 0 ? nil : column - 1
    }
}
