import Configuration
import Foundation
import Inspections
package import Queries
import System
package import Text

extension Setup {
    /// `ratingwatch status`: not good where no daemon answers, or its database does not; `isStrict`: nor where
    /// something asks for an operator.
    package func status(format: StatusFormat, isStrict: Bool, style: TerminalStyle) async throws -> Answer {
        let line = try await ControlClient(path: configuration.controlPath, file: file).ask(.status)
        guard let status = DaemonStatus(line: line) else { return Answer("", complaint: line, isGood: false) }
        let isGood = !isStrict || !status.isTroubled
        switch format {
        case .json: return Answer(line + "\n", isGood: isGood)
        case .text: return Answer(status.text(style, at: ReadableTime(now: Date())), isGood: isGood)
        }
    }

    /// `ratingwatch reload`: returns once the daemon has taken the file over, or has said why it goes on with the old
    /// one.
    package func reload() async throws -> Answer {
        let client = ControlClient(path: configuration.controlPath, file: file)
        // It reads no other file than its own: to take another over, it is started with that one.
        if let running = DaemonStatus(line: try await client.ask(.status))?.configuration,
            running != AbsolutePath.text(file)
        {
            return Answer(
                "",
                complaint:
                    "the daemon runs with \(running), not with \(file); reload that one, or restart the daemon with this",
                isGood: false)
        }
        let line = try await client.ask(.reload)
        return line == ControlAnswer.good
            ? Answer("reloaded: the daemon runs with \(file) as it is now\n")
            : Answer("", complaint: line + "; the daemon goes on as before", isGood: false)
    }
}
