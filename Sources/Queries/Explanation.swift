package import Configuration
import Foundation
import History
import Inspections
package import Text

/// What `ratingwatch explain` has found.
enum Explanation {
    case alert(AlertExplanation)
    case provider(ProviderExplanation)
    /// A provider of which nothing has been seen.
    case unseen(Provider)
    /// Neither an alert nor a provider bears that name.
    case unknown(UnknownName)

    /// `text`: an alert's id, or the beginning of one; a provider's id, number or name; an alert's number.
    init(
        _ text: String, in history: HistoryTransaction, registry: () throws -> ProviderRegistry,
        derivation: Derivation, receivers: [ReceiverConfiguration], names: ReaderNames, now: Date
    ) throws {
        let search = try ProviderSearch(text, in: history, registry: registry)
        if case .found(let provider) = search {
            self = .provider(try Explanation.account(of: provider, in: history, now: now))
            return
        }
        switch try AlertSearch(text, in: history) {
        case .found(let alert):
            self = .alert(
                try Explanation.explanation(
                    of: alert, in: history, derivation: derivation, receivers: receivers, names: names, now: now))
        case .several: self = .unknown(UnknownName(AlertSearch.ambiguity(text), isWrongUsage: true))
        case .unknown(let last):
            switch search {
            case .found(let provider), .unseen(let provider):
                // What was listed of one may have been followed by nobody.
                let account = try Explanation.account(of: provider, in: history, now: now)
                self = account.publications.isEmpty ? .unseen(provider) : .provider(account)
            case .unknown(let why):
                self = .unknown(UnknownName(AlertSearch.complaint(text, last: last) + ", and " + why))
            }
        }
    }

    private static func account(
        of provider: Provider, in history: HistoryTransaction, now: Date
    ) throws -> ProviderExplanation {
        let alerts = try history.alerts(on: provider.id)
        return ProviderExplanation(
            provider: provider,
            publications: try history.publications(of: provider.id).map { publication in
                (publication, alerts: alerts.filter { $0.publication == publication.row })
            }, checked: try history.lastChecked(provider.id),
            held: try history.holdingFeeds(of: provider.id).first, now: now)
    }

    private static func explanation(
        of alert: StoredAlert, in history: HistoryTransaction, derivation: Derivation,
        receivers: [ReceiverConfiguration], names: ReaderNames, now: Date
    ) throws -> AlertExplanation {
        let publication = try alert.publication.flatMap(history.publication(row:))
        // What the inspection is known as today, whatever has corrected it since, and under whatever number.
        let heir = try history.numbers(of: ProviderID(alert.subject))[0]
        let timeline = try derivation.timeline(of: heir, at: now, in: history)
        let inspection = timeline.entries.first { entry in
            entry.inspection.versions.contains { $0.publication == alert.publication }
        }
        let later = try history.alerts(on: ProviderID(alert.subject)).filter { $0.sequence > alert.sequence }
        return AlertExplanation(
            alert: alert, names: names, now: now, publication: publication,
            versions: inspection?.inspection.versions.sorted { $0.id < $1.id } ?? [],
            relations: try AlertExplanation.relations(of: alert, later: later),
            portfolios: try publication?.row.map(history.portfolioDecisions(ofPublication:)) ?? [],
            changes: try ToldChange.all(
                in: alert, recorded: inspection?.change.judgements ?? [], later: later, names: names),
            decisions: try history.routeDecisions(on: alert.sequence),
            deliveries: try history.deliveries(of: alert.sequence).map { delivery in
                let receiver = receivers.first { $0.name == delivery.receiver }
                return (delivery, DeliveryWait(of: delivery, raisedAt: alert.time, to: receiver, at: now))
            })
    }
}

/// The answer to `ratingwatch explain PROVIDER`: what became of each of its publications, and why.
struct ProviderExplanation {
    let provider: Provider
    /// Newest first, each with the alerts that it gave.
    let publications: [(StoredPublication, alerts: [StoredAlert])]
    /// When a feed that speaks of it was last read without a fault.
    let checked: Date?
    /// The feed for which its news waits for an operator's word; `nil` where it does not.
    let held: String?
    let now: Date

    /// `looked at today 10:46, nothing new since 2024-06-01 13:00`.
    private var look: String {
        let times = ReadableTime(now: now)
        guard let checked else { return "never looked at" }
        let newest = publications.map(\.0.seen).max()
        return "looked at \(times.text(checked))" + (newest.map { ", nothing new since \(times.text($0))" } ?? "")
    }

    func text(_ style: TerminalStyle) -> String {
        style.paragraph("\(provider.name) (\(provider.id.text)): \(look)")
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
            return
                "held: too many ratings changed at once; `ratingwatch release \(ShellText.word(held))` tells what has changed"
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

extension Setup {
    /// `ratingwatch explain ALERT|PROVIDER`.
    package func explain(_ text: String, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        switch try await archive.explain(text, now: Date()) {
        case .alert(let explanation): return Answer(explanation.text(style))
        case .provider(let explanation):
            return Answer(
                explanation.text(style),
                complaint: explanation.publications.isEmpty
                    ? ProviderSearch.nothing(of: explanation.provider) : nil)
        case .unseen(let provider): return Answer("", complaint: ProviderSearch.nothing(of: provider))
        case .unknown(let unknown): throw unknown
        }
    }
}
