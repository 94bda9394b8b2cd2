import Glibc

/// What is told of a spreadsheet's XML while it comes in.
protocol SheetHandler {
    /// `isEmpty`: the element ends with its tag, and no end is told.
    mutating func start(_ tag: SheetTag, isEmpty: Bool) throws(TableFault)
    /// `name`: without its prefix.
    mutating func end(_ name: UnsafeBufferPointer<UInt8>) throws(TableFault)
    /// A piece of text; `isRaw`: references in it mean themselves.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isRaw: Bool) throws(TableFault)
    /// True once nothing more is wanted.
    var isDone: Bool { get }
}

/// Splits the XML of a spreadsheet into tags and texts piece by piece. A tree of it would take twenty times its bytes,
/// and libxml2's own events cost a hostile tag of many attributes the square of them; this reads what spreadsheet
/// programs write, refuses declarations of document types, and takes broken markup for what it seems to be: the tables
/// that come of it are checked.
struct SheetScanner {
    private var rest: [UInt8] = []

    /// Of one tag, remark or reference.
    private static let most = 64 << 10

    mutating func take<Handler: SheetHandler>(_ bytes: [UInt8], into handler: inout Handler) throws(TableFault) {
        let buffer = rest.isEmpty ? bytes : rest + bytes
        let done = try buffer.withUnsafeBufferPointer { bytes throws(TableFault) in
            try SheetScanner.scan(bytes, into: &handler)
        }
        rest = Array(buffer[done...])
        if rest.count > SheetScanner.most { throw ZipArchive.fault("a tag of the spreadsheet is longer than 64 KB") }
    }

    /// The bytes that are done with: what begins behind them is not all there yet.
    private static func scan<Handler: SheetHandler>(
        _ bytes: UnsafeBufferPointer<UInt8>, into handler: inout Handler
    ) throws(TableFault) -> Int {
        var index = 0
        while index < bytes.count, !handler.isDone {
            if bytes[index] != UInt8(ascii: "<") {
                let next = self.index(of: UInt8(ascii: "<"), from: index, in: bytes)
                let end = next ?? wholeText(from: index, in: bytes)
                if end > index { try handler.text(part(bytes, index, end), isRaw: false) }
                index = end
                if next == nil { break }
                continue
            }
            guard let end = try tag(at: index, in: bytes, into: &handler) else { break }
            index = end
        }
        return handler.isDone ? bytes.count : index
    }

    /// Behind the tag; nil where it is not all there.
    private static func tag<Handler: SheetHandler>(
        at start: Int, in bytes: UnsafeBufferPointer<UInt8>, into handler: inout Handler
    ) throws(TableFault) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "/"):
            guard let close = index(of: UInt8(ascii: ">"), from: start, in: bytes) else { return nil }
            var end = close
            while end > start + 2, bytes[end - 1] <= 0x20 { end -= 1 }
            try handler.end(local(part(bytes, start + 2, end)))
            return close + 1
        case UInt8(ascii: "?"):
            return index(of: UInt8(ascii: ">"), from: start, in: bytes).map { $0 + 1 }
        case UInt8(ascii: "!"):
            return try declaration(at: start, in: bytes, into: &handler)
        default:
            guard let close = border(from: start, in: bytes) else { return nil }
            let isEmpty = bytes[close - 1] == UInt8(ascii: "/")
            try handler.start(SheetTag(part(bytes, start + 1, isEmpty ? close - 1 : close)), isEmpty: isEmpty)
            return close + 1
        }
    }

    private static func declaration<Handler: SheetHandler>(
        at start: Int, in bytes: UnsafeBufferPointer<UInt8>, into handler: inout Handler
    ) throws(TableFault) -> Int? {
        guard start + 9 <= bytes.count else { return nil }
        let isText = starts("<![CDATA[", at: start, in: bytes)
        guard isText || starts("<!--", at: start, in: bytes) else {
            throw ZipArchive.fault("the spreadsheet declares a document type, as no spreadsheet program does")
        }
        let (mark, length) = isText ? (UInt8(ascii: "]"), 9) : (UInt8(ascii: "-"), 4)
        var close = start + length
        while let found = index(of: UInt8(ascii: ">"), from: close, in: bytes) {
            if found >= start + length + 2, bytes[found - 1] == mark, bytes[found - 2] == mark {
                if isText { try handler.text(part(bytes, start + length, found - 2), isRaw: true) }
                return found + 1
            }
            close = found + 1
        }
        return nil
    }

    /// The mark that ends a tag, which within quotation marks is none.
    private static func border(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = start + 1
        var quote: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            index += 1
        }
        return nil
    }

    /// The end of a text that goes on: before a reference that may be cut in two.
    private static func wholeText(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let first = max(start, bytes.count - 12)
        for index in stride(from: bytes.count - 1, through: first, by: -1) {
            if bytes[index] == UInt8(ascii: ";") { break }
            if bytes[index] == UInt8(ascii: "&") { return index }
        }
        return bytes.count
    }

    private static func index(of byte: UInt8, from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private static func starts(_ text: StaticString, at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress, start + text.utf8CodeUnitCount <= bytes.count else { return false }
        return memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    private static func part(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)])
    }

    /// A name without its prefix.
    static func local(_ name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let colon = name.lastIndex(of: UInt8(ascii: ":")) else { return name }
        return UnsafeBufferPointer(rebasing: name[(colon + 1)...])
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// True where the bytes are these.
    func isName(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount, let baseAddress else { return false }
        return memcmp(baseAddress, text.utf8Start, count) == 0
    }
}
