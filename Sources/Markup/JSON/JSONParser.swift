/// Reads one document of JSON as RFC 8259 has it.
///
/// Of its own, because Foundation's readers give numbers without their digits, no line of a fault, and no bound but
/// their own.
struct JSONParser {
    private let bytes: [UInt8]
    private let limits: MarkupLimits
    private var place = 0
    private var values = 0

    /// `text`: valid UTF-8.
    static func read(_ text: [UInt8], limits: MarkupLimits) throws(MarkupError) -> JSONNode {
        var parser = JSONParser(bytes: text, limits: limits)
        parser.skipSpace()
        if parser.place == text.count { throw MarkupError(operation: .readJSON, cause: .empty) }
        let value = try parser.value(level: 1)
        parser.skipSpace()
        if parser.place < text.count { throw parser.malformed("there is text after the end") }
        return value
    }

    private init(bytes: [UInt8], limits: MarkupLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func value(level: Int) throws(MarkupError) -> JSONNode {
        // Trees are walked and freed by recursion.
        if level > limits.depth { throw over("levels", limits.depth) }
        values += 1
        if values > limits.nodes { throw over("values", limits.nodes) }
        guard let first = next else { throw malformed("the document is truncated") }
        switch first {
        case UInt8(ascii: "{"): return try object(level: level)
        case UInt8(ascii: "["): return try array(level: level)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(level: Int) throws(MarkupError) -> JSONNode {
        place += 1
        var members: [JSONNode.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw malformed("a member's name is missing") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw malformed("a colon is missing") }
            skipSpace()
            members.append(JSONNode.Member(name: name, value: try value(level: level + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw malformed("a comma or } is missing") }
        }
    }

    private mutating func array(level: Int) throws(MarkupError) -> JSONNode {
        place += 1
        var elements: [JSONNode] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            skipSpace()
            elements.append(try value(level: level + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw malformed("a comma or ] is missing") }
        }
    }

    private mutating func string() throws(MarkupError) -> String {
        place += 1
        let start = place
        // Most have nothing that is written otherwise.
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        if next == UInt8(ascii: "\"") {
            defer { place += 1 }
            if place - start > limits.textBytes { throw over("bytes in a text", limits.textBytes) }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        var text = Array(bytes[start..<place])
        while let byte = next {
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte < 0x20 { throw malformed("a text has a line break or another control character") }
            if byte == UInt8(ascii: "\\") {
                text += Array(String(try escaped()).utf8)
            } else {
                text.append(byte)
            }
            if text.count > limits.textBytes { throw over("bytes in a text", limits.textBytes) }
        }
        throw malformed("a text does not end")
    }

    private mutating func escaped() throws(MarkupError) -> Unicode.Scalar {
        guard let byte = next else { throw malformed("a text does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scalar()
        default: throw malformed("a text has an unknown escape")
        }
    }

    /// One half of a pair alone stands for no character.
    private mutating func scalar() throws(MarkupError) -> Unicode.Scalar {
        let first = try unit()
        guard (0xD800..<0xDC00).contains(first), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let before = place
        place += 2
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second) else {
            place = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func unit() throws(MarkupError) -> UInt32 {
        let digits = bytes[place..<min(place + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw malformed("\\u is not followed by four hexadecimal digits") }
        place += 4
        return unit
    }

    private mutating func number() throws(MarkupError) -> String {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let whole = digits()
        var isNumber = whole > 0 && (whole == 1 || bytes[place - whole] != UInt8(ascii: "0"))
        if take(UInt8(ascii: ".")) { isNumber = digits() > 0 && isNumber }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            isNumber = digits() > 0 && isNumber
        }
        guard isNumber else { throw malformed("a value is missing") }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func word(_ word: String, _ value: JSONNode) throws(MarkupError) -> JSONNode {
        guard bytes[place...].starts(with: word.utf8) else { throw malformed("a value is missing") }
        place += word.utf8.count
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private func malformed(_ words: String) -> MarkupError {
        let line = bytes[..<min(place, bytes.count)].count { $0 == 0x0A } + 1
        return MarkupError(operation: .readJSON, cause: .malformed(words, line: line))
    }

    private func over(_ limit: String, _ value: Int) -> MarkupError {
        MarkupError(operation: .readJSON, cause: .over(limit: limit, value: value))
    }
}
