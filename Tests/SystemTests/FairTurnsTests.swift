import Testing

@testable import System

/// Turns at what there is little of.
@Suite struct FairTurnsTests {
    /// Who got a turn, in order.
    private actor Record {
        var owners: [String] = []
        func note(_ owner: String) { owners.append(owner) }
    }

    /// Lets callers come one after the other while all turns are taken; the order in which they are let through.
    private func order(of callers: [String], turns count: Int, taken: [String]) async -> [String] {
        let turns = FairTurns(count)
        for owner in taken { await turns.take(for: owner) }
        let record = Record()
        await withTaskGroup(of: Void.self) { group in
            for (number, owner) in callers.enumerated() {
                group.addTask {
                    await turns.take(for: owner)
                    await record.note(owner)
                    await turns.leave(owner)
                }
                while await turns.queue.count <= number { await Task.yield() }
            }
            // Each that is let through lets the next one through.
            await turns.leave(taken[0])
        }
        return await record.owners
    }

    @Test(arguments: [
        (callers: ["a", "a", "a", "b"], turns: 1, taken: ["a"], order: ["b", "a", "a", "a"]),
        // The other turn is a slow one of `a`.
        (callers: ["a", "a", "a", "b"], turns: 2, taken: ["a", "a"], order: ["b", "a", "a", "a"]),
        (callers: ["a", "b", "c"], turns: 2, taken: ["b", "c"], order: ["a", "b", "c"]),
        (callers: ["a", "b", "a", "c", "b"], turns: 3, taken: ["a", "a", "b"], order: ["c", "a", "b", "a", "b"]),
    ])
    func whoHasLeastUnderWayAndWaitsForLongestIsNext(callers: [String], turns: Int, taken: [String], order: [String])
        async
    {
        #expect(await self.order(of: callers, turns: turns, taken: taken) == order)
    }
}
