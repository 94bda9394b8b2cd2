import Glibc
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries

@Suite struct ServiceNotifierTests {
    @Test(arguments: [false, true])
    func saysWhatSystemdExpects(isAbstract: Bool) throws {
        let socket = try NotifySocket(isAbstract: isAbstract)
        let notifier = ServiceNotifier(address: socket.address)
        notifier.ready()
        notifier.status("10 feeds,\nnext poll 08:00 – ok")
        notifier.watchdog()
        notifier.stopping()
        #expect(socket.receive() == "READY=1")
        #expect(socket.receive() == "STATUS=10 feeds, next poll 08:00 – ok")
        #expect(socket.receive() == "WATCHDOG=1")
        #expect(socket.receive() == "STOPPING=1")
        #expect(socket.receive() == nil)
    }

    /// systemd compares the time with its own, to know which `READY=1` ends the reload.
    @Test func reloadingCarriesTheMonotonicTime() throws {
        let socket = try NotifySocket(isAbstract: false)
        let before = monotonicMicroseconds()
        ServiceNotifier(address: socket.address).reloading()
        let after = monotonicMicroseconds()
        let message = try #require(socket.receive())
        let prefix = "RELOADING=1\nMONOTONIC_USEC="
        #expect(message.hasPrefix(prefix))
        let time = try #require(Int(message.dropFirst(prefix.count)))
        #expect((before...after).contains(time))
    }

    /// Nobody listens, or the name is none: the service goes on.
    @Test(arguments: [
        nil, "", "relative", "/nowhere/notify", "@ratingwatch-nobody", "/" + String(repeating: "x", count: 200),
    ])
    func doesNothingWhereNobodyListens(address: String?) throws {
        let socket = try NotifySocket(isAbstract: false)
        ServiceNotifier(address: address).ready()
        #expect(socket.receive() == nil)
    }

    private func monotonicMicroseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
    }
}
