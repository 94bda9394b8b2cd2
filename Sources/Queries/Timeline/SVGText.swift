import Text

/// Elements of SVG as text.
enum SVGText {
    /// `title`: what a pointer that rests on it, or a screen reader, tells.
    static func element(_ name: String, _ attributes: KeyValuePairs<String, Any>, title: String = "") -> String {
        let inner = title.isEmpty ? "" : "<title>\(MarkupText.escaped(title))</title>"
        return "<\(name)\(text(attributes))" + (inner.isEmpty ? "/>\n" : ">\(inner)</\(name)>\n")
    }

    static func words(_ words: String, _ attributes: KeyValuePairs<String, Any>) -> String {
        "<text\(text(attributes))>\(MarkupText.escaped(words))</text>\n"
    }

    /// At most one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func text(_ attributes: KeyValuePairs<String, Any>) -> String {
        attributes.map { name, value in
            " \(name)=\"\((value as? Double).map(number) ?? MarkupText.escaped("\(value)"))\""
        }.joined()
    }
}
