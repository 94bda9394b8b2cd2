import History
import Inspections
import Text

/// The answer to `ratingwatch explain PROVIDER`: what became of each of its publications, and why.
struct ProviderExplanation {
    let provider: Provider
    /// Newest first, each with the alerts that it gave.
    let publications: [(StoredPublication, alerts: [StoredAlert])]
    /// The feed for which its news waits for an operator's word; `nil` where it does not.
    let held: String?

    func text(_ style: TerminalStyle) -> String {
        style.strong("\(provider.name) (\(provider.id.text))") + "\n"
            + TextTable(
                header: [
                    "published", .extra("feed", 2), .text("title"), .extra("alert", 1, isText: true), .text("reason"),
                ],
                rows: publications.map { publication, alerts in
                    TextTable.Row(
                        cells: [
                            publication.published?.iso ?? "", publication.feed,
                            publication.title ?? publication.identity,
                            alerts.isEmpty
                                ? "none" : alerts.map { "\($0.sequence) \($0.kind)" }.joined(separator: ", "),
                            reason(publication, alerts: alerts),
                        ], direction: alerts.last?.direction ?? "")
                }
            ).text(style)
    }

    /// Why a publication has given its alert, or none.
    private func reason(_ publication: StoredPublication, alerts: [StoredAlert]) -> String {
        if let held, alerts.isEmpty, !publication.baseline {
            return "held: too many ratings changed at once; `ratingwatch release \(held)` tells what has changed"
        }
        let stated = [publication.state.rawValue, publication.reason].compactMap(\.self).joined(separator: ": ")
        if let alert = alerts.last(where: { $0.kind != AlertKind.portfolio.rawValue }) {
            return publication.reason == nil ? alert.summary : "\(alert.summary); \(stated)"
        }
        switch publication.state {
        case .read where publication.baseline:
            return "baseline: the feed's first poll listed it, so readers were not told"
        default: return stated
        }
    }
}
