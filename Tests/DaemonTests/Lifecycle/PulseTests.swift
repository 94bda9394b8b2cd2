import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling

@Suite struct PulseTests {
    @Test func onlyProgressIsHealth() {
        let pulse = Pulse(timeout: 3600)
        #expect(pulse.trouble == "the daemon is starting")
        pulse.beat()
        #expect(pulse.trouble == nil)
        pulse.miss("the database does not answer: locked")
        #expect(pulse.trouble == "the database does not answer: locked")
        pulse.beat()
        #expect(pulse.trouble == nil)

        let stale = Pulse(timeout: -1)
        stale.beat()
        #expect(stale.trouble == "the scheduler has not moved for 0 s")
    }
}
