/// A start tag of a spreadsheet, read no further than it is asked; its bytes live as long as the call that tells it.
struct SheetTag {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Without its prefix.
    let name: UnsafeBufferPointer<UInt8>
    /// Before the colon; empty where there is none.
    let prefix: UnsafeBufferPointer<UInt8>
    private let nameEnd: Int

    /// `bytes`: between the angle brackets.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        nameEnd = bytes.firstIndex { $0 <= 0x20 } ?? bytes.count
        let full = UnsafeBufferPointer(rebasing: bytes[..<nameEnd])
        name = SheetScanner.local(full)
        prefix = UnsafeBufferPointer(rebasing: full[..<max(0, full.count - name.count - 1)])
    }

    /// The value of an attribute by its name, prefix and all where it has one.
    func attribute(_ wanted: StaticString) -> String? {
        var index = nameEnd
        while index < bytes.count {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "="), bytes[index] > 0x20 { index += 1 }
            let end = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "'") {
                index += 1
            }
            guard index < bytes.count else { return nil }
            let quote = bytes[index]
            let first = index + 1
            index = first
            while index < bytes.count, bytes[index] != quote { index += 1 }
            if UnsafeBufferPointer(rebasing: bytes[start..<end]).isName(wanted) {
                return SheetText.resolved(UnsafeBufferPointer(rebasing: bytes[first..<min(index, bytes.count)]))
            }
            index += 1
        }
        return nil
    }

    func number(_ wanted: StaticString) -> Int? { attribute(wanted).flatMap { Int($0) } }
}

/// The text of a spreadsheet's XML.
enum SheetText {
    /// With the characters that its references stand for.
    static func resolved(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        var rest = bytes[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += String(decoding: rest[..<mark], as: UTF8.self)
            let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
            if let end, let character = character(String(decoding: rest[(mark + 1)..<end], as: UTF8.self)) {
                text.unicodeScalars.append(character)
                rest = rest[(end + 1)...]
            } else {
                text += "&"
                rest = rest[(mark + 1)...]
            }
        }
        return text + String(decoding: rest, as: UTF8.self)
    }

    private static func character(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
        }
    }
}
