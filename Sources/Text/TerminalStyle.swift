/// How readable output is to look where it goes.
package struct TerminalStyle: Sendable {
    /// Columns; `nil` where the output is no terminal.
    package let width: Int?
    /// Lines; `nil` where they are not known.
    package let height: Int?
    package let hasColour: Bool

    package init(width: Int?, height: Int? = nil, hasColour: Bool) {
        self.width = width
        self.height = height
        self.hasColour = hasColour
    }

    package static let plain = TerminalStyle(width: nil, hasColour: false)

    /// Red for what fell, green for what rose, yellow for both, as `direction` says.
    package func paint(_ text: String, direction: String) -> String {
        let code =
            switch direction {
            case "declined": "31"
            case "improved": "32"
            case "mixed": "33"
            default: ""
            }
        return hasColour && !code.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Lines of running text, with a line break at the end of each.
    package func paragraph(_ text: String) -> String {
        guard let width else { return text + "\n" }
        return WrappedText.lines(text, columns: width).map { $0 + "\n" }.joined()
    }

    package func strong(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
