import Foundation
import History
import Inspections
import Receivers

/// The answer to `ratingwatch explain ALERT`: why it was raised, and to whom it went.
struct AlertExplanation {
    let alert: StoredAlert
    /// The publication that it is about, as it is known today.
    let publication: StoredPublication?
    /// What the rules on whole lists made of that publication.
    let portfolios: [(portfolio: String, reason: String)]
    let changes: [ToldChange]
    let decisions: [RouteDecision]
    /// Each with what it waits for.
    let deliveries: [(StoredDelivery, wait: DeliveryWait?)]

    func text(_ style: TerminalStyle) -> String {
        var text = style.strong("\(alert.id), number \(alert.sequence), \(alert.kind), \(alert.time.iso8601)") + "\n"
        text += "\(PrintableLine.text(alert.summary))\n"
        if let publication { text += "\n" + style.strong("publication") + "\n" + lines(on: publication) }
        if !changes.isEmpty {
            text += "\n"
            text += TextTable(
                header: ["area", "before", "after", "direction", "reason"],
                rows: changes.map {
                    let told = $0.judgement
                    return TextTable.Row(
                        cells: [told.area, told.from ?? "", told.to ?? "", told.direction ?? "", $0.reason],
                        direction: told.direction ?? "")
                }
            ).text(style)
        }
        if !portfolios.isEmpty {
            text += "\n"
            text += TextTable(
                header: ["portfolio", "reason"],
                rows: portfolios.map { TextTable.Row(cells: [$0.portfolio, $0.reason], direction: "") }
            ).text(style)
        }
        text += "\n"
        text += TextTable(
            header: ["route", "takes it", "reason"],
            rows: decisions.map {
                TextTable.Row(cells: [$0.route, $0.took ? "yes" : "no", $0.reason], direction: "")
            }
        ).text(style)
        text += "\n"
        if deliveries.isEmpty { return text + "it went to no receiver\n" }
        return text
            + TextTable(
                header: ["receiver", "delivery", "attempts", "since", "waits for", "last error"],
                rows: deliveries.map { delivery, wait in
                    TextTable.Row(
                        cells: [
                            delivery.receiver, delivery.state.rawValue, String(delivery.attempts),
                            (delivery.doneAt ?? delivery.nextAttempt).iso8601, wait?.text ?? "",
                            delivery.lastError ?? "",
                        ], direction: "")
                }
            ).text(style)
    }

    private func lines(on publication: StoredPublication) -> String {
        let facts: [(String, String?)] = [
            ("title", publication.title), ("document", publication.documentURL),
            ("published", publication.published?.iso), ("seen", publication.seen.iso8601),
            ("feed", publication.feed), ("state", publication.state.rawValue), ("reason", publication.reason),
            ("sha256", publication.sha256),
        ]
        return facts.compactMap { name, value in value.map { "  \(name): \(PrintableLine.text($0))\n" } }.joined()
    }
}
