import Configuration
import Foundation
import Glibc
import History
import Inspections
import Queries
import System

extension DaemonStatus {
    /// From the daemon's answer; `nil` where that is a complaint.
    init?(line: String) {
        guard let status = try? JSONDecoder().decode(DaemonStatus.self, from: Data(line.utf8)) else { return nil }
        self = status
    }

    /// Within the daemon itself; `file`: path of its configuration.
    init(
        of configuration: Configuration, file: String, started: Date, troubles: Troubles, in history: HistoryTransaction
    ) throws {
        let report = try FeedsReport(configured: configuration.feeds, in: history)
        let troubled = report.feeds.filter { $0.condition.isTrouble }
        version = Version.text
        pid = getpid()
        self.started = started.iso8601
        self.configuration = AbsolutePath.text(file)
        feeds = configuration.feeds.count
        self.troubles = troubles.all
        recordChecked = troubles.recordChecked?.iso8601
        self.troubled = Dictionary(grouping: troubled, by: \.condition.rawValue).mapValues { $0.map(\.feed.name) }
        disabledReceivers = try configuration.disabledReceivers(in: history)
        nextPoll = report.feeds.compactMap { $0.state?.nextDue }.min()?.iso8601
        publicationsPending = report.feeds.reduce(0) { $0 + $1.pending }
        pagesPending = report.feeds.reduce(0) { $0 + $1.pages }
        deliveriesWaiting = try history.countWaitingDeliveries()
        lastAlert = try history.lastAlert().map {
            LastAlert(sequence: $0.sequence, time: $0.time.iso8601, summary: $0.summary)
        }
        residentBytes = ProcessFigures.current.resident
    }
}
