/// Which styles of an `.xlsx` show numbers as days, by `styles.xml`.
struct OfficeStyles: SheetHandler {
    let isDone = false
    /// Number of a format -> how it is written.
    private var formats: [Int: String] = [:]
    /// By style.
    private var formatOfStyle: [Int] = []
    private var isInCells = false

    func isDay(_ style: Int) -> Bool {
        guard formatOfStyle.indices.contains(style) else { return false }
        let format = formatOfStyle[style]
        // The formats that come with Office: https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat
        if (14...17).contains(format) || format == 22 { return true }
        return formats[format].map(OfficeStyles.showsDay) ?? false
    }

    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault) {
        if tag.name.isName("numFmt") {
            if let id = tag.number("numFmtId"), let code = tag.attribute("formatCode"), formats.count < 10_000 {
                formats[id] = code
            }
        } else if tag.name.isName("cellXfs") {
            isInCells = !isEmpty
        } else if isInCells, tag.name.isName("xf"), formatOfStyle.count < 100_000 {
            formatOfStyle.append(tag.number("numFmtId") ?? 0)
        }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault) {
        if name.isName("cellXfs") { isInCells = false }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault) {}

    /// True where a format has a day or a year outside of its quotations and conditions: `dd/mm/yyyy`, `[$-809]d mmmm yyyy;@`.
    private static func showsDay(_ format: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in format.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\", "_", "*": isEscaped = true
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "d", "y": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }
}
