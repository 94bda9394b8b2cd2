import Text

/// A JSON value whose objects keep their order, so that equal content is equal bytes.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// `null` for `nil`.
    package static func string(orNull text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// `null` for `nil`.
    package static func int(orNull number: Int?) -> JSONValue { number.map(JSONValue.int) ?? .null }

    /// One line of JSON without a line break at its end.
    package var text: String {
        var out: [UInt8] = []
        write(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// The same, as bytes.
    package func write(to out: inout [UInt8]) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .int(let value): out += String(value).utf8
        case .string(let value): JSONValue.write(value, to: &out)
        case .array(let values):
            out.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                value.write(to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                JSONValue.write(member.name, to: &out)
                out.append(UInt8(ascii: ":"))
                member.value.write(to: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a string in its quotation marks.
    package static func write(_ string: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        if isPlain(string) {
            out += string.utf8
        } else {
            for scalar in string.unicodeScalars { write(scalar, to: &out) }
        }
        out.append(UInt8(ascii: "\""))
    }

    private static func write(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        switch scalar {
        case "\"": out += "\\\"".utf8
        case "\\": out += "\\\\".utf8
        case "\n": out += "\\n".utf8
        case "\r": out += "\\r".utf8
        case "\t": out += "\\t".utf8
        // Whoever looks at the bytes sees what is there, and no reader of lines takes one for two.
        case _ where OutsideText.isControl(scalar) || OutsideText.isHidden(scalar):
            for unit in String(scalar).utf16 {
                let hex = String(unit, radix: 16)
                out += "\\u".utf8
                out += String(repeating: "0", count: 4 - hex.count).utf8
                out += hex.utf8
            }
        default: out += String(scalar).utf8
        }
    }

    /// Most have nothing to be written otherwise, as nothing in ASCII but these has.
    private static func isPlain(_ string: String) -> Bool {
        string.isPrintableASCII(without: UInt8(ascii: "\""), UInt8(ascii: "\\"))
    }
}
