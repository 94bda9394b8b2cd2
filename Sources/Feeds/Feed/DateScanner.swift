/// Reads the text of a date piece by piece.
struct DateScanner {
    struct Number {
        let value: Int
        /// How many digits it is written with.
        let digits: Int
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { index == bytes.count }

    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    var isAtDigit: Bool { index < bytes.count && DateScanner.isDigit(bytes[index]) }

    /// Whether a digit follows the next character.
    var isBeforeDigit: Bool { index + 1 < bytes.count && DateScanner.isDigit(bytes[index + 1]) }

    mutating func skip() { index = min(index + 1, bytes.count) }

    /// Whether the next character was one of these, and is now read.
    mutating func take(_ marks: StaticString) -> Bool {
        guard let next else { return false }
        for offset in 0..<marks.utf8CodeUnitCount where marks.utf8Start[offset] == next {
            index += 1
            return true
        }
        return false
    }

    mutating func skipSpace() {
        while let next, next <= 0x20 { index += 1 }
    }

    /// `nil` where no digit stands, or more than any date has.
    mutating func number() -> Number? {
        let start = index
        var value = 0
        while index < bytes.count, DateScanner.isDigit(bytes[index]), index - start < 9 {
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        return index > start && !isAtDigit ? Number(value: value, digits: index - start) : nil
    }

    mutating func skipDigits() {
        while isAtDigit { index += 1 }
    }

    /// Letters, and what joins them in `a.m.` and `America/Los_Angeles`; dots are left out. `nil` where no letter stands.
    mutating func word() -> String? {
        let start = index
        while index < bytes.count, isInWord(index) { index += 1 }
        return index > start
            ? String(decoding: bytes[start..<index].filter { $0 != UInt8(ascii: ".") }, as: UTF8.self) : nil
    }

    private func isInWord(_ index: Int) -> Bool {
        let isAfterLetter = index > 0 && DateScanner.isLetter(bytes[index - 1])
        return switch bytes[index] {
        case UInt8(ascii: "."): isAfterLetter
        case UInt8(ascii: "/"), UInt8(ascii: "_"):
            isAfterLetter && index + 1 < bytes.count && DateScanner.isLetter(bytes[index + 1])
        default: DateScanner.isLetter(bytes[index])
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Any character beyond ASCII counts as one.
    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
