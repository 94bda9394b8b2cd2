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
        TextTable(
            header: ["no", "until", "who", "why", "silences"],
            rows: silences.map {
                TextTable.Row(cells: [$0.name, $0.until.iso8601, $0.who, $0.why, $0.match.summary], direction: "")
            }
        ).text(style)
    }
}
