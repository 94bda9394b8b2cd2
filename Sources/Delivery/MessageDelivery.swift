import Configuration
import Foundation
import History
import Logging
import Receivers
import Synchronization
import System

/// Brings a webhook or a mail server its alerts, at least once each: what is due in order of sequence, one attempt at a
/// time.
///
/// A delivery that failed waits for its own next attempt and lets those behind it pass: an alert that the receiver
/// cannot take holds up no other, and readers who need the order have `sequence`. Only a receiver that asks to be left
/// alone, is too slow twice or fails three times in a row, or has its quiet hours, is left alone altogether. A digest
/// is one delivery, of all its alerts; more messages at once than people read become one, too.
package struct MessageDelivery: Sendable {
    let name: String
    let messenger: any Messenger
    /// `nil` where each alert is sent as soon as it can be.
    var digests: DigestMailing?
    let carriers: Carriers
    let history: History
    let notices: ReceiverNotices
    /// What a digest that was asked for says of what is watched.
    var watched: [WatchedFeed] = []
    var schedule = DeliverySchedule()
    var crashes = CrashGuard.none
    let clock: Clock
    let logger: Logger
    /// Failures in a row, at whatever alerts.
    private let failures = FailuresInARow()

    /// Messages that a mailbox or a chat gets one by one within `flood` seconds; what comes beyond goes out together.
    static let mostAtOnce = 20
    private static let flood: Double = 600
    /// Alerts taken from the database at once.
    private static let batch = 50
    /// Seconds for an attempt in a process of its own; a mail may take its time.
    private static let apartDeadline = 300
    /// Seconds until the database is asked again after it failed.
    private static let pause: Double = 5

    /// Sends the message of that name if it is due, and records nothing; true where the receiver has it now.
    func sendApart(_ subject: String) async throws(HistoryError) -> Bool {
        let (due, _) = try await history.read("look up deliveries") { try look($0, at: clock.now()) }
        guard let message = due.first(where: { $0.name == subject }) else { return false }
        return await send(message).verdict == .done
    }

    /// Delivers until nothing is due.
    func deliver() async -> DeliveryRound {
        var raised: [StoredAlert] = []
        var wasSlow = false
        do throws(HistoryError) {
            while true {
                let now = clock.now()
                try await formDigest(at: now)
                let (due, next) = try await history.read("look up deliveries") { try look($0, at: now) }
                if due.isEmpty { return DeliveryRound(next: next, raised: raised) }
                for message in due {
                    // It may have become quiet meanwhile.
                    if schedule.quietEnd(at: clock.now()) != nil { break }
                    // Its answer is part of what may make the program's end.
                    defer { crashes.end(.receiver(name)) }
                    guard let attempt = await attempt(message) else { return DeliveryRound(next: now, raised: raised) }
                    let rest = schedule.rest(
                        after: attempt.verdict, wasSlow: wasSlow, failures: failures.count(attempt.verdict))
                    wasSlow = if case .retry(_, .tooSlow) = attempt.verdict { true } else { false }
                    raised += try await record(attempt, of: message, rest: rest)
                    if attempt.verdict == .done { crashes.acquit(.receiver(name)) }
                    // Not to be gone on with: the receiver is to rest, or wants nothing any more.
                    if attempt.verdict == .gone || rest > 0 { break }
                }
            }
        } catch {
            logger.error("\(error)")
            return DeliveryRound(next: clock.now().addingTimeInterval(MessageDelivery.pause), raised: raised)
        }
    }

    /// What waits when a digest is due goes into it, and into no other.
    private func formDigest(at now: Date) async throws(HistoryError) {
        guard let digests else { return try await formDigestOfFlood(at: now) }
        let instant = digests.schedule.last(until: now)
        let isNeeded = try await history.read("look up deliveries") {
            try $0.awaitsDigest(receiver: name, of: instant, now: now)
        }
        guard isNeeded else { return }
        try await history.write("form a digest") { try $0.formDigest(receiver: name, of: instant, now: now) }
    }

    private func formDigestOfFlood(at now: Date) async throws(HistoryError) {
        if !messenger.takesDigests { return }
        let since = now.addingTimeInterval(-MessageDelivery.flood)
        let isFlood = try await history.read("look up deliveries") { history in
            // As nearly always nothing waits, or one.
            try history.dueDeliveries(receiver: name, now: now, limit: 2).count > 1
                && history.countAtOnce(receiver: name, since: since, now: now) > MessageDelivery.mostAtOnce
        }
        if isFlood {
            try await history.write("form a digest") { try $0.formDigest(receiver: name, of: now, now: now) }
        }
    }

    /// What is due, else when something will be.
    private func look(_ history: HistoryTransaction, at now: Date) throws -> (due: [DueMessage], next: Date?) {
        let state = try state(in: history)
        if state.disabledAt != nil { return ([], nil) }
        if let rest = state.restEnd(at: now) ?? crashes.restEnd(of: .receiver(name), at: now) { return ([], rest) }
        let earliest = try history.earliestAttempt(receiver: name)
        if earliest == nil { return ([], nil) }
        if let end = schedule.quietEnd(at: now) { return ([], end) }
        guard let digests else {
            if messenger.takesDigests, let (instant, deliveries) = try history.dueDigest(receiver: name, now: now) {
                return ([DueMessage(digest: instant, of: deliveries)].compactMap(\.self), nil)
            }
            let due = try history.dueDeliveries(receiver: name, now: now, limit: MessageDelivery.batch)
            return (due.map { DueMessage($0) }, earliest)
        }
        if let (instant, deliveries) = try history.dueDigest(receiver: name, now: now) {
            return ([DueMessage(digest: instant, of: deliveries)].compactMap(\.self), nil)
        }
        let following = digests.schedule.next(after: now)
        return ([], min(following, try history.earliestDigestAttempt(receiver: name) ?? following))
    }

    /// What was known of another address says nothing of this one.
    private func state(in history: HistoryTransaction) throws -> ReceiverState {
        let stored = try history.receiverState(name)
        guard let stored, stored.fingerprint == messenger.fingerprint else {
            return ReceiverState(name: name, fingerprint: messenger.fingerprint)
        }
        return stored
    }

    /// `nil` where a stop has cut it short, which is no failure of the receiver's.
    private func attempt(_ message: DueMessage) async -> Attempt? {
        if Task.isCancelled { return nil }
        let work = CrashGuard.Work(
            owner: .receiver(name), subject: message.name,
            rehearsal: OwnProgram(
                ["apart", "--receiver", name, "--delivery", message.name], deadline: MessageDelivery.apartDeadline))
        let attempt: Attempt
        do throws(SuspectedWork) {
            attempt = try await crashes.perform(work, apart: Attempt.init(apart:)) { await send(message) }
        } catch {
            attempt = Attempt(verdict: .refused, reason: error.description)
        }
        return Task.isCancelled && attempt.verdict != .done ? nil : attempt
    }

    private func send(_ message: DueMessage) async -> Attempt {
        guard let digest = message.digest else {
            return await messenger.attempt(AlertRecord(message.first.alert), over: carriers, at: clock.now())
        }
        return await messenger.attempt(
            digest: message.deliveries.map { AlertRecord($0.alert) }, of: digest, note: await note(), over: carriers,
            at: clock.now())
    }

    /// A sentence on what is watched and could not be read; `nil` for messages that are one only because there are
    /// many.
    private func note() async -> String? {
        guard digests != nil, !watched.isEmpty else { return nil }
        let coverage = try? await history.read("tell what is watched") { try $0.coverage(of: watched) }
        return coverage?.note
    }

    /// Answers the operators' alerts that it raised.
    private func record(
        _ attempt: Attempt, of message: DueMessage, rest: Double
    ) async throws(HistoryError) -> [StoredAlert] {
        let now = clock.now()
        let step = schedule.step(after: attempt.verdict, tries: message.tries + 1, jitter: clock.jitter())
        if step != .done {
            logger.warning("receiver \(name): \(message.name), attempt \(message.tries + 1): \(attempt.reason)")
        }
        // A task of its own: a stop must not part what was delivered from the note that it was.
        return try await Task { () -> Result<[StoredAlert], HistoryError> in
            do throws(HistoryError) {
                return .success(
                    try await history.write("record a delivery") { history in
                        try record(attempt, of: message, step: step, rest: rest, at: now, in: history)
                    })
            } catch {
                return .failure(error)
            }
        }.value.get()
    }

    private func record(
        _ attempt: Attempt, of message: DueMessage, step: DeliverySchedule.Step, rest: Double, at now: Date,
        in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        var state = try state(in: history)
        state.restUntil = rest > 0 ? now.addingTimeInterval(rest) : nil
        state.restsSince = rest > 0 ? now : nil
        var raised: [StoredAlert] = []
        func keep(_ delivered: DeliveryState, next: Date? = nil) throws {
            for delivery in message.deliveries {
                try history.record(
                    StoredAttempt(
                        at: now, milliseconds: attempt.milliseconds, status: attempt.status, reason: attempt.reason,
                        answer: attempt.answer, next: next),
                    of: delivery, receiver: name, state: delivered)
            }
        }
        switch step {
        case .done:
            try keep(.done)
            state.exhaustedTold = false
        case .retry(let seconds):
            try keep(.pending, next: now.addingTimeInterval(seconds))
        case .exhausted:
            try keep(.exhausted)
            if !state.exhaustedTold {
                raised = try notices.exhausted(message, receiver: name, reason: attempt.reason, at: now, in: history)
                state.exhaustedTold = !raised.isEmpty
            }
        case .gone:
            try keep(.pending)
            state.disabledAt = now
            state.disabledReason = attempt.reason
            raised = try notices.disabled(receiver: name, reason: attempt.reason, at: now, in: history)
        }
        try history.save(state)
        return raised
    }
}

extension Attempt {
    /// One that a process of its own has made. What the receiver said remains there: it may be what the program died
    /// of.
    fileprivate init(apart isGood: Bool) {
        self.init(
            verdict: isGood ? .done : .retry(),
            reason: isGood
                ? "delivered by a process of its own"
                : "a process of its own could not deliver it; `ratingwatch test-receiver` says why")
    }
}

/// How often in a row a receiver could not be given anything: not one alert that it does not like, but the receiver
/// itself.
final class FailuresInARow: Sendable {
    private let known = Mutex(0)

    /// With what came of one more attempt.
    func count(_ verdict: Attempt.Verdict) -> Int {
        known.withLock { known in
            if case .retry = verdict { known += 1 } else { known = 0 }
            return known
        }
    }
}
