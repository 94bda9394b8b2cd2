import HTTPTransport
import TestSupport
import Testing

@Suite struct ConditionalRequestTests {
    static let modified = "Wed, 01 May 2024 10:00:00 GMT"

    @Test func theFirstRequestInventsNoValidators() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(text: "a") }
        _ = try await makeTransport().send(HTTPRequest(url: server.url + "/feed"))
        let headers = try #require(await server.requests.first).headers
        #expect(headers["if-none-match"] == nil)
        #expect(headers["if-modified-since"] == nil)
    }

    @Test(
        arguments: [
            ("\"abc\"", nil), ("W/\"weak, with comma\"", nil), ("unquoted", nil),
            (nil, modified), (nil, "Wednesday, 01-May-24 10:00:00 GMT"), (nil, "yesterday  or so"),
            ("\"both\"", modified),
        ] as [(String?, String?)])
    func validatorsComeBackByteForByte(etag: String?, lastModified: String?) async throws {
        let server = try await LoopbackServer { _ in
            var headers: [(String, String)] = []
            if let etag { headers.append(("ETag", etag)) }
            if let lastModified { headers.append(("Last-Modified", lastModified)) }
            return ServerAnswer(headers: headers, text: "a")
        }
        let transport = try makeTransport()
        var request = HTTPRequest(url: server.url + "/feed")
        request.validators = try await transport.send(request).validators
        _ = try await transport.send(request)
        let headers = await server.requests[1].headers
        #expect(headers["if-none-match"] == etag)
        #expect(headers["if-modified-since"] == lastModified)
    }

    struct Case: Sendable {
        let name: String
        let status: Int
        let headers: [(String, String)]
        let kept: [String?]
    }

    @Test(arguments: [
        Case(
            name: "new ETag, old date", status: 200, headers: [("ETag", "\"2\""), ("Last-Modified", modified)],
            kept: ["\"2\"", modified]),
        Case(name: "none any more", status: 200, headers: [], kept: [nil, nil]),
        Case(name: "304 with a new ETag", status: 304, headers: [("ETag", "\"2\"")], kept: ["\"2\"", modified]),
        Case(name: "304 without", status: 304, headers: [], kept: ["\"1\"", modified]),
        Case(name: "a fault with an ETag", status: 500, headers: [("ETag", "\"error\"")], kept: ["\"1\"", modified]),
        Case(name: "not found", status: 404, headers: [("Last-Modified", "now")], kept: ["\"1\"", modified]),
    ])
    func whatIsKept(_ expected: Case) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(expected.status, headers: expected.headers) }
        let request = HTTPRequest(
            url: server.url + "/feed", validators: Validators(etag: "\"1\"", lastModified: Self.modified))
        let response = try await makeTransport().send(request)
        #expect(response.status == expected.status)
        #expect([response.validators?.etag, response.validators?.lastModified] == expected.kept, "\(expected.name)")
    }

    @Test func validatorsAreNotSentToARedirectsTarget() async throws {
        let server = try await LoopbackServer { request in
            request.path == "/feed" ? .redirect(to: "/target") : ServerAnswer(headers: [("ETag", "\"t\"")], text: "a")
        }
        let request = HTTPRequest(
            url: server.url + "/feed", validators: Validators(etag: "\"old\"", lastModified: nil))
        _ = try await makeTransport().send(request)
        let requests = await server.requests
        #expect(requests.map { $0.headers["if-none-match"] } == ["\"old\"", nil])
    }

    @Test func aRedirectsTargetGetsItsOwnValidatorsBack() async throws {
        let server = try await LoopbackServer { request in
            request.path == "/feed" ? .redirect(to: "/target") : ServerAnswer(headers: [("ETag", "\"t\"")], text: "a")
        }
        let transport = try makeTransport()
        var request = HTTPRequest(url: server.url + "/feed")
        request.validators = try await transport.send(request).validators
        #expect(request.validators?.url == server.url + "/target")
        _ = try await transport.send(request)
        let requests = await server.requests
        #expect(requests.map(\.path) == ["/feed", "/target", "/feed", "/target"])
        #expect(requests.map { $0.headers["if-none-match"] } == [nil, nil, nil, "\"t\""])
    }
}
