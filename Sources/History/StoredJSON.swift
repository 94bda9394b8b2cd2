/// Reads the JSON that the history itself has written, without spaces: a decoder takes ten times as long, and readers
/// wait for it.
struct StoredJSON {
    struct Fault: Error, CustomStringConvertible {
        let text: String

        var description: String { "the history holds what it has not written: \(text)" }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// Goes through an object.
    mutating func members(_ body: (String, inout StoredJSON) throws -> Void) throws {
        try list("{", "}") { reader in
            let name = try reader.text()
            try reader.skip(":")
            try body(name, &reader)
        }
    }

    /// Goes through an array.
    mutating func elements(_ body: (inout StoredJSON) throws -> Void) throws { try list("[", "]", body) }

    /// An array of strings and `null`.
    mutating func texts() throws -> [String?] {
        var texts: [String?] = []
        try elements { reader in texts.append(try reader.textOrNull()) }
        return texts
    }

    mutating func text() throws -> String {
        try skip("\"")
        var text = plain()
        while position < bytes.count, bytes[position] == UInt8(ascii: "\\") {
            text.unicodeScalars.append(try escaped())
            text += plain()
        }
        try skip("\"")
        return text
    }

    /// Up to a quotation mark or a backslash.
    private mutating func plain() -> String {
        let start = position
        return bytes.withUnsafeBufferPointer { bytes in
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") { end += 1 }
            position = end
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        }
    }

    mutating func skip(_ token: StaticString) throws {
        let count = token.utf8CodeUnitCount
        let isThere =
            position + count <= bytes.count && (0..<count).allSatisfy { bytes[position + $0] == token.utf8Start[$0] }
        if !isThere { throw Fault(text: String(decoding: bytes, as: UTF8.self)) }
        position += count
    }

    private mutating func textOrNull() throws -> String? {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try text() }
        try skip("null")
        return nil
    }

    private mutating func list(
        _ open: StaticString, _ close: StaticString, _ body: (inout StoredJSON) throws -> Void
    ) throws {
        try skip(open)
        if position < bytes.count, bytes[position] == close.utf8Start.pointee { return try skip(close) }
        while true {
            try body(&self)
            if position < bytes.count, bytes[position] == UInt8(ascii: ",") {
                position += 1
            } else {
                return try skip(close)
            }
        }
    }

    /// Behind a backslash: a letter, or four digits of a scalar of the first plane.
    private mutating func escaped() throws -> Unicode.Scalar {
        position += 1
        defer { position += 1 }
        guard position < bytes.count else { throw Fault(text: String(decoding: bytes, as: UTF8.self)) }
        switch bytes[position] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let digits = String(decoding: bytes[(position + 1)...].prefix(4), as: UTF8.self)
            guard digits.utf8.count == 4, let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number)
            else {
                throw Fault(text: String(decoding: bytes, as: UTF8.self))
            }
            position += 4
            return scalar
        case let other: return Unicode.Scalar(other)
        }
    }
}
