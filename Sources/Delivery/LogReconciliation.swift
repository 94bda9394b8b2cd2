package import Configuration
package import History
import Receivers
import Text

/// Brings the numbers of the history and its logs together where the history was restored from a backup, or lost, while
/// the logs went on: numbering goes on behind the highest number of the logs, and what stands in a log is done there.
///
/// Only before anything is raised or delivered. Where the logs hold nothing that the history does not know, it changes
/// nothing.
package struct LogReconciliation: Sendable {
    let logs: [(receiver: String, log: LogFile)]

    init(logs: [(receiver: String, log: LogFile)]) { self.logs = logs }

    package init(_ configuration: Configuration) {
        self.init(
            logs: configuration.receivers.compactMap { receiver in
                receiver.receiver.log.map { (receiver.name, $0) }
            })
    }

    /// What one log holds beyond the last line that the history knows of it.
    private struct Tail: Sendable {
        let receiver: String
        let path: String
        let head: LogHead
        let alerts: [LoggedAlert]
        /// The first line of the log and what it follows, where older ones are not kept.
        let beginning: (dropped: LogHead, first: LogHead)?
    }

    /// A log that is configured no more, or not at that path.
    private struct Left: Sendable {
        let receiver: String
        let path: String
        /// What a process that ended may have written there without a note of it.
        let alerts: [LoggedAlert]
    }

    /// What is worth telling the operator, and what could not be read.
    package func run(on history: History) async throws(HistoryError) -> [String] {
        var complaints: [String] = []
        var tails: [Tail] = []
        let known = try await history.read("look up the logs' ends") { try $0.knownLogs() }
        var unknown: [(receiver: String, path: String)] = []
        for (receiver, log) in logs {
            let noted = known.first { $0.receiver == receiver && ($0.path == log.path || $0.path.isEmpty) }
            if noted?.path != log.path { unknown.append((receiver, log.path)) }
            let head = LogHead(noted?.head)
            do throws(ReceiverError) {
                let alerts = try log.alerts(beyond: head)
                if alerts.isEmpty { continue }
                tails.append(
                    Tail(
                        receiver: receiver, path: log.path, head: head, alerts: alerts, beginning: try log.beginning()))
            } catch {
                complaints.append("\(error)")
            }
        }
        let abandoned = known.compactMap { left($0.receiver, $0.path, LogHead($0.head)) }
        if tails.isEmpty, unknown.isEmpty, abandoned.isEmpty { return complaints }
        let (found, new) = (tails, unknown)
        return try await history.write("follow the logs") { history in
            for log in abandoned { try LogReconciliation.leave(log, in: history) }
            for log in new { try history.begin(log: log.path, of: log.receiver) }
            return try LogReconciliation.settle(found, in: history)
        } + complaints
    }

    /// `nil` for a log that is configured, and for those of other daemons of a fleet.
    private func left(_ receiver: String, _ path: String, _ head: LogHead) -> Left? {
        guard let log = logs.first(where: { $0.receiver == receiver })?.log else {
            return receiver.contains("@") ? nil : Left(receiver: receiver, path: path, alerts: [])
        }
        if path.isEmpty || path == log.path { return nil }
        // What another log writes there is not this one's. A file that cannot be read was given away with its path.
        let isTaken = logs.contains { $0.log.path == path }
        let alerts = isTaken ? nil : try? LogFile(path: path, format: log.format).alerts(beyond: head)
        return Left(receiver: receiver, path: path, alerts: alerts ?? [])
    }

    /// What stands in a file that is left is not to be written to another one as well. Whatever becomes of it from now
    /// on is no fault: a chain that is taken up again goes on behind what the file holds then.
    private static func leave(_ log: Left, in history: HistoryTransaction) throws {
        for alert in log.alerts {
            let number = alert.sequence
            guard let id = try history.alertID(number), try isKnown(alert, id: alert.id, in: history) else { continue }
            if try history.pendingAndNotLogged(receiver: log.receiver, in: number...number).isEmpty { continue }
            _ = try history.noteLogged(sequence: number, id: id, receiver: log.receiver)
        }
        try history.forgetLog(receiver: log.receiver, path: log.path)
    }

    private static func settle(_ tails: [Tail], in history: HistoryTransaction) throws -> [String] {
        // What a line of a text log is, the same number in another log tells.
        var ids: [Int: String] = [:]
        for alert in tails.flatMap(\.alerts) { ids[alert.sequence] = alert.id ?? ids[alert.sequence] }
        var said: [String] = []
        /// Alerts that a log is already past without holding them.
        var passed: Set<Int> = []
        var held: [Int: [String]] = [:]
        for tail in tails {
            var (strangers, new) = (0, 0)
            for alert in tail.alerts {
                let id = alert.id ?? ids[alert.sequence]
                if try isKnown(alert, id: id, in: history) {
                    held[alert.sequence, default: []].append(tail.receiver)
                    continue
                }
                strangers += 1
                if try history.noteLogged(sequence: alert.sequence, id: id, receiver: tail.receiver) { new += 1 }
            }
            // A file of which nothing is known was another log's, or this one's under another name.
            guard strangers > 0 || tail.head == .none, let last = tail.alerts.last?.sequence else { continue }
            try noteDropped(tail, in: history)
            let pending = try history.pendingAndNotLogged(
                receiver: tail.receiver, in: tail.head.sequence + 1...last)
            passed.formUnion(pending.filter { held[$0]?.contains(tail.receiver) != true })
            if new > 0 {
                said.append(
                    "the log \(tail.receiver) has \(new.counted("alert")) up to \(last) that the history does not know, as "
                        + "after a restored backup: they count as delivered, and numbering continues after them")
            }
        }
        for sequence in passed.sorted() {
            for receiver in held[sequence] ?? [] {
                _ = try history.noteLogged(
                    sequence: sequence, id: history.alertID(sequence), receiver: receiver)
            }
            try history.renumber(sequence)
        }
        return said
    }

    /// A backup does not know which lines were dropped since, be it the last that it knows of.
    private static func noteDropped(_ tail: Tail, in history: HistoryTransaction) throws {
        guard let (dropped, first) = tail.beginning else { return }
        let known = try history.logRemoval(receiver: tail.receiver, path: tail.path)?.sequence ?? 0
        // A chain that begins with its first line has lost nothing.
        if dropped.sequence > known, dropped.hash != LogHead.none.hash {
            try history.saveLogRemoval(
                StoredLogHead(sequence: dropped.sequence, hash: dropped.hash), receiver: tail.receiver, path: tail.path)
        }
        if tail.head.sequence > 0, tail.head.sequence < first.sequence {
            try history.saveLogHead(
                StoredLogHead(sequence: first.sequence, hash: first.hash), receiver: tail.receiver, path: tail.path)
        }
    }

    /// Whether the history has raised the alert of that line under its number.
    private static func isKnown(_ alert: LoggedAlert, id: String?, in history: HistoryTransaction) throws -> Bool {
        if let id { return try history.alertID(alert.sequence) == id }
        return try history.alertLine(alert.sequence).map { alert.holds(line: $0) } ?? false
    }
}
