import Foundation
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries

@Suite struct IdleMemoryTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func isTime(_ memory: inout IdleMemory, after seconds: Double) -> Bool {
        memory.isTime(at: start.addingTimeInterval(seconds))
    }

    @Test func `What starting took is given back at the first quiet moment`() {
        var memory = IdleMemory()
        #expect(isTime(&memory, after: 0))
    }

    @Test func `A daemon that did nothing since has nothing to give`() {
        var memory = IdleMemory()
        _ = isTime(&memory, after: 0)
        #expect(!isTime(&memory, after: 3600))
    }

    @Test func `After use it is given back again, a minute after the last time`() {
        var memory = IdleMemory()
        _ = isTime(&memory, after: 0)
        memory.use()
        #expect(!isTime(&memory, after: 59))
        #expect(isTime(&memory, after: 60))
        #expect(!isTime(&memory, after: 120))
    }

    @Test func `A clock that was set back by a day stops nothing`() {
        var memory = IdleMemory()
        _ = isTime(&memory, after: 0)
        memory.use()
        #expect(isTime(&memory, after: -86400))
    }
}
