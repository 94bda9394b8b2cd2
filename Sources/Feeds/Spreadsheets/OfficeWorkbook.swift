/// The sheets of an `.xlsx`, by `workbook.xml` and its list of relations.
struct OfficeWorkbook: SheetHandler {
    let isDone = false
    /// In order, with the relation that tells each one's file.
    private(set) var sheets: [(name: String, relation: String)] = []
    private(set) var base = SerialBase.year1900
    /// Relation -> file.
    private(set) var files: [String: String] = [:]

    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault) {
        if tag.name.isName("sheet") {
            if let name = tag.attribute("name"), let relation = tag.attribute("r:id"), sheets.count < 10_000 {
                sheets.append((name, relation))
            }
        } else if tag.name.isName("workbookPr") {
            if ["1", "true"].contains(tag.attribute("date1904")) { base = .year1904 }
        } else if tag.name.isName("Relationship") {
            if let id = tag.attribute("Id"), let target = tag.attribute("Target"), files.count < 10_000 {
                files[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            }
        }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault) {}
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault) {}
}

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
        // The formats that come with Office:
        // https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat
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

    /// True where a format has a day or a year outside of its quotations and conditions: `dd/mm/yyyy`, `[$-809]d mmmm
    /// yyyy;@`.
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

/// The texts that the cells of an `.xlsx` share: one after the other in one piece of memory.
struct OfficeTexts {
    private var bytes: [UInt8] = []
    private var ends: [Int32] = []

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
    }

    mutating func add(_ text: String, limits: TableLimits) throws(TableFault) {
        bytes += text.utf8
        if bytes.count + ends.count * 4 > limits.sharedTextBytes {
            throw ZipArchive.fault("the spreadsheet has more than \(limits.sharedTextBytes >> 20) MB of texts")
        }
        ends.append(Int32(truncatingIfNeeded: bytes.count))
    }
}

/// Reads `sharedStrings.xml`.
struct OfficeTextsReader: SheetHandler {
    private(set) var strings = OfficeTexts()
    let isDone = false
    private let limits: TableLimits
    private var text = ""
    private var isInText = false
    private var foreign = 0

    init(limits: TableLimits) { self.limits = limits }

    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault) {
        if foreign > 0 {
            if !isEmpty { foreign += 1 }
        } else if tag.name.isName("si") {
            text = ""
            if isEmpty { try strings.add("", limits: limits) }
        } else if tag.name.isName("t") {
            isInText = !isEmpty
        } else if tag.name.isName("rPh"), !isEmpty {
            foreign = 1
        }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault) {
        if foreign > 0 {
            foreign -= 1
        } else if name.isName("t") {
            isInText = false
        } else if name.isName("si") {
            try strings.add(text, limits: limits)
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault) {
        guard isInText, foreign == 0 else { return }
        text += isRaw ? String(decoding: bytes, as: UTF8.self) : SheetText.resolved(bytes)
        if text.utf8.count > 1 << 20 { throw ZipArchive.fault("a cell of the spreadsheet is longer than 1 MB") }
    }
}
