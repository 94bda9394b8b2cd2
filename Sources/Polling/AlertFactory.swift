import Digests
package import Foundation
package import Inspections

/// Puts together alerts with ids that derive from their content alone.
package struct AlertFactory: Sendable {
    let instance: String
    let summary: ChangeSummary

    /// A reader's alert on a report; `occasion` counts the corrections before this one.
    func alert(
        _ kind: AlertKind, on report: ReportedChange, feed: String, time: Date, occasion: Int = 0
    ) -> Alert {
        Alert(
            kind: kind, id: id(report.contentKey(kind: kind, occasion: occasion)), instance: instance, time: time,
            subject: report.provider.id.text, feed: feed, summary: sentence(kind, report), report: report)
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
            subject: "feed:\(feed)", feed: feed, summary: summary, document: document)
    }

    /// An operators' alert on a receiver; `key` tells this occasion from another of the same kind.
    package func receiverAlert(_ kind: AlertKind, receiver: String, key: String, summary: String, time: Date) -> Alert {
        Alert(
            kind: kind, id: id("\(kind.rawValue)|\(receiver)|\(key)"), instance: instance, time: time,
            subject: "receiver:\(receiver)", feed: "", summary: summary)
    }

    private func id(_ key: String) -> String { "rw_" + SHA256.hex(of: key).prefix(32) }

    private func sentence(_ kind: AlertKind, _ report: ReportedChange) -> String {
        let name = report.provider.name
        switch kind {
        case .reportPublished:
            return "\(name): \(summary.sentence(ofLetter: report.title, facts: report.facts))"
        case .reportAmended:
            return "\(name): amended: \(summary.sentence(ofLetter: report.title, facts: report.facts))"
        case .ratingCorrected:
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
            return "\(name): the report \(named(report)) can no longer be had from its publisher"
        case .reportRestored:
            return "\(name): the report \(named(report)) can be had from its publisher again"
        default:
            return summary.sentence(of: report.change, provider: name, framework: report.framework ?? "")
        }
    }

    private func named(_ report: ReportedChange) -> String {
        "\"\(report.title)\"" + (report.published.map { " of \($0.iso)" } ?? "")
    }
}
