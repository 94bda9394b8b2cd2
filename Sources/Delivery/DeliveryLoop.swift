import Foundation
package import History
package import System

/// Keeps the deliveries to one receiver going, beside all else.
package actor DeliveryLoop {
    private let delivery: ReceiverDelivery
    private let clock: Clock
    private let wakes: AsyncStream<Void>
    private let waking: AsyncStream<Void>.Continuation
    private let timer: WakeTimer

    /// Seconds: `redeliver` and a step of the wall clock are noticed so soon.
    private static let longestSleep: Double = 60

    package init(_ delivery: ReceiverDelivery, clock: Clock) {
        self.delivery = delivery
        self.clock = clock
        let (wakes, waking) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.wakes = wakes
        self.waking = waking
        timer = WakeTimer { waking.yield() }
        waking.yield()
    }

    /// There may be something to deliver; returns at once.
    nonisolated func wake() { waking.yield() }

    /// Delivers what is due, whenever something is, until its task is cancelled.
    func run(onRound: @Sendable (DeliveryRound) -> Void) async {
        for await _ in wakes {
            let round = await delivery.deliver()
            let seconds = round.next.map { $0.timeIntervalSince(clock.now()) } ?? DeliveryLoop.longestSleep
            timer.wake(afterSeconds: min(max(seconds, 0.01), DeliveryLoop.longestSleep))
            onRound(round)
        }
    }

    /// Delivers what is due now.
    nonisolated func runOnce() async -> DeliveryRound { await delivery.deliver() }
}

/// The deliveries to all receivers, each in a loop of its own: a slow or dead one delays neither another nor the
/// polling.
package struct Deliveries: Sendable {
    let loops: [DeliveryLoop]
    /// Told of the alerts that deliveries themselves raised.
    let onAlerts: @Sendable ([StoredAlert]) -> Void

    package init(loops: [DeliveryLoop], onAlerts: @escaping @Sendable ([StoredAlert]) -> Void) {
        self.loops = loops
        self.onAlerts = onAlerts
    }

    /// There may be something to deliver; returns at once.
    package func wake() {
        for loop in loops { loop.wake() }
    }

    /// Returns when its task is cancelled; attempts under way are cancelled too.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for loop in loops {
                group.addTask {
                    await loop.run { round in
                        if round.raised.isEmpty { return }
                        onAlerts(round.raised)
                        wake()
                    }
                }
            }
        }
    }

    /// Delivers all that is due now, to all receivers side by side.
    package func runOnce() async {
        while true {
            let raised = await withTaskGroup(of: DeliveryRound.self) { group in
                for loop in loops { group.addTask { await loop.runOnce() } }
                return await group.reduce(into: []) { $0 += $1.raised }
            }
            if raised.isEmpty { return }
            onAlerts(raised)
        }
    }
}

/// What one round of deliveries to a receiver came to.
struct DeliveryRound: Sendable {
    /// When there is something to deliver again; `nil` where nothing waits.
    let next: Date?
    /// Operators' alerts on the deliveries themselves.
    var raised: [StoredAlert] = []
}
