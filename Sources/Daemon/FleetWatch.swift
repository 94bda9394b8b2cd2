import Foundation
import History
import Logging
import System

/// Asks again and again what part of the work on a shared record is this daemon's.
struct FleetWatch: Sendable {
    let history: History
    /// Seconds for which what is this daemon's is so without asking.
    let lease: Double
    let logger: Logger

    /// Seconds between two looks of a daemon that stands by.
    private static let interval: Double = 2
    /// Seconds between two looks of a daemon that works, at what commands have left it to do too.
    private static let renewal: Double = 5
    /// Seconds by which this machine's clock may differ from the server's without a word.
    private static let clockDifference: Double = 5

    /// What came of a look.
    enum Heard: Sendable {
        case good(Leadership)
        /// `isFirst`: it was not said at the look before.
        case failed(HistoryError, isFirst: Bool)
    }

    /// What is to become of the watch after a look.
    enum Next: Sendable {
        /// It goes on; `isWorking`: something is this daemon's.
        case look(isWorking: Bool)
        case end
    }

    /// Until `hear` answers that it ends, or the task is cancelled.
    func run(_ hear: (Heard) async -> Next) async {
        let (looks, look) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let timer = WakeTimer { look.yield() }
        history.listen { look.yield() }
        look.yield()
        var complaints = OnceEach()
        var warning = OnceEach()
        for await _ in looks {
            let heard: Heard
            do throws(HistoryError) {
                heard = .good(try await history.lead())
                complaints.end()
                warnOfClock(&warning)
            } catch {
                if Task.isCancelled { return }
                // Once, and not every two seconds.
                heard = .failed(error, isFirst: complaints.isFirst(error.cause))
            }
            guard case .look(let isWorking) = await hear(heard) else { return }
            timer.wake(afterSeconds: min(lease / 3, isWorking ? FleetWatch.renewal : FleetWatch.interval))
        }
    }

    /// What is waited for is due by the database's clock; that of this machine is in its journal and its logs.
    private func warnOfClock(_ warning: inout OnceEach) {
        guard let now = history.now else { return }
        let difference = Date().timeIntervalSince(now)
        if abs(difference) < FleetWatch.clockDifference { return warning.end() }
        if warning.isFirst("clock") {
            logger.warning(
                "this machine's clock is \(Int(difference.rounded())) s off the record's server's, which counts; let both be set by a time service"
            )
        }
    }
}

/// Whether something is said for the first time since it was otherwise: what is looked at every few seconds is not said
/// as often.
private struct OnceEach {
    private var last: String?

    mutating func isFirst(_ text: String) -> Bool {
        defer { last = text }
        return last != text
    }

    mutating func end() { last = nil }
}
