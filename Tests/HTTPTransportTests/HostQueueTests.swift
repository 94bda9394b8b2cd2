import Testing

@testable import HTTPTransport

@Suite struct HostQueueTests {
    let start = ContinuousClock.now

    private func started(_ queue: inout HostQueue, _ now: ContinuousClock.Instant) -> [UInt64] {
        queue.start(now: now).started
    }

    @Test func aHostHasNoMoreThanItsConnections() {
        var queue = HostQueue(connections: 2, interval: .zero, total: 10)
        for id in 1...4 { queue.enqueue(UInt64(id), host: "a") }
        #expect(started(&queue, start) == [1, 2])
        #expect(started(&queue, start) == [])
        queue.finish(host: "a")
        #expect(started(&queue, start) == [3])
    }

    @Test func startsAtOneHostKeepTheirInterval() {
        var queue = HostQueue(connections: 2, interval: .seconds(1), total: 10)
        for id in 1...3 { queue.enqueue(UInt64(id), host: "a") }
        let first = queue.start(now: start)
        #expect(first.started == [1])
        #expect(first.next == start + .seconds(1))
        #expect(started(&queue, start + .milliseconds(999)) == [])
        #expect(started(&queue, start + .milliseconds(1500)) == [2])
        queue.finish(host: "a")
        queue.finish(host: "a")
        let third = queue.start(now: start + .milliseconds(1500))
        #expect(third.started == [])
        #expect(third.next == start + .milliseconds(2500))
    }

    @Test func hostsDoNotWaitForOneAnotherAndTakeTurns() {
        var queue = HostQueue(connections: 1, interval: .zero, total: 2)
        for id in 1...3 { queue.enqueue(UInt64(id), host: "a") }
        queue.enqueue(10, host: "b")
        queue.enqueue(20, host: "c")
        #expect(started(&queue, start) == [1, 10])
        queue.finish(host: "a")
        #expect(started(&queue, start) == [20])
        queue.finish(host: "b")
        #expect(started(&queue, start) == [2])
    }

    @Test func whoLeavesIsNotStarted() {
        var queue = HostQueue(connections: 1, interval: .zero, total: 2)
        queue.enqueue(1, host: "a")
        queue.enqueue(2, host: "a")
        let leaves = [queue.leave(1, host: "a"), queue.leave(1, host: "a")]
        #expect(leaves == [true, false])
        #expect(started(&queue, start) == [2])
        let leavesLate = queue.leave(2, host: "a")
        #expect(!leavesLate)
    }

    @Test(arguments: [1, 2, 7], [1, 3, 10])
    func everyoneStartsExactlyOnce(connections: Int, total: Int) {
        var queue = HostQueue(connections: connections, interval: .seconds(1), total: total)
        let hosts = ["a", "b", "c"]
        for id in 0..<60 { queue.enqueue(UInt64(id), host: hosts[id * id % 3]) }
        var seen: [UInt64] = []
        var now = start
        for _ in 0..<200 {
            let started = queue.start(now: now).started
            #expect(started.count <= min(total, hosts.count))
            seen += started
            for id in started { queue.finish(host: hosts[Int(id * id % 3)]) }
            now += .seconds(1)
        }
        #expect(seen.sorted() == Array(0..<60))
    }
}
