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
