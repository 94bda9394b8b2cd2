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
        let head: LogHead
        let alerts: [LoggedAlert]
        /// The first line of the log and what it follows, where older ones are not kept.
        let beginning: (dropped: LogHead, first: LogHead)?
    }

    /// What is worth telling the operator, and what could not be read.
    package func run(on history: History) async throws(HistoryError) -> [String] {
        var complaints: [String] = []
        var tails: [Tail] = []
        for (receiver, log) in logs {
            let head = LogHead(try await history.read("look up a log's end") { try $0.logHead(receiver: receiver) })
            do throws(ReceiverError) {
                let alerts = try log.alerts(beyond: head)
                if alerts.isEmpty { continue }
                tails.append(
                    Tail(receiver: receiver, head: head, alerts: alerts, beginning: try log.beginning()))
            } catch {
                complaints.append("\(error)")
            }
        }
        if tails.isEmpty { return complaints }
        let found = tails
        return try await history.write("follow the logs") { try LogReconciliation.settle(found, in: $0) } + complaints
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
            guard strangers > 0, let last = tail.alerts.last?.sequence else { continue }
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
        if dropped.sequence > (try history.logRemoval(receiver: tail.receiver)?.sequence ?? 0) {
            try history.saveLogRemoval(
                StoredLogHead(sequence: dropped.sequence, hash: dropped.hash), receiver: tail.receiver)
        }
        if tail.head.sequence > 0, tail.head.sequence < first.sequence {
            try history.saveLogHead(
                StoredLogHead(sequence: first.sequence, hash: first.hash), receiver: tail.receiver)
        }
    }

    /// Whether the history has raised the alert of that line under its number.
    private static func isKnown(_ alert: LoggedAlert, id: String?, in history: HistoryTransaction) throws -> Bool {
        if let id { return try history.alertID(alert.sequence) == id }
        return try history.alertLine(alert.sequence).map { alert.holds(line: $0) } ?? false
    }
}
