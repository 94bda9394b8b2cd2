import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite struct PolitenessTests {
    @Test func noMoreThanTwoRequestsReachAHostAtOnceByDefault() async throws {
        let arrivals = Arrivals(needed: 2)
        let server = try await LoopbackServer { _ in
            // Answers nobody before a second one is there: both connections are used.
            await arrivals.arriveAndWait()
            return ServerAnswer(text: "a")
        }
        let transport = try HTTPTransport(userAgent: "test", interval: .zero)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 1...12 {
                group.addTask { _ = try await transport.send(HTTPRequest(url: server.url + "/\(id)")) }
            }
            try await group.waitForAll()
        }
        let requests = await server.requests
        #expect(requests.count == 12)
        #expect(requests.map(\.active).max() == 2)
    }

    @Test func aWaitingRequestDoesNotHoldUpAnotherHostAndCanBeCancelled() async throws {
        let first = try await LoopbackServer { _ in ServerAnswer() }
        let second = try await LoopbackServer { _ in ServerAnswer() }
        let transport = try makeTransport(interval: .seconds(3600))
        _ = try await transport.send(HTTPRequest(url: first.url + "/1"))
        let waiting = Task { try await transport.send(HTTPRequest(url: first.url + "/2")) }
        _ = try await transport.send(HTTPRequest(url: second.url + "/"))
        waiting.cancel()
        let error = await #expect(throws: HTTPError.self) { try await waiting.value }
        #expect(error?.kind == .cancelled)
        #expect(await first.requests.map(\.path) == ["/1"])
    }

    /// As a daemon that was stopped while its request waited, and goes on when another leads.
    @Test func whoMayAskNoMoreIsStoppedWhenItsTurnComesAndAtEachRedirect() async throws {
        let mayStart = Mutex(true)
        let server = try await LoopbackServer { _ in
            mayStart.withLock { $0 = false }
            return .redirect(to: "/2")
        }
        let transport = try HTTPTransport(userAgent: "test", interval: .zero) { _, _ in mayStart.withLock { $0 } }
        for path in ["/1", "/3"] {
            let error = await #expect(throws: HTTPError.self) {
                try await transport.send(HTTPRequest(url: server.url + path))
            }
            #expect(error?.cause == "another daemon asks this host")
        }
        #expect(await server.requests.map(\.path) == ["/1"])
    }

    @Test func aRedirectWaitsForItsTurnToo() async throws {
        let server = try await LoopbackServer { _ in .redirect(to: "/2") }
        let transport = try makeTransport(interval: .seconds(3600))
        let sending = Task { try await transport.send(HTTPRequest(url: server.url + "/1")) }
        await server.waitForRequests(1)
        sending.cancel()
        let error = await #expect(throws: HTTPError.self) { try await sending.value }
        #expect(error?.kind == .cancelled)
        #expect(await server.requests.count == 1)
    }

    @Test func waitingForATurnUsesUpNoTimeOut() async throws {
        let server = try await LoopbackServer { request in
            if request.path == "/slow" { try? await Task.sleep(for: .seconds(6)) }
            return ServerAnswer()
        }
        let transport = try makeTransport(perHost: 1)
        let slow = Task { try await transport.send(HTTPRequest(url: server.url + "/slow")) }
        await server.waitForRequests(1)
        let response = try await transport.send(HTTPRequest(url: server.url + "/quick", timeout: .seconds(5)))
        #expect(response.status == 200)
        _ = try await slow.value
    }

    @Test func theIntervalPasses() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer() }
        let transport = try makeTransport(interval: .milliseconds(30))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 1...6 {
                group.addTask { _ = try await transport.send(HTTPRequest(url: server.url + "/\(id)")) }
            }
            try await group.waitForAll()
        }
        #expect(await Set(server.requests.map(\.path)).count == 6)
    }
}
