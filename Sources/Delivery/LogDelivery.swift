import Configuration
import Dispatch
import Foundation
import History
import Logging
import Receivers
import System

/// Brings a log what it has still to get, in order and exactly once.
package struct LogDelivery: Sendable {
    let name: String
    let log: LogFile
    let history: History
    let crashes: CrashGuard
    let clock: Clock
    let logger: Logger
    // Of its own: a disk that hangs must not hold up the polling.
    private let queue = DispatchQueue(label: "ratingwatch.delivery")

    /// Alerts taken from the database at once.
    private static let batch = 500
    private static let backoff = Backoff(first: 5, limit: 60)
    /// As marks name what a log is given: an alert cannot be left out of it.
    private static let subject = "the next lines"

    init(
        name: String, log: LogFile, history: History, crashes: CrashGuard = .none, clock: Clock, logger: Logger
    ) {
        self.crashes = crashes
        self.name = name
        self.log = log
        self.history = history
        self.clock = clock
        self.logger = logger
    }

    /// Delivers until nothing is due.
    func deliver() async -> DeliveryRound {
        do throws(HistoryError) {
            let rest = crashes.restEnd(of: owner, at: clock.now())
            if rest == nil { while try await deliverBatch() {} }
            let next = try await history.read("look up deliveries") {
                try $0.nextAttempt(receiver: name, at: clock.now())
            }
            // All that was waiting is written: what the program may have died of is among it.
            if next == nil { crashes.acquit(owner, LogDelivery.subject) }
            return DeliveryRound(next: next.map { max($0, rest ?? $0) })
        } catch {
            logger.error("\(error)")
            return DeliveryRound(next: clock.now().addingTimeInterval(LogDelivery.backoff.first))
        }
    }

    private var owner: CrashOwner { .receiver(name) }

    /// True where another batch may be due.
    private func deliverBatch() async throws(HistoryError) -> Bool {
        let now = clock.now()
        // One by one, after a process of its own has shown it, so that it is known which.
        let most = crashes.isSuspected(owner) ? 1 : LogDelivery.batch
        let due = try await history.read("look up deliveries") { history in
            // This is asked at every wake-up: the alerts themselves are read only where they can be delivered.
            let next = try history.nextAttempt(receiver: name, at: now)
            guard let next, next <= now else { return nil as DueDeliveries? }
            let alerts = try history.pendingAlerts(receiver: name, limit: most)
            return DueDeliveries(
                alerts: alerts,
                logged: Set(try alerts.filter { try history.isLogged($0.id, receiver: name) }.map(\.sequence)),
                attempts: try history.attemptsOfNext(receiver: name),
                head: try history.logHead(receiver: name, path: log.path))
        }
        guard let due, let first = due.alerts.first else { return false }
        defer { crashes.end(owner) }
        let pending = due.alerts
        let sequences = pending.map(\.sequence)
        let records = pending.filter { !due.logged.contains($0.sequence) }.map { AlertRecord($0) }
        let (written, hashes): (LogHead, [Int: String])
        do {
            await rotate(at: now)
            let work = CrashGuard.Work(
                owner: owner, subject: LogDelivery.subject, rehearsal: OwnProgram(["preview", name, first.id]))
            (written, hashes) = try await crashes.perform(work) {
                await Task { try await append(records, after: due.head) }.result
            }.get()
        } catch {
            logger.error("\(error)")
            let retry = now.addingTimeInterval(
                LogDelivery.backoff.delay(failures: due.attempts + 1, jitter: clock.jitter()))
            try await history.write("record a failed delivery") { history in
                try history.markFailed(
                    Array(sequences.prefix(1)), receiver: name, error: "\(error)", at: now, next: retry)
            }
            return false
        }
        try await history.write("record a delivery") { history in
            try history.markDelivered(sequences, receiver: name, hashes: hashes, at: now)
            if !records.isEmpty {
                try history.saveLogHead(
                    StoredLogHead(sequence: written.sequence, hash: written.hash), receiver: name, path: log.path)
            }
        }
        try await tidy()
        return pending.count == most
    }

    /// The new head, and the hashes of the lines by their sequence.
    private func append(
        _ records: [AlertRecord], after head: StoredLogHead?
    ) async throws -> (LogHead, [Int: String]) {
        try await onQueue { log throws(ReceiverError) in
            var hashes: [Int: String] = [:]
            let head = try log.append(records, after: LogHead(head)) { line in
                if log.format == .jsonl { hashes[line.sequence] = line.hash }
            }
            return (head, hashes)
        }
    }

    /// An alert is better off in a file that is too long than in none.
    private func rotate(at now: Date) async {
        do {
            try await onQueue { log throws(ReceiverError) in try log.rotate(at: now) }
        } catch {
            logger.warning("the log \(name) continues in its old file: \(error)")
        }
    }

    /// Compresses what was set aside and removes what is not to be kept. What fails is tried again behind the next
    /// alerts.
    private func tidy() async throws(HistoryError) {
        do {
            try await onQueue { log throws(ReceiverError) in try log.compressRotated() }
            while let oldest = try await onQueue({ log throws(ReceiverError) in try log.superfluous() }) {
                // Known before it is done: `alerts verify` must not take it for somebody else's deed.
                try await history.write("record what a log does not keep") { history in
                    try history.saveLogRemoval(
                        StoredLogHead(sequence: oldest.end.sequence, hash: oldest.end.hash), receiver: name,
                        path: log.path)
                }
                try await onQueue { log throws(ReceiverError) in try log.remove(oldest.path) }
            }
        } catch let error as HistoryError {
            throw error
        } catch {
            logger.warning("old files of the log \(name): \(error)")
        }
    }

    private func onQueue<Result: Sendable>(
        _ work: @escaping @Sendable (LogFile) throws(ReceiverError) -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [log] in continuation.resume(with: Swift.Result { try work(log) }) }
        }
    }
}

extension AlertRecord {
    init(_ alert: StoredAlert) {
        self.init(sequence: alert.sequence, id: alert.id, body: alert.body, line: alert.line)
    }
}

extension LogHead {
    init(_ stored: StoredLogHead?) {
        self = stored.map { LogHead(sequence: $0.sequence, hash: $0.hash) } ?? .none
    }
}
