import Text

/// The lines with which a daemon answers where there is nothing else to tell.
enum ControlAnswer {
    static let good = "good"

    static func error(_ text: String) -> String { "error: " + OutsideText.line(text) }
}
