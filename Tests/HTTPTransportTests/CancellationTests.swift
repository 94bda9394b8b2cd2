import HTTPTransport
import TestSupport
import Testing

@Suite struct CancellationTests {
    @Test func endsATransferUnderWay() async throws {
        let server = try await LoopbackServer { _ in
            try? await Task.sleep(for: .seconds(60))
            return ServerAnswer()
        }
        let transport = try makeTransport()
        let sending = Task { try await transport.send(HTTPRequest(url: server.url + "/")) }
        await server.waitForRequests(1)
        sending.cancel()
        let error = await #expect(throws: HTTPError.self) { try await sending.value }
        #expect(error?.kind == .cancelled)
    }

    @Test func ofATaskThatDidNotBeginSendsNothing() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer() }
        let transport = try makeTransport()
        let sending = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(HTTPRequest(url: server.url + "/"))
        }
        let error = await #expect(throws: HTTPError.self) { try await sending.value }
        #expect(error?.kind == .cancelled)
        #expect(await server.requests.isEmpty)
    }

    @Test func shutDownEndsAllAndRefusesMore() async throws {
        let server = try await LoopbackServer { _ in
            try? await Task.sleep(for: .seconds(60))
            return ServerAnswer()
        }
        let transport = try makeTransport(perHost: 1)
        let running = Task { try await transport.send(HTTPRequest(url: server.url + "/1")) }
        await server.waitForRequests(1)
        let waiting = Task { try await transport.send(HTTPRequest(url: server.url + "/2")) }
        await transport.shutDown()
        let late = Task { try await transport.send(HTTPRequest(url: server.url + "/3")) }
        for task in [running, waiting, late] {
            let error = await #expect(throws: HTTPError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
        }
        #expect(await server.requests.count == 1)
    }

    @Test func aFreedPlaceIsTakenByTheNext() async throws {
        let server = try await LoopbackServer { request in
            if request.path == "/hang" { try? await Task.sleep(for: .seconds(60)) }
            return ServerAnswer()
        }
        let transport = try makeTransport(perHost: 1)
        let hanging = Task { try await transport.send(HTTPRequest(url: server.url + "/hang")) }
        await server.waitForRequests(1)
        let next = Task { try await transport.send(HTTPRequest(url: server.url + "/next")) }
        hanging.cancel()
        #expect(try await next.value.status == 200)
    }
}
