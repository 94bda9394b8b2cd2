package import Foundation

/// One message to readers or operators, before it has a number in the log.
package struct Alert: Hashable, Codable, Sendable {
    package let kind: AlertKind
    /// Derived from content, so that retry, replay and rebuild give the same: `rw_` and 32 hex digits.
    package let id: String
    /// `ratingwatch` instance that raised it.
    package let instance: String
    package let time: Date
    /// What it is about: a provider's id, or `portfolio:`, `feed:` or `receiver:` and a name.
    package let subject: String
    /// Empty where it is about a receiver.
    package let feed: String
    /// One readable sentence.
    package let summary: String
    package let report: ReportedChange?
    package let portfolio: PortfolioCrossing?
    /// Of an operators' alert on a document.
    package let document: AlertedDocument?

    package init(
        kind: AlertKind, id: String, instance: String, time: Date, subject: String, feed: String, summary: String,
        report: ReportedChange? = nil, portfolio: PortfolioCrossing? = nil,
        document: AlertedDocument? = nil
    ) {
        self.kind = kind
        self.id = id
        self.instance = instance
        self.time = time
        self.subject = subject
        self.feed = feed
        self.summary = summary
        self.report = report
        self.portfolio = portfolio
        self.document = document
    }

    /// Of a disagreement there is none: nobody knows yet which source is right.
    package var direction: AlertDirection {
        kind == .sourcesDisagree ? .none : report?.change.direction ?? .none
    }
}
