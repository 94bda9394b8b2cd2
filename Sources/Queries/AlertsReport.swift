import Foundation
import History
import Inspections
import Text

/// Forms in which `alerts` prints.
package enum AlertsFormat: String, Sendable, CaseIterable {
    case table, jsonl, csv
}

/// The answer to `ratingwatch alerts` in a list; as JSON lines the alerts' own bodies are.
struct AlertsReport {
    let alerts: [AlertHead]
    let now: Date

    static let csvHeader = CSVText.line([
        "sequence", "time", "kind", "direction", "subject", "feed", "summary", "id", "provider", "region", "framework",
        "start", "end", "published", "area", "from", "to", "area_direction", "printed", "page", "url",
    ])

    /// One row a judgement, or one for an alert that has none. `region`: the provider's, as it is known today.
    static func csv(_ alert: StoredAlert, region: String?) -> String {
        let content = try? AlertContent(body: alert.body)
        let data = content?.data
        let head = [
            String(alert.sequence), alert.time.iso8601, alert.kind, alert.direction, alert.subject, alert.feed,
            alert.summary, alert.id, data?.provider?.name, region, data?.inspection?.framework, data?.inspection?.start,
            data?.inspection?.end, data?.publication?.published,
        ].map { $0 ?? "" }
        let url = data?.publication?.url ?? ""
        let judgements = content?.judgements ?? []
        if judgements.isEmpty { return CSVText.line(head + ["", "", "", "", "", "", url]) }
        return judgements.map { judgement in
            CSVText.line(
                head + [
                    judgement.area, judgement.from ?? "", judgement.to ?? "", judgement.direction ?? "",
                    judgement.printed ?? "", judgement.page.map(String.init) ?? "", url,
                ])
        }.joined()
    }

    func table(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: now)
        return TextTable(
            header: ["no", .extra("time", 1), .extra("kind", 2), "direction", .text("summary")],
            rows: alerts.map {
                TextTable.Row(
                    cells: [
                        String($0.sequence), times.text($0.time), $0.kind, ReaderMark.label(direction: $0.direction),
                        $0.summary,
                    ],
                    direction: $0.direction)
            }
        ).text(style)
    }

    /// The newest that have room on the terminal, at least one.
    func screenful(_ style: TerminalStyle) -> (text: String, count: Int) {
        var report = self
        // Two lines are for the prompt and for what is said of the rest.
        let height = max(4, (style.height ?? 24) - 2)
        var text = report.table(style)
        while report.alerts.count > 1, text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) > height {
            report = AlertsReport(alerts: Array(report.alerts.dropFirst()), now: now)
            text = report.table(style)
        }
        return (text, report.alerts.count)
    }
}
