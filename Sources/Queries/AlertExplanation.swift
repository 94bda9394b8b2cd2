import Foundation
import History
import Inspections
import Receivers
import Text

/// The answer to `ratingwatch explain ALERT`: why it was raised, and to whom it went.
struct AlertExplanation {
    let alert: StoredAlert
    let names: ReaderNames
    let now: Date
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
        var text =
            style.strong(
                "\(alert.id), number \(alert.sequence), \(alert.kind), \(ReadableTime(now: now).text(alert.time))")
            + "\n"
        text += style.paragraph(OutsideText.line(alert.summary))
        for relation in relations { text += style.paragraph(relation) }
        if let publication { text += "\n" + style.strong("publication") + "\n" + lines(on: publication, style) }
        if !changes.isEmpty {
            text += "\n"
            text += TextTable(
                header: [
                    .text("area"), .extra("before", 2), "after", "direction", .text("reason"), .extra("told before", 1),
                    .text("printed"),
                ],
                rows: changes.map {
                    let told = $0.judgement
                    let framework = versions.last?.framework
                    return TextTable.Row(
                        cells: [
                            $0.line.area, told.from.map { names.grade($0, of: framework) } ?? "", $0.line.grade ?? "",
                            ReaderMark.label(direction: told.direction), $0.reason,
                            told.was.map { names.grade($0, of: framework) } ?? "", $0.line.printed ?? "",
                        ],
                        direction: told.direction ?? "")
                }
            ).text(style)
            for before in reportsBefore { text += style.paragraph(before) }
        }
        if !versions.isEmpty {
            text += "\n"
            text += TextTable(
                header: ["stated", .extra("basis", 1), "state", .text("grades"), .text("document")],
                rows: versions.map(row)
            ).text(style)
        }
        if !portfolios.isEmpty {
            text += "\n"
            text += TextTable(
                header: ["portfolio", .text("reason")],
                rows: portfolios.map { TextTable.Row(cells: [$0.portfolio, $0.reason], direction: "") }
            ).text(style)
        }
        text += "\n"
        text += TextTable(
            header: [.text("route"), "takes it", .text("reason")],
            rows: decisions.map {
                TextTable.Row(cells: [$0.route, $0.took ? "yes" : "no", $0.reason], direction: "")
            }
        ).text(style)
        text += "\n"
        let times = ReadableTime(now: now)
        if deliveries.isEmpty { return text + "it went to no receiver\n" }
        return text
            + TextTable(
                header: [
                    "receiver", "delivery", .extra("attempts", 2), .extra("since", 1),
                    .extra("waits for", 1, isText: true),
                    .text("last error"),
                ],
                rows: deliveries.map { delivery, wait in
                    TextTable.Row(
                        cells: [
                            delivery.receiver, delivery.state.rawValue, String(delivery.attempts),
                            times.text(delivery.doneAt ?? delivery.nextAttempt), wait?.text(times) ?? "",
                            delivery.lastError ?? "",
                        ], direction: "")
                }
            ).text(style)
    }

    /// Where the grades before were taken from, a sentence for each report.
    private var reportsBefore: [String] {
        var seen: Set<String> = []
        return changes.compactMap(\.judgement.previous).compactMap { before in
            let day = before.start.map { "of the inspection of \($0)" } ?? "of the inspection"
            let said = OutsideText.line("the report before, \(day): \(before.url ?? "its address is not known")")
            return seen.insert(said).inserted ? said : nil
        }
    }

    /// One version of a source's statement.
    private func row(_ version: Inspections.Statement) -> TextTable.Row {
        let decision = version.ruling.map { ruling in
            "\(ruling.rawValue) by \(version.ruledBy ?? "an operator"): \(version.ruledWhy ?? "")"
        }
        return TextTable.Row(
            cells: [
                ReadableTime(now: now).text(version.recorded), version.basis.rawValue,
                decision ?? version.trust.rawValue,
                version.judgements.map {
                    "\(names.area($0.area, of: version.framework)) \(names.grade($0.grade, of: version.framework))"
                }.joined(separator: ", "),
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
        case .reading: "because the same document is read differently now"
        case .ruling: "because an operator has decided so"
        case nil: "because: \(because)"
        }
    }

    private func lines(on publication: StoredPublication, _ style: TerminalStyle) -> String {
        let facts: [(String, String?)] = [
            ("title", publication.title), ("document", publication.documentURL),
            ("published", publication.published?.iso), ("seen", ReadableTime(now: now).text(publication.seen)),
            ("feed", publication.feed), ("state", publication.state.rawValue), ("reason", publication.reason),
            ("sha256", publication.sha256),
        ]
        return facts.compactMap { name, value in value.map { style.paragraph("\(name): \(OutsideText.line($0))") } }
            .joined()
    }
}
