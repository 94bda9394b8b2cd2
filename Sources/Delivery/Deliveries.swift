package import History

/// The deliveries to all receivers, each in a loop of its own: a slow or dead one delays neither another nor the polling.
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
