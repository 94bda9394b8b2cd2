import Foundation
import Polling
import System
import Text

/// The terminal: readable output goes to standard output, complaints to standard error.
enum Console {
    /// False where not all could be written.
    @discardableResult
    static func print(_ text: String) -> Bool { StandardStream.output.write(text) }

    static func complain(_ text: String) { StandardStream.error.write(text + "\n") }

    /// How far a replay has come, in place of what was said before; nothing where standard error is no terminal.
    static func show(_ progress: ReplayProgress) {
        if hasProgressLine { StandardStream.error.write("\r\u{1B}[K\(progress.text)") }
    }

    /// Leaves the line of a terminal empty.
    static func endProgress() {
        if hasProgressLine { StandardStream.error.write("\r\u{1B}[K") }
    }

    private static var hasProgressLine: Bool { isatty(STDERR_FILENO) == 1 }

    /// Moves a terminal's cursor to a screen made empty; a blank line where the output is none.
    static var clearing: String { isatty(STDOUT_FILENO) == 1 ? "\u{1B}[H\u{1B}[2J" : "\n" }

    /// Colour only on a terminal, and never against NO_COLOR (https://no-color.org).
    static let style: TerminalStyle = {
        guard isatty(STDOUT_FILENO) == 1 else { return .plain }
        var size = winsize()
        let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let environment = ProcessInfo.processInfo.environment
        let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return TerminalStyle(
            width: known ? Int(size.ws_col) : 80, height: known ? Int(size.ws_row) : nil, hasColour: wantsColour)
    }()
}
