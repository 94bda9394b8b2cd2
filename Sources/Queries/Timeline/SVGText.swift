/// Elements of SVG as text.
enum SVGText {
    /// Text and attribute values; what XML cannot hold at all is left out.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// `title`: what a pointer that rests on it, or a screen reader, tells.
    static func element(_ name: String, _ attributes: KeyValuePairs<String, Any>, title: String = "") -> String {
        let inner = title.isEmpty ? "" : "<title>\(escaped(title))</title>"
        return "<\(name)\(text(attributes))" + (inner.isEmpty ? "/>\n" : ">\(inner)</\(name)>\n")
    }

    static func words(_ words: String, _ attributes: KeyValuePairs<String, Any>) -> String {
        "<text\(text(attributes))>\(escaped(words))</text>\n"
    }

    /// At most one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func text(_ attributes: KeyValuePairs<String, Any>) -> String {
        attributes.map { name, value in
            " \(name)=\"\((value as? Double).map(number) ?? escaped("\(value)"))\""
        }.joined()
    }
}
