import HTTPTransport
import TestSupport
import Testing

@Suite struct BrokenAnswerTests {
    struct Case: Sendable {
        let name: String
        let script: [RawServer.Step]
        let kind: HTTPError.Kind
    }

    static let ok = "HTTP/1.1 200 OK\r\nETag: \"t1\"\r\n"

    @Test(arguments: [
        Case(
            name: "shorter than announced", script: [.text(ok + "Content-Length: 400\r\n\r\n<feed>")], kind: .truncated),
        Case(
            name: "reset in the body", script: [.text(ok + "Content-Length: 400\r\n\r\n<feed>"), .reset],
            kind: .truncated),
        Case(
            name: "cut between chunks", script: [.text(ok + "Transfer-Encoding: chunked\r\n\r\n6\r\n<feed>\r\n")],
            kind: .truncated),
        Case(
            name: "cut in a chunk", script: [.text(ok + "Transfer-Encoding: chunked\r\n\r\nff\r\n<feed>")],
            kind: .truncated),
        Case(name: "reset before the answer", script: [.reset], kind: .unreachable),
        Case(name: "closed without an answer", script: [], kind: .unreachable),
        Case(name: "no HTTP", script: [.text("220 mail.example.org ESMTP\r\n")], kind: .malformed),
        Case(
            name: "not the gzip it says",
            script: [.text(ok + "Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\n<feed>")], kind: .malformed),
    ])
    func isAnErrorThatMayPass(_ broken: Case) async throws {
        let server = try RawServer(broken.script)
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/feed"))
        }
        #expect(error?.kind == broken.kind, "\(broken.name): \(String(describing: error))")
    }

    @Test func theNextRequestAfterATruncatedOneGetsTheWhole() async throws {
        let server = try RawServer(
            [.text(Self.ok + "Content-Length: 6\r\nConnection: close\r\n\r\n<fee")],
            [.text(Self.ok + "Content-Length: 6\r\nConnection: close\r\n\r\n<feed>")])
        let transport = try makeTransport()
        let request = HTTPRequest(url: server.url + "/feed")
        await #expect(throws: HTTPError.self) { try await transport.send(request) }
        let response = try await transport.send(request)
        #expect(response.body == Array("<feed>".utf8))
        #expect(server.requests.allSatisfy { !$0.lowercased().contains("if-none-match") })
    }

    @Test func aPortWhereNobodyListensIsUnreachable() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer() }
        await server.stop()
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url))
        }
        #expect(error?.kind == .unreachable)
    }

    @Test func plainHTTPBehindHTTPSIsATLSError() async throws {
        let server = try RawServer([.text("HTTP/1.1 400 Bad Request\r\n\r\n")])
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.kind == .tls)
    }
}
