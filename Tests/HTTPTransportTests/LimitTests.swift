import HTTPTransport
import TestSupport
import Testing

@Suite struct LimitTests {
    static let ok = "HTTP/1.1 200 OK\r\n"

    @Test func aGzipBombIsCutAtTheLimit() async throws {
        let bomb = DeflatedZeros(count: 2_000_000).gzip
        #expect(bomb.count < 20_000)
        let server = try await LoopbackServer { _ in ServerAnswer(headers: [("Content-Encoding", "gzip")], body: bomb) }
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/bomb", bodyLimit: 100_000))
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test(arguments: [(1000, true), (1001, false)])
    func theLimitItselfIsAllowed(size: Int, fits: Bool) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(body: [UInt8](repeating: 65, count: size)) }
        let request = HTTPRequest(url: server.url + "/a", bodyLimit: 1000)
        if fits {
            #expect(try await makeTransport().send(request).body.count == size)
        } else {
            let error = await #expect(throws: HTTPError.self) { try await makeTransport().send(request) }
            #expect(error?.kind == .tooLarge)
        }
    }

    struct Case: Sendable {
        let name: String
        let script: [RawServer.Step]
        let kind: HTTPError.Kind
    }

    @Test(arguments: [
        Case(
            name: "endless headers",
            script: [
                .text(ok), .text(String(repeating: "X-A: \(String(repeating: "a", count: 1000))\r\n", count: 400)),
            ], kind: .tooLarge),
        Case(
            name: "endless body without a length",
            script: [.text(ok + "\r\n"), .send([UInt8](repeating: 65, count: 300_000))], kind: .tooLarge),
        Case(
            name: "one byte a second", script: [.text(ok + "Content-Length: 5000\r\n\r\n"), .drip([65])],
            kind: .timedOut),
        Case(
            name: "silence after the headers", script: [.text(ok + "Content-Length: 5000\r\n\r\n"), .stall],
            kind: .timedOut),
        Case(name: "silence at once", script: [.stall], kind: .timedOut),
    ])
    func isEnded(_ hostile: Case) async throws {
        let server = try RawServer(hostile.script)
        // What is too large is so on a busy machine too.
        let timeout: Duration = hostile.kind == .timedOut ? .milliseconds(1500) : .seconds(60)
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(
                HTTPRequest(url: server.url + "/", timeout: timeout, bodyLimit: 100_000))
        }
        #expect(error?.kind == hostile.kind, "\(hostile.name): \(String(describing: error))")
    }

    @Test func allRedirectsTogetherHaveOneTimeOut() async throws {
        let server = try await LoopbackServer { _ in
            try? await Task.sleep(for: .milliseconds(600))
            return .redirect(to: "/again")
        }
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/", timeout: .seconds(1)))
        }
        #expect(error?.kind == .timedOut)
    }

    @Test func aTimeOutOfManyDaysIsOne() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer() }
        let request = HTTPRequest(url: server.url + "/", timeout: .seconds(100 * 24 * 3600))
        #expect(try await makeTransport().send(request).status == 200)
    }
}
