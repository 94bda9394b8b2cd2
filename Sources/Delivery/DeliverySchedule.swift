import Configuration
import Foundation
import Receivers

/// When a delivery is tried again, and when it is given up: data and arithmetic alone.
package struct DeliverySchedule: Sendable {
    enum Step: Sendable, Hashable {
        case done
        /// In so many seconds.
        case retry(after: Double)
        /// No attempt is left.
        case exhausted
        /// The receiver wants nothing any more: the delivery waits for an operator.
        case gone
    }

    /// Seconds before each attempt, counted from the one before it.
    let waits: [Double] = [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    /// How far chance may move a wait, as a part of it.
    let jitterShare = 0.2
    /// Seconds that a receiver is left alone for at least after it said "too many" or was too slow.
    let leastAfterOverload: Double = 60
    /// Seconds; no receiver may ask for more.
    let mostAsked: Double = 86400
    /// Failures in a row, at whatever alerts, after which a receiver is tried with one alert at a time.
    let failuresInARow = 3
    /// Seconds for which one delivery's answer may hold up the others to the same receiver.
    let longestRest: Double = 3600
    /// The hours at which the receiver gets nothing.
    var quiet: ActiveWindow?

    /// What follows after attempt number `tries` (from 1) of a round; `jitter` from -1 to 1.
    func step(after verdict: Attempt.Verdict, tries: Int, jitter: Double) -> Step {
        switch verdict {
        case .done: return .done
        case .refused: return .exhausted
        case .gone: return .gone
        case .retry(let asked, let trouble):
            guard tries < waits.count else { return .exhausted }
            let wait = waits[tries] * (1 + jitterShare * jitter)
            return .retry(after: max(wait, least(asked, trouble != .failure)))
        }
    }

    /// Seconds for which the receiver gets nothing at all; 0 where only this delivery waits. `wasSlow`: the attempt
    /// before, at another alert, took too long as well. A single one may be the alert's fault, and must not hold up the
    /// others.
    /// `failures`: in a row, this one included; from the third on it is left alone for longer and longer, until one
    /// attempt succeeds.
    func rest(after verdict: Attempt.Verdict, wasSlow: Bool, failures: Int = 0) -> Double {
        guard case .retry(let asked, let trouble) = verdict else { return 0 }
        let probing = failures < failuresInARow ? 0 : leastProbing * pow(2, Double(min(failures - failuresInARow, 20)))
        return min(
            longestRest, max(probing, least(asked, trouble == .tooMany || (trouble == .tooSlow && wasSlow))))
    }

    /// Seconds before the first attempt at a receiver that has failed so often.
    private var leastProbing: Double { 30 }

    /// Seconds for which a receiver is left alone after the program has died during an attempt, so often in a row.
    package static func rest(deaths: Int) -> Double { min(3600, pow(4, Double(min(deaths, 20) - 1))) }

    /// When the receiver may have alerts again; `nil` where it may have them now.
    func quietEnd(at now: Date) -> Date? { quiet?.end(at: now) }

    private func least(_ asked: Duration?, _ isOverloaded: Bool) -> Double {
        max(min(mostAsked, (asked ?? .zero) / .seconds(1)), isOverloaded ? leastAfterOverload : 0)
    }
}
