import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System
@testable import YAML

@Suite struct MetricsServerTests {
    struct Conversation: Sendable, CustomTestStringConvertible {
        let name: String
        let request: String
        let answer: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Conversation(
            name: "metrics", request: "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
            answer: "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                + "Content-Length: 0\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"),
        Conversation(
            name: "OpenMetrics",
            request: "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain;q=0.1\r\n"
                + "accept: application/openmetrics-text\r\n\r\n",
            answer: "HTTP/1.1 200 OK\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"
                + "Content-Length: 6\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n# EOF\n"),
        Conversation(
            name: "a query", request: "GET /metrics?name=x HTTP/1.0\r\n\r\n", answer: "HTTP/1.1 200 OK\r\n"),
        Conversation(
            name: "only the head", request: "HEAD /health HTTP/1.1\r\n\r\n",
            answer: "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Length: 9\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"),
        Conversation(
            name: "another method", request: "POST /metrics HTTP/1.1\r\n\r\n",
            answer: "HTTP/1.1 405 Method Not Allowed\r\n"),
        Conversation(
            name: "another path", request: "GET /../etc/passwd HTTP/1.1\r\n\r\n", answer: "HTTP/1.1 404 Not Found\r\n"),
        Conversation(name: "another protocol", request: "EHLO there\r\n\r\n", answer: "HTTP/1.1 400 Bad Request\r\n"),
        Conversation(
            name: "a request without end",
            request: "GET /metrics HTTP/1.1\r\nX: " + String(repeating: "x", count: 9000),
            answer: "HTTP/1.1 431 Request Header Fields Too Large\r\n"),
    ]) func answers(_ conversation: Conversation) async throws {
        let folder = try TemporaryFolder()
        try await serving(at: folder.path("m.sock")) { path in
            let client = try SocketClient(path: path)
            client.say(conversation.request)
            let answer = await client.hearAll()
            #expect(answer.hasPrefix(conversation.answer), "\(answer)")
            // A head alone ends with its empty line.
            #expect(!conversation.request.hasPrefix("HEAD") || answer == conversation.answer)
        }
    }

    /// Silent clients take places, not the whole server, and a stop does not wait for them: each would have an hour.
    @Test func silentClientsHoldUpNothing() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("m.sock")
        var silent: [SocketClient] = []
        try await serving(at: path) { path in
            for _ in 0..<12 { silent.append(try SocketClient(path: path)) }
            let client = try SocketClient(path: path)
            client.say("GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text\r\n\r\n")
            #expect(await client.hearAll().hasSuffix("# EOF\n"))
        }
        for client in silent { #expect(await client.hearAll().isEmpty) }
        // The address is free again.
        try await serving(at: path) { _ = try SocketClient(path: $0) }
    }

    /// A page in a browser may have a name of its own lead to this machine.
    @Test(
        arguments: [
            ("localhost:9464", true), ("127.0.0.1", true), ("[::1]:9464", true), ("LocalHost", true), (nil, true),
            ("evil.example", false), ("127.0.0.1.evil.example", false), ("[::2]", false),
        ] as [(String?, Bool)])
    func onlyThisMachinesOwnNamesAreAnswered(host: String?, isAnswered: Bool) async throws {
        let server = try MetricsServer(MetricsConfiguration(listen: .loopback(host: "127.0.0.1", port: 0)))
        let field = host.map { "Host: \($0)\r\n" } ?? ""
        let head = try #require(HTTPRequestHead("GET /health HTTP/1.1\r\n\(field)\r\n"))
        #expect(server.isMeant(head) == isAnswered)
    }

    @Test func aFileInTheWayIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("m.sock", "precious")
        #expect(throws: OperationError.self) { _ = try MetricsServer(MetricsConfiguration(listen: .unix(path: path))) }
        #expect(try folder.read("m.sock") == "precious")
    }

    /// `work` gets the path of the socket; returns once the server has ended.
    private func serving(at path: String, _ work: (String) async throws -> Void) async throws {
        let server = try MetricsServer(MetricsConfiguration(listen: .unix(path: path)), timeout: 3600)
        let task = Task {
            await server.serve(
                metrics: {
                    HTTPAnswer(status: 200, reason: "OK", type: $0.contentType, body: MetricsText().text($0))
                },
                health: { HTTPAnswer(status: 503, reason: "Service Unavailable", body: "starting\n") })
        }
        try await work(path)
        task.cancel()
        await task.value
    }
}
