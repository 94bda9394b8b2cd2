/// One part of a path made of any text: letters, digits and `.-_:` stay, a space is `+`, each other byte is `~` and two
/// hex digits. It needs no percent sign in an address, and is a harmless name of a file.
enum PathPart {
    static func text(_ text: String) -> String {
        var out = ""
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: ".") where index > 0: out += "."
            case UInt8(ascii: " "): out += "+"
            default: out += "~" + String(Int(byte) + 256, radix: 16).suffix(2)
            }
        }
        return out
    }

    /// The inverse; `nil` for what `text` writes of nothing.
    static func decoded(_ part: String) -> String? {
        decoded(Substring(part).utf8, mark: UInt8(ascii: "~"), space: UInt8(ascii: "+"))
    }

    /// Two hex digits behind `mark` are a byte, and `space` is a space; `nil` where the bytes are no UTF-8.
    fileprivate static func decoded(_ text: Substring.UTF8View, mark: UInt8, space: UInt8?) -> String? {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case space: bytes.append(UInt8(ascii: " "))
            case mark:
                guard let hex = String(rest.prefix(2)), hex.utf8.count == 2, let value = UInt8(hex, radix: 16) else {
                    return nil
                }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// The query of an address, as forms write it: `application/x-www-form-urlencoded`.
package enum QueryText {
    /// With a `?` before it; empty where no value is there.
    static func text(_ values: [(name: String, value: String?)]) -> String {
        let parts = values.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// `text`: without its `?`. What is no text is what nothing is called, or all would be shown for it.
    package static func values(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(pair[0]) ?? "\u{FFFD}", decoded(pair.count > 1 ? pair[1] : "") ?? "\u{FFFD}")
        }
    }

    /// Of a path or a query: percent signs and two hex digits, and `+` for a space where `isForm`.
    package static func decoded(_ text: Substring, isForm: Bool = true) -> String? {
        PathPart.decoded(text.utf8, mark: UInt8(ascii: "%"), space: isForm ? UInt8(ascii: "+") : nil)
    }

    private static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): out += "+"
            default: out += "%" + String(Int(byte) + 256, radix: 16, uppercase: true).suffix(2)
            }
        }
        return out
    }
}
