import Configuration
import Dispatch
import Foundation
import History
import Inspections
import Polling
import Receivers
import System

/// Looks every few seconds whether what the daemon finds can still be recorded and delivered: it must not call itself
/// good a minute after that has ceased to be so. What has been put right is seen at the next look.
actor HealthWatch {
    private let configuration: Configuration
    private let duties: Duties
    private let history: History
    private let troubles: Troubles
    private let clock: Clock
    /// Told once when a trouble begins, and once when it ends.
    private let say: @Sendable (String) -> Void
    /// By receiver, the alert that it waits for longest, and when that was first seen.
    private var waiting: [String: (sequence: Int, since: ContinuousClock.Instant)] = [:]
    private var checked: ContinuousClock.Instant?
    private var faultsOfFile: [String] = []
    // A disk that hangs must not hold up the rest.
    private nonisolated let queue = DispatchQueue(label: "ratingwatch.health")

    /// Seconds between two looks.
    private static let interval: Double = 10
    /// Seconds for which an alert may wait for its receiver before that is called a trouble.
    private static let timeout: Double = 40
    /// Seconds between two checks of the file, which read all of it; of one that was damaged, and may have been mended,
    /// sooner.
    private static let checkInterval: Double = 86_400
    private static let recheckInterval: Double = 600

    init(
        configuration: Configuration, doing duties: Duties = .all, history: History, troubles: Troubles, clock: Clock,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.configuration = configuration
        self.duties = duties
        self.history = history.sharing(.own)
        self.troubles = troubles
        self.clock = clock
        self.say = say
    }

    /// Until the task is cancelled.
    func run() async {
        let known = Set(
            configuration.receivers.map { Troubles.subject(receiver: $0.name) }
                + configuration.feeds.filter { duties.include($0.share) }.map { Troubles.subject(feed: $0.name) }
                + [Troubles.record])
        troubles.keep(known)
        while !Task.isCancelled {
            await look()
            try? await Task.sleep(for: .seconds(HealthWatch.interval))
        }
    }

    private func look() async {
        note(Troubles.record, await faultOfRecord())
        for receiver in configuration.receivers {
            note(Troubles.subject(receiver: receiver.name), await fault(of: receiver))
        }
    }

    private func note(_ subject: String, _ cause: String?) {
        // That a stop cuts a look short is no fault.
        if Task.isCancelled { return }
        if let line = troubles.note(subject, cause, at: clock.now()) { say(line) }
    }

    private func faultOfRecord() async -> String? {
        do throws(HistoryError) {
            try await history.write("check whether the record can be written") { try $0.touch() }
            switch history.place {
            case .sound: break
            case .missing:
                say("the record's file was removed while the daemon was using it; it is being written again")
                try await history.restoreFile()
            case .replaced:
                return
                    "another file has taken the place of the record; put the record's own file back, or restart to continue with this one"
            }
            return try await faultOfFile()
        } catch {
            return "\(error)"
        }
    }

    private func faultOfFile() async throws(HistoryError) -> String? {
        let now = ContinuousClock.now
        let interval = faultsOfFile.isEmpty ? HealthWatch.checkInterval : HealthWatch.recheckInterval
        if checked.map({ now - $0 >= .seconds(interval) }) ?? true {
            faultsOfFile = try await history.quickCheck()
            checked = now
            troubles.noteCheck(at: clock.now())
        }
        if faultsOfFile.isEmpty { return nil }
        return
            "the file is damaged (\(faultsOfFile.joined(separator: "; "))); stop the daemon and restore the file from a backup"
    }

    /// Why a receiver does not get what it is to get; `nil` where it does, or is to get nothing now.
    private func fault(of receiver: ReceiverConfiguration) async -> String? {
        let log = receiver.receiver.log
        if let log, let fault = await fault(of: log) { return fault }
        guard receiver.quiet?.end(at: clock.now()) == nil, let oldest = await oldest(of: receiver) else {
            waiting[receiver.name] = nil
            return nil
        }
        let now = ContinuousClock.now
        let known = waiting[receiver.name].flatMap { $0.sequence == oldest.sequence ? $0 : nil }
        let (_, since) = known ?? (oldest.sequence, now)
        waiting[receiver.name] = (oldest.sequence, since)
        guard (log != nil && oldest.attempts > 0) || now - since >= .seconds(HealthWatch.timeout) else { return nil }
        return "alert \(oldest.sequence) of \(oldest.raised.iso8601) still waits for it"
            + (oldest.lastError.map { ": \($0)" } ?? "")
    }

    /// `nil` also where the record cannot be asked: that is said of the record.
    private func oldest(of receiver: ReceiverConfiguration) async -> OldestDelivery? {
        let name = receiver.name
        let onlyDigests = receiver.digest != nil
        let found: OldestDelivery?? = try? await history.read("look for what waits") { history in
            if try history.receiverState(name)?.disabledAt != nil { return nil }
            return try history.oldestDelivery(receiver: name, onlyDigests: onlyDigests)
        }
        return found ?? nil
    }

    private func fault(of log: LogFile) async -> String? {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(ReceiverError) {
                    try log.checkWritable()
                    continuation.resume(returning: nil)
                } catch {
                    continuation.resume(returning: "\(error)")
                }
            }
        }
    }
}
