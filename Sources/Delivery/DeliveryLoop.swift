import Foundation
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
