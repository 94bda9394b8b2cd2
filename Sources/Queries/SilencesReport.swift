package import Configuration
import Foundation
import Inspections
package import Text

/// The answer to `ratingwatch silence list`.
package struct SilencesReport {
    let silences: [Silence]

    package init(silences: [Silence]) {
        self.silences = silences
    }

    package func text(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: Date())
        return TextTable(
            header: ["no", "until", .extra("who", 1), .text("why"), .text("silences")],
            rows: silences.map {
                TextTable.Row(cells: [$0.name, times.text($0.until), $0.who, $0.why, $0.match.summary], direction: "")
            }
        ).text(style)
    }
}
