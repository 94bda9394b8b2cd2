import Foundation
import History
import Inspections
import Text

/// The answer to `ratingwatch alerts` in a list; as JSON lines the alerts' own bodies are.
struct AlertsReport {
    let alerts: [AlertHead]

    var csv: String {
        let header = ["sequence", "time", "kind", "direction", "subject", "feed", "summary", "id"]
        return CSVText.line(header)
            + alerts.map {
                CSVText.line([
                    String($0.sequence), $0.time.iso8601, $0.kind, $0.direction, $0.subject, $0.feed, $0.summary, $0.id,
                ])
            }.joined()
    }

    func table(_ style: TerminalStyle) -> String {
        TextTable(
            header: ["no", "time", "kind", "direction", "summary"],
            rows: alerts.map {
                TextTable.Row(
                    cells: [String($0.sequence), $0.time.iso8601, $0.kind, $0.direction, $0.summary],
                    direction: $0.direction)
            }
        ).text(style)
    }
}
