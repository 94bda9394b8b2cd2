package import Configuration
import Digests
package import Foundation
package import History
package import Inspections
package import Text

/// Puts together alerts with ids that derive from their content alone.
package struct AlertFactory: Sendable {
    let instance: String
    let summary: ChangeSummary

    /// A reader's alert on a report; `told`: what it takes back; `occasion` counts the corrections before this one.
    func alert(
        _ kind: AlertKind, on report: ReportedChange, toldAs told: ToldBefore? = nil, feed: String, time: Date,
        occasion: Int = 0
    ) -> Alert {
        Alert(
            kind: kind, id: id(report.contentKey(kind: kind, occasion: occasion)), instance: instance, time: time,
            subject: report.provider.id.text, feed: feed, summary: sentence(kind, report, told), report: report)
    }

    /// A reader's alert on a whole list of providers; `occasion` counts the times that its rule held before.
    func portfolioAlert(_ crossing: PortfolioCrossing, feed: String, time: Date, occasion: Int) -> Alert {
        Alert(
            kind: .portfolio, id: id(crossing.contentKey(occasion: occasion)), instance: instance, time: time,
            subject: "portfolio:" + crossing.rule.name, feed: feed, summary: summary.sentence(of: crossing),
            portfolio: crossing)
    }

    /// An operators' alert; `key` tells this occasion from another of the same kind.
    package func operatorAlert(
        _ kind: AlertKind, feed: String, key: String, summary: String, on document: AlertedDocument? = nil, time: Date
    ) -> Alert {
        Alert(
            kind: kind, id: id("\(kind.rawValue)|\(feed)|\(key)"), instance: instance, time: time,
            subject: AlertFactory.subject(ofFeed: feed), feed: feed, summary: summary, document: document)
    }

    /// What alerts on a feed, or on all addresses of one, are about.
    static func subject(ofFeed name: String) -> String { "feed:\(name)" }

    /// An operators' alert on a receiver; `key` tells this occasion from another of the same kind.
    package func receiverAlert(_ kind: AlertKind, receiver: String, key: String, summary: String, time: Date) -> Alert {
        Alert(
            kind: kind, id: id("\(kind.rawValue)|\(receiver)|\(key)"), instance: instance, time: time,
            subject: "receiver:\(receiver)", feed: "", summary: summary)
    }

    /// A readers' alert on a provider beside its reports. `feed`: the one that says so; empty where none does.
    package func noticeAlert(_ notice: ProviderNotice, feed: String, time: Date) -> Alert {
        Alert(
            kind: notice.kind, id: id(notice.contentKey), instance: instance, time: time,
            subject: notice.provider.id.text, feed: feed, summary: notice.summary, notice: notice)
    }

    private func id(_ key: String) -> String { "rw_" + SHA256.hex(of: key).prefix(32) }

    private func sentence(_ kind: AlertKind, _ report: ReportedChange, _ told: ToldBefore?) -> String {
        let name = report.provider.name
        let title = report.provider.title(of: report.title)
        switch kind {
        case .reportPublished:
            return "\(name): \(summary.sentence(ofLetter: title, facts: report.facts))"
        case .reportAmended:
            let words = summary.sentence(ofLetter: title, facts: report.facts, toldAs: told)
            guard told?.isTakenBack == true else { return "\(name): amended: \(words)" }
            let isMoved = report.relation.movedTo != nil
            return "\(name): taken back\(isMoved ? ", as another provider's" : ""): \(words)"
        case .ratingCorrected:
            if let told {
                return "corrected: "
                    + summary.sentence(
                        correcting: report.change, toldAs: told, dates: report.dates, provider: name,
                        framework: report.framework ?? "")
            }
            return "corrected: "
                + summary.sentence(
                    correcting: report.change, provider: name, framework: report.framework ?? "",
                    isMoved: report.relation.movedTo != nil)
        case .sourcesDisagree:
            return "two sources disagree: "
                + summary.sentence(disputed: report.change, provider: name, framework: report.framework ?? "")
        case .reportWithdrawn where report.basis == .table:
            return
                "\(name): \(named(report)) is no longer stated by its publisher, who states an earlier inspection instead"
        case .reportRestored where report.basis == .table:
            return "\(name): \(named(report)) is stated by its publisher again"
        case .reportWithdrawn:
            return "\(name): the report \(named(report)) has been withdrawn by its publisher"
        case .reportRestored:
            return "\(name): the report \(named(report)) is available from its publisher again"
        default:
            return summary.sentence(of: report.change, provider: name, framework: report.framework ?? "")
        }
    }

    private func named(_ report: ReportedChange) -> String {
        "\"\(report.title)\"" + (report.published.map { " of \($0.iso)" } ?? "")
    }
}

/// route: gives an alert its number and its deliveries.
package struct AlertRaising: Sendable {
    let routing: Routing
    /// Those of the configuration; the history holds those of the command line.
    let silences: [Silence]

    package init(routing: Routing, silences: [Silence]) {
        self.routing = routing
        self.silences = silences
    }

    /// The same for a notice, which is raised only where somebody is to have it.
    package func raise(notice alert: Alert, in history: HistoryTransaction) throws -> [StoredAlert] {
        routing.hasReaders(alert) ? try raise(alert, in: history) : []
    }

    /// Nothing where the same was raised before. `publication`: the row of the one that it is about; `others`: those of
    /// what states the same.
    package func raise(
        _ alert: Alert, of publication: Int64? = nil, and others: Set<Int64> = [], in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let added = try history.silences(at: alert.time).compactMap {
            Silence(number: $0.id, match: $0.match, who: $0.who, why: $0.why, until: $0.until)
        }
        let routed = RoutedAlert(alert)
        var earlier = routed.takenBack
        if alert.kind.isOnPresence {
            for row in others.union([publication].compactMap(\.self)) { earlier += try history.toldIDs(of: row) }
        }
        let decision = routing.route(
            routed, silences: silences + added, owed: try history.routes(thatTook: earlier))
        let stored = try history.raise(
            alert, of: publication, decisions: decision.decisions, receivers: decision.receivers,
            line: AlertLine.text(alert))
        return stored.map { [$0] } ?? []
    }
}

extension AlertRaising {
    /// By the routes, the operators and the silences of the configuration.
    init(_ configuration: Configuration) {
        self.init(
            routing: Routing(routes: configuration.routes, operators: configuration.operators),
            silences: configuration.silences)
    }
}

/// The readable form of an alert: one line, without its number.
package enum AlertLine {
    static func text(_ alert: Alert) -> String {
        OutsideText.line(unchecked(alert))
    }

    private static func unchecked(_ alert: Alert) -> String {
        var line = "\(alert.time.iso8601) \(alert.kind.rawValue) \(alert.summary)"
        guard let report = alert.report else { return line + (alert.feed.isEmpty ? "" : " [\(alert.feed)]") }
        if let framework = report.framework { line += " [\(framework)" + dates(report.dates) + source(report) + "]" }
        return line + " \(report.url)"
    }

    /// The line of a recorded alert, with its direction in colour on a terminal.
    package static func painted(_ alert: StoredAlert, style: TerminalStyle) -> String {
        style.paint(alert.direction)(alert.line)
    }

    /// A report is the rule and goes without saying.
    private static func source(_ report: ReportedChange) -> String {
        report.basis == .report ? "" : ", by the \(report.basis.rawValue)"
    }

    private static func dates(_ dates: InspectionDates) -> String {
        guard let start = dates.start else { return "" }
        guard let end = dates.end, end != start else { return " " + start.iso }
        return " \(start.iso) to \(end.iso)"
    }
}
