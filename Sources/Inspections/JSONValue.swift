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
        var out = ""
        write(to: &out)
        return out
    }

    private func write(to out: inout String) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .int(let value): out += String(value)
        case .string(let value): JSONValue.write(value, to: &out)
        case .array(let values):
            out += "["
            for (index, value) in values.enumerated() {
                if index > 0 { out += "," }
                value.write(to: &out)
            }
            out += "]"
        case .object(let members):
            out += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { out += "," }
                JSONValue.write(member.name, to: &out)
                out += ":"
                member.value.write(to: &out)
            }
            out += "}"
        }
    }

    /// Writes a string in its quotation marks.
    package static func write(_ string: String, to out: inout String) {
        out += "\""
        if isPlain(string) {
            out += string
            out += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            // Whoever looks at the bytes sees what is there, and no reader of lines takes one for two.
            case _ where OutsideText.isControl(scalar) || OutsideText.isHidden(scalar):
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }

    /// The same, as bytes.
    package static func write(_ string: String, to out: inout [UInt8]) {
        if isPlain(string) {
            out.append(UInt8(ascii: "\""))
            out += string.utf8
            out.append(UInt8(ascii: "\""))
        } else {
            var text = ""
            write(string, to: &text)
            out += text.utf8
        }
    }

    /// Most have nothing to be written otherwise, as nothing in ASCII but these has.
    private static func isPlain(_ string: String) -> Bool {
        string.isPrintableASCII(without: UInt8(ascii: "\""), UInt8(ascii: "\\"))
    }
}
