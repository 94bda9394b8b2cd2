import Configuration
import Foundation
import Glibc
import History
import Inspections
import Queries

/// What monitoring may know of the daemon.
struct DaemonMetrics {
    /// Feeds that have samples of their own, in the order of the configuration: what monitoring stores must stay bounded.
    static let mostFeeds = 1000

    let feeds: FeedsReport
    /// By the feed's place in the configuration.
    let polls: [[PollOutcome: Int]]
    let alerts: [String: Int]
    let deliveries: [DeliveryCount]
    /// Names of receivers, and whether each is disabled.
    let receivers: [(name: String, isDisabled: Bool)]
    let process: ProcessFigures

    init(of configuration: Configuration, polls: [[PollOutcome: Int]], in history: HistoryTransaction) throws {
        feeds = try FeedsReport(configured: configuration.feeds, in: history)
        self.polls = polls
        alerts = try history.alertCounts()
        let names = configuration.receivers.map(\.name)
        // What waits for receivers of former configurations is in the log, and would add up here for ever.
        deliveries = try history.deliveryCounts().filter { names.contains($0.receiver) }
        let disabled = try configuration.disabledReceivers(in: history)
        receivers = names.map { (name: $0, isDisabled: disabled.contains($0)) }
        process = .current
    }

    var text: String {
        var text = MetricsText()
        text.add("ratingwatch", .info, "The program.", [.init(1, ("version", Version.text))])
        addFeeds(to: &text)
        text.add(
            "ratingwatch_alerts", .counter, "Alerts raised, by kind, in the whole history.",
            AlertKind.allCases.map { .init(alerts[$0.rawValue] ?? 0, ("kind", $0.rawValue)) })
        text.add(
            "ratingwatch_deliveries", .gauge, "Deliveries in the history, by receiver and state.",
            deliveries.map { .init($0.count, ("receiver", $0.receiver), ("state", $0.state)) })
        text.add(
            "ratingwatch_receiver_disabled", .gauge, "1 for a receiver that wants nothing any more.",
            receivers.map { .init($0.isDisabled ? 1 : 0, ("receiver", $0.name)) })
        process.add(to: &text)
        return text.text
    }

    private func addFeeds(to text: inout MetricsText) {
        let conditions = Dictionary(grouping: feeds.feeds, by: \.condition)
        text.add(
            "ratingwatch_feeds", .gauge, "Configured feeds, by condition.",
            FeedsReport.Line.Condition.allCases.map { .init(conditions[$0]?.count ?? 0, ("condition", $0.rawValue)) })
        let shown = Array(zip(feeds.feeds, polls).prefix(DaemonMetrics.mostFeeds))
        text.add(
            "ratingwatch_polls", .counter, "Polls since the configuration was loaded, by feed and outcome.",
            shown.flatMap { line, polls in
                PollOutcome.allCases.map {
                    .init(polls[$0] ?? 0, ("feed", line.feed.name), ("outcome", $0.rawValue))
                }
            })
        text.add(
            "ratingwatch_publications", .gauge, "Publications known.",
            shown.map { .init($0.0.known, ("feed", $0.0.feed.name)) })
        text.add(
            "ratingwatch_publications_pending", .gauge, "Publications whose document is still to be read.",
            shown.map { .init($0.0.pending, ("feed", $0.0.feed.name)) })
        text.add(
            "ratingwatch_feed_last_success_timestamp_seconds", .gauge, "When a poll last succeeded.",
            shown.compactMap { line, _ in
                line.state?.lastSuccess.map { .init($0.timeIntervalSince1970, ("feed", line.feed.name)) }
            })
    }
}
