import Configuration
package import Foundation
package import History
import Inspections
package import Logging

/// What one step of a poll came to.
package struct PollReport: Sendable {
    let feed: String
    /// One readable phrase: `3 new publications`, `unchanged`, or what went wrong.
    package let result: String
    package let failed: Bool
    /// True where the publisher had nothing new to say.
    package let isUnchanged: Bool
    /// Alerts recorded, in order of sequence.
    package let alerts: [StoredAlert]
    /// What the operator should read of single documents.
    package let complaints: [String]
    /// How many more documents there are to read of.
    package let otherComplaints: Int
    /// True where there is more to do at once.
    package let hasMore: Bool
    /// When there is something to do for this feed again; `nil` for never.
    package let nextDue: Date?
    /// How far a long poll has come; `nil` where there is no more to do for now.
    package let progress: SiteProgress?

    /// A poll that brought nothing is not worth a line in the journal.
    package var level: Logger.Level { failed ? .warning : isUnchanged && alerts.isEmpty ? .debug : .info }

    /// Of a step that is recorded in this very transaction. `notBefore`: until when the feed is left out.
    init(
        _ outcome: StepOutcome, of plan: PollPlan, at now: Date, in history: HistoryTransaction, notBefore: Date? = nil
    ) throws {
        feed = plan.feed.name
        result = outcome.result
        failed = outcome.failed
        isUnchanged = outcome.isUnchanged
        alerts = outcome.recording.alerts
        complaints = outcome.recording.complaints
        otherComplaints = outcome.recording.otherComplaints
        let state = try outcome.state ?? plan.state(in: history)
        hasMore = try notBefore == nil && plan.hasMore(from: state, at: now, in: history)
        nextDue = try plan.nextDue(from: state, at: now, in: history).map { max($0, notBefore ?? $0) }
        progress = try hasMore ? plan.progress(in: history) : nil
    }

    private init(stopped feed: String) {
        self.feed = feed
        result = "stopped"
        failed = false
        isUnchanged = true
        alerts = []
        complaints = []
        otherComplaints = 0
        hasMore = false
        nextDue = nil
        progress = nil
    }

    /// A run that a stop has cut short: nothing was recorded.
    static func stopped(_ feed: String) -> PollReport { PollReport(stopped: feed) }
}

/// What the recording of one poll came to.
package struct Recording: Sendable {
    /// Alerts recorded, in order of sequence.
    package var alerts: [StoredAlert] = []
    /// What the operator should read in the diagnostics: documents that wait, are in doubt or were not followed.
    private(set) var complaints: [String] = []
    /// How many more there were.
    private(set) var otherComplaints = 0
    /// Identities of publications that came to nothing: they may not be followed, or are no reports.
    private(set) var barren: Set<String> = []

    package init(alerts: [StoredAlert] = [], complaints: [String] = []) {
        self.alerts = alerts
        self.complaints = complaints
    }

    /// A listing of a hundred documents that may not be followed deserves no hundred lines in the journal.
    private static let mostComplaints = 5

    /// Notes a publication that is not settled as read.
    mutating func note(_ publication: StoredPublication) {
        if publication.state == .notFollowed || publication.state == .notAReport { barren.insert(publication.identity) }
        guard publication.state != .read || publication.nextTry != nil, publication.state != .notAReport else { return }
        let name = publication.documentURL ?? publication.title ?? publication.identity
        let next = publication.nextTry.map { "; tried again at \($0.iso8601)" } ?? ""
        complain("\(name): \(publication.state.rawValue): \(publication.reason ?? "no reason given")\(next)")
    }

    mutating func complain(_ complaint: @autoclosure () -> String) {
        if complaints.count < Recording.mostComplaints {
            complaints.append(complaint())
        } else {
            otherComplaints += 1
        }
    }

    /// Adds what another recording within the same transaction came to.
    mutating func add(_ other: Recording) {
        alerts += other.alerts
        for complaint in other.complaints { complain(complaint) }
        otherComplaints += other.otherComplaints
    }
}
