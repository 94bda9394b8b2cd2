import Configuration
import Foundation
import Glibc
import History
import Inspections
import Polling
import Queries
import Receivers
import System
import Text

/// How the running daemon does; asking the database for it proves that it answers.
struct DaemonStatus: Codable, Sendable {
    struct LastAlert: Codable, Sendable {
        let sequence: Int
        let time: String
        let summary: String
    }

    let version: String
    let pid: Int32
    let started: String
    /// Absolute path of its configuration file; `nil` from a daemon of an older version.
    let configuration: String?
    /// `nil` where the record is a file, and from a daemon of an older version.
    let fleet: FleetPlace?
    let feeds: Int
    /// What keeps the daemon from recording or delivering, the oldest first; `nil` from a daemon of an older version.
    let troubles: [Troubles.Trouble]?
    /// When the record's file was last checked as a whole; `nil` where it was not yet.
    let recordChecked: String?
    /// Names of feeds that are not good, by their condition: `failing`, `held`, `ended`, `quiet`, `shrank`.
    let troubled: [String: [String]]
    /// Names of receivers that want nothing any more.
    let disabledReceivers: [String]
    let nextPoll: String?
    /// Publications whose document is still to be read, as `feeds` counts them.
    let publicationsPending: Int
    /// Pages of providers that are still to be read; `nil` from a daemon of an older version.
    let pagesPending: Int?
    let deliveriesWaiting: Int
    /// The same in parts, by what they wait for; `nil` from a daemon of an older version.
    let waiting: [WaitingPart]?
    /// What is watched, and what could not be read; `nil` from a daemon of an older version.
    let watched: Coverage?
    let lastAlert: LastAlert?
    /// Bytes in memory.
    let residentBytes: Int

    /// True where something asks for an operator.
    var isTroubled: Bool { !troubled.isEmpty || !disabledReceivers.isEmpty || troubles?.isEmpty == false }

    enum CodingKeys: String, CodingKey {
        case version, pid, started, configuration, fleet, feeds, troubled, troubles, waiting, watched
        case recordChecked = "record_checked"
        case disabledReceivers = "disabled_receivers"
        case nextPoll = "next_poll"
        case publicationsPending = "publications_pending"
        case pagesPending = "pages_pending"
        case deliveriesWaiting = "deliveries_waiting"
        case lastAlert = "last_alert"
        case residentBytes = "resident_bytes"
    }
}

extension DaemonStatus {
    /// For people, a fact a line.
    func text(_ style: TerminalStyle, at times: ReadableTime) -> String {
        let trouble = troubled.sorted { $0.key < $1.key }.map { condition, names in
            let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
            return ("\(names.count) \(condition)", shown)
        }
        let pages = pagesPending.map { $0 == 0 ? "" : ", and \($0.counted("page")) of providers" } ?? ""
        var facts = [("ratingwatch", "\(version), process \(pid), since \(times.text(iso8601: started))")]
        if let fleet { facts += [("fleet", fleet.text(times))] + fleet.doubts.map { ("warning", $0) } }
        facts += (troubles ?? []).map { ("in trouble", $0.text) }
        facts += [("feeds", "\(feeds)" + (troubled.isEmpty ? ", all good" : ""))] + trouble
        if !disabledReceivers.isEmpty {
            facts.append(("receivers disabled", disabledReceivers.joined(separator: ", ")))
        }
        facts += [
            ("watched", watched?.sentence ?? "not known"),
            ("record checked", recordChecked.map(times.text(iso8601:)) ?? "not yet"),
            ("next poll", nextPoll.map(times.text(iso8601:)) ?? "none"),
            ("documents to read", "\(publicationsPending)" + pages),
            ("deliveries waiting", "\(deliveriesWaiting)" + parts(times)),
            ("last alert", lastAlert.map { text(on: $0, times) } ?? "none"),
            ("memory", "\(residentBytes / 1_000_000) MB"),
        ]
        let width = facts.map(\.0.count).max() ?? 0
        return facts.map { name, value in
            style.strong(name) + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }

    private func text(on alert: LastAlert, _ times: ReadableTime) -> String {
        "\(alert.sequence), \(times.text(iso8601: alert.time)), \(OutsideText.line(alert.summary))"
    }

    /// What the deliveries wait for; the most of them first.
    private func parts(_ times: ReadableTime) -> String {
        let parts = (waiting ?? []).sorted { ($1.count, $0.receiver) < ($0.count, $1.receiver) }
        if parts.isEmpty { return "" }
        let shown = parts.prefix(6).map { OutsideText.line($0.text(times)) }.joined(separator: "; ")
        return ": \(shown)" + (parts.count > 6 ? "; …" : "")
    }
}

extension DaemonStatus {
    /// From the daemon's answer; `nil` where that is a complaint.
    init?(line: String) {
        guard let status = try? JSONDecoder().decode(DaemonStatus.self, from: Data(line.utf8)) else { return nil }
        self = status
    }

    /// Within the daemon itself; `file`: path of its configuration.
    init(
        of configuration: Configuration, file: String, started: Date, fleet: FleetPlace?, troubles: Troubles,
        at now: Date, in history: HistoryTransaction
    ) throws {
        let report = try FeedsReport(configured: configuration.feeds, in: history)
        let troubled = report.feeds.filter { $0.condition.isTrouble }
        version = Version.text
        pid = getpid()
        self.started = started.iso8601
        self.configuration = AbsolutePath.text(file)
        self.fleet = fleet
        feeds = configuration.feeds.count
        self.troubles = troubles.all
        recordChecked = troubles.recordChecked?.iso8601
        self.troubled = Dictionary(grouping: troubled, by: \.condition.rawValue).mapValues { $0.map(\.feed.name) }
        disabledReceivers = try configuration.receivers.disabled(in: history)
        nextPoll = report.feeds.compactMap { $0.state?.nextDue }.min()?.iso8601
        publicationsPending = report.feeds.reduce(0) { $0 + $1.pending }
        pagesPending = report.feeds.reduce(0) { $0 + $1.pages }
        deliveriesWaiting = try history.countWaitingDeliveries()
        watched = try history.coverage(of: configuration.watchedFeeds)
        waiting = try WaitingPart.all(
            of: configuration.receivers, disabled: disabledReceivers, at: now, in: history)
        lastAlert = try history.lastAlert().map {
            LastAlert(sequence: $0.sequence, time: $0.time.iso8601, summary: $0.summary)
        }
        residentBytes = ProcessFigures.current.resident
    }
}

/// Forms in which `status` prints.
package enum StatusFormat: String, Sendable, CaseIterable {
    case text, json
}
