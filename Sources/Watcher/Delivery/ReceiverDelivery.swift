import Dispatch
import Foundation
import History
import Logging
import Receivers

/// Brings one receiver what it has still to get, in order; a receiver that fails delays no other.
actor ReceiverDelivery {
    private let receiver: ReceiverConfiguration
    private let log: LogFile
    private let queue = DispatchQueue(label: "ratingwatch.delivery")
    private let history: History
    private let clock: Clock
    private let logger: Logger
    private var isDelivering = false
    private var hasMore = false

    /// Alerts taken from the database at once.
    private static let batch = 500
    private static let backoff = Backoff(first: 5, most: 3600)

    init(receiver: ReceiverConfiguration, history: History, clock: Clock, logger: Logger) {
        self.receiver = receiver
        self.log = LogFile(path: receiver.path, format: receiver.format)
        self.history = history
        self.clock = clock
        self.logger = logger
    }

    /// Delivers until nothing is due. A call during another's work lets that one go round once more.
    func deliver() async {
        hasMore = true
        guard !isDelivering else { return }
        isDelivering = true
        while hasMore {
            hasMore = false
            do throws(HistoryError) {
                while try await deliverBatch() {}
            } catch {
                logger.error("\(error)")
            }
        }
        isDelivering = false
    }

    /// True where another batch may be due.
    private func deliverBatch() async throws(HistoryError) -> Bool {
        let name = receiver.name
        let now = clock.now()
        // After a clock that was set back, an instant of its future must not hold up the log.
        let latest = now.addingTimeInterval(2 * ReceiverDelivery.backoff.most)
        let due = try await history.read("look up deliveries") { history in
            // This is asked at every wake-up: the alerts themselves are read only where they can be delivered.
            let next = try history.nextAttempt(receiver: name)
            guard let next, next <= now || next > latest else { return nil as DueDeliveries? }
            return DueDeliveries(
                alerts: try history.pendingAlerts(receiver: name, limit: ReceiverDelivery.batch),
                attempts: try history.attemptsOfNext(receiver: name), head: try history.logHead(receiver: name))
        }
        guard let due else { return false }
        let pending = due.alerts
        let sequences = pending.map(\.sequence)
        let records = pending.map { AlertRecord(sequence: $0.sequence, id: $0.id, body: $0.body, line: $0.line) }
        let written: LogHead
        do {
            written = try await append(
                records, after: due.head.map { LogHead(sequence: $0.sequence, hash: $0.hash) } ?? LogHead.none)
        } catch {
            logger.error("\(error)")
            let retry = now.addingTimeInterval(
                ReceiverDelivery.backoff.delay(failures: due.attempts + 1, spread: clock.spread()))
            try await history.write("record a failed delivery") { history in
                try history.markFailed(
                    Array(sequences.prefix(1)), receiver: name, error: "\(error)", next: retry)
            }
            return false
        }
        try await history.write("record a delivery") { history in
            try history.markDelivered(sequences, receiver: name, at: now)
            try history.saveLogHead(StoredLogHead(sequence: written.sequence, hash: written.hash), receiver: name)
        }
        return pending.count == ReceiverDelivery.batch
    }

    /// On a queue of its own: a disk that hangs must not hold up the polling.
    private func append(_ records: [AlertRecord], after head: LogHead) async throws -> LogHead {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [log] in
                continuation.resume(with: Result { try log.append(records, after: head) })
            }
        }
    }
}
