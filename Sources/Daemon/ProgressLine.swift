import Foundation
import Glibc
import History
import System
import Text

/// One line of a terminal that says how far long work has come; whatever is written next takes its place.
struct ProgressLine: Sendable {
    /// `nil` where standard error is no terminal that can do it.
    static var onTerminal: ProgressLine? {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        return isatty(StandardStream.error.rawValue) == 1 && terminal != "dumb" ? ProgressLine() : nil
    }

    /// `progress`: `nil` once the work is done, which clears the line.
    func show(_ feed: String, _ progress: SiteProgress?) {
        // The cursor stays at the line's start, so that a message or the shell writes over it.
        let text = progress.map { "\(OutsideText.line(feed)): \(ProgressLine.text($0))\r" } ?? ""
        StandardStream.error.write("\r\u{1B}[K" + text)
    }

    /// `23 of 44 pages of providers, 10 of 160 documents`.
    static func text(_ progress: SiteProgress) -> String {
        "\(progress.pages - progress.pagesLeft) of \(progress.pages) pages of providers, "
            + "\(progress.documents - progress.documentsLeft) of \(progress.documents) documents"
    }
}
