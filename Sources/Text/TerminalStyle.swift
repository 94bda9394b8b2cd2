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

    /// What stands around a text for its colour.
    package struct Paint {
        package let before: String
        package let after: String

        fileprivate static let none = Paint(before: "", after: "")

        fileprivate init(before: String, after: String) {
            self.before = before
            self.after = after
        }

        fileprivate init(_ code: String) { self.init(before: "\u{1B}[\(code)m", after: "\u{1B}[0m") }

        package func callAsFunction(_ text: String) -> String { before + text + after }
    }

    /// Red for what fell, green for what rose, yellow for both, as `direction` says.
    package func paint(_ direction: String) -> Paint {
        if !hasColour { return .none }
        return switch direction {
        case "declined": Paint("31")
        case "improved": Paint("32")
        case "mixed": Paint("33")
        default: .none
        }
    }

    /// All that colours begin and end with.
    package static let colours = ["31", "32", "33", "1", "0"].map { "\u{1B}[\($0)m" }

    /// Lines of running text, with a line break at the end of each.
    package func paragraph(_ text: String) -> String {
        guard let width else { return text + "\n" }
        return WrappedText.lines(text, columns: width).map { $0 + "\n" }.joined()
    }

    package var strong: Paint { hasColour ? Paint("1") : .none }
}
