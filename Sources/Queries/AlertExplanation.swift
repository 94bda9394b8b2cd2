import Foundation
import History
import Inspections
import Receivers
import Text

/// The answer to `ratingwatch explain ALERT`: why it was raised, and to whom it went.
struct AlertExplanation {
    let alert: StoredAlert
    /// The publication that it is about, as it is known today.
    let publication: StoredPublication?
    /// What was ever stated of its inspection, oldest first.
    let versions: [Inspections.Statement]
    /// How it hangs together with other alerts, a sentence each.
    let relations: [String]
    /// What the rules on whole lists made of that publication.
    let portfolios: [(portfolio: String, reason: String)]
    let changes: [ToldChange]
    let decisions: [RouteDecision]
    /// Each with what it waits for.
    let deliveries: [(StoredDelivery, wait: DeliveryWait?)]

    func text(_ style: TerminalStyle) -> String {
        var text = style.strong("\(alert.id), number \(alert.sequence), \(alert.kind), \(alert.time.iso8601)") + "\n"
        text += "\(PrintableLine.text(alert.summary))\n"
        for relation in relations { text += "\(relation)\n" }
        if let publication { text += "\n" + style.strong("publication") + "\n" + lines(on: publication) }
        if !changes.isEmpty {
            text += "\n"
            text += TextTable(
                header: ["area", "before", "after", "direction", "reason", "told before", "page", "printed"],
                rows: changes.map {
                    let told = $0.judgement
                    return TextTable.Row(
                        cells: [
                            told.area, told.from ?? "", told.to ?? "", told.direction ?? "", $0.reason, told.was ?? "",
                            told.page.map(String.init) ?? "", told.printed ?? "",
                        ],
                        direction: told.direction ?? "")
                }
            ).text(style)
        }
        if !versions.isEmpty {
            text += "\n"
            text += TextTable(
                header: ["stated", "basis", "state", "grades", "document"],
                rows: versions.map(AlertExplanation.row)
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

    /// One version of a source's statement.
    private static func row(_ version: Inspections.Statement) -> TextTable.Row {
        let decision = version.ruling.map { ruling in
            "\(ruling.rawValue) by \(version.ruledBy ?? "an operator"): \(version.ruledWhy ?? "")"
        }
        return TextTable.Row(
            cells: [
                version.recorded.iso8601, version.basis.rawValue, decision ?? version.trust.rawValue,
                version.judgements.map { "\($0.area) \($0.grade)" }.joined(separator: ", "),
                "\(version.sha256.prefix(12)) \(version.url)",
            ], direction: "")
    }

    /// What an alert says of others, and what later ones say of it.
    static func relations(of alert: StoredAlert, later: [StoredAlert]) throws -> [String] {
        let own = try AlertContent(alert.record).data
        var said: [String] = []
        if let follows = own.follows { said.append("it follows \(follows), which left this open") }
        if let voids = own.voids, !voids.isEmpty { said.append("it takes back \(voids.joined(separator: ", "))") }
        if let because = own.because { said.append(words(because)) }
        if let other = own.movedTo { said.append("the inspection is one of \(other)") }
        for other in later {
            let data = try AlertContent(other.record).data
            if data.voids?.contains(alert.id) == true {
                said.append("alert \(other.sequence) (\(other.id)) took it back")
            }
            if data.follows == alert.id { said.append("alert \(other.sequence) (\(other.id)) follows it") }
            if data.consequences?.contains(where: { $0.alert == alert.id }) == true {
                said.append("alert \(other.sequence) (\(other.id)) says what else it is compared with now")
            }
        }
        return said
    }

    private static func words(_ because: String) -> String {
        switch CorrectionCause(rawValue: because) {
        case .publisher: "because the publisher states something else now"
        case .reading: "because the same document is read otherwise now"
        case .ruling: "because an operator has decided so"
        case nil: "because: \(because)"
        }
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
