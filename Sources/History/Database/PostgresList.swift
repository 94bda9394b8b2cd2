/// A list of values as PostgreSQL reads it: `{"a","b",NULL}`.
/// https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
struct PostgresList {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// All of it, in UTF-8.
    var letters: [UInt8] { bytes + [UInt8(ascii: "}")] }

    /// Bytes, so far.
    var length: Int { bytes.count }

    init() {}

    init(_ values: some Sequence<StoredValue?>) {
        for value in values { append(value) }
    }

    mutating func append(_ value: StoredValue?) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        switch value {
        case nil: bytes += "NULL".utf8
        case .integer(let number): bytes += String(number).utf8
        case .real(let number): bytes += String(number).utf8
        case .bytes(let value):
            bytes += "\"\\\\x\(value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())\"".utf8
        case .text(let text):
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                // PostgreSQL has no text with a NUL in it.
                if byte == 0 { bytes += [0xEF, 0xBF, 0xBD] } else { bytes.append(byte) }
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
