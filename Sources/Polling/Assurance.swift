package import Configuration
package import Foundation
package import History
import Inspections

/// What readers and operators are told where nothing else is: that all is well, and of whom nothing could be learnt.
package struct Assurance: Sendable {
    private let configuration: Configuration
    private let alerts: AlertFactory
    private let raising: AlertRaising

    /// Notices raised in one pass; the rest follows with the next.
    private static let mostAtOnce = 200

    package init(_ configuration: Configuration, recorder: Recorder) {
        self.configuration = configuration
        alerts = recorder.alerts
        raising = recorder.raising
    }

    /// True where there may be something to tell.
    package var isAsked: Bool {
        configuration.receivers.contains { $0.heartbeat != nil }
            || configuration.routes.contains { $0.uncheckedDays != nil }
    }

    package func tell(at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        try heartbeats(at: now, in: history) + unchecked(at: now, in: history)
    }

    /// Once a period, and not before each feed was tried.
    private func heartbeats(at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        var raised: [StoredAlert] = []
        for receiver in configuration.receivers {
            guard let rhythm = receiver.heartbeat, let period = rhythm.period(at: now) else { continue }
            func alert(_ summary: String) -> Alert {
                alerts.receiverAlert(
                    .operatorHeartbeat, receiver: receiver.name, key: period, summary: summary, time: now)
            }
            if try !history.alerts(named: alert("").id).isEmpty { continue }
            let coverage = try history.coverage(of: configuration.watchedFeeds)
            if !coverage.isBegun { continue }
            let summary = (coverage.isWell ? "all is well: " : "not all is well: ") + coverage.sentence
            raised += try AlertRaising(
                routing: Routing(routes: [], operators: [receiver.name]), silences: configuration.silences
            ).raise(alert(summary), in: history)
        }
        return raised
    }

    /// Once for each time that a provider goes without a look, and for the days of each route.
    private func unchecked(at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        let routes = configuration.routes.filter { $0.uncheckedDays != nil }
        let asked = Set(routes.compactMap(\.uncheckedDays)).sorted()
        guard let least = asked.first, try history.hasFeedUnread(since: Assurance.since(least, now)) else { return [] }
        var raised: [StoredAlert] = []
        for provider in try history.providers() {
            let days = Set(routes.filter { $0.match.refusal(of: provider) == nil }.compactMap(\.uncheckedDays)).sorted()
            guard let first = days.first, let checked = try history.lastChecked(provider.id),
                checked < Assurance.since(first, now)
            else { continue }
            for days in days where checked < Assurance.since(days, now) {
                let notice = ProviderNotice(provider: provider, uncheckedDays: days, since: checked)
                raised += try raising.raise(
                    notice: alerts.noticeAlert(notice, feed: "", time: now), in: history)
                if raised.count >= Assurance.mostAtOnce { return raised }
            }
        }
        return raised
    }

    private static func since(_ days: Int, _ now: Date) -> Date { now.addingTimeInterval(Double(-days) * 86400) }
}

extension Configuration {
    /// The feeds as the record is asked about them.
    package var watchedFeeds: [WatchedFeed] { feeds.map { WatchedFeed(name: $0.name, url: $0.url) } }
}
