import HTTPTransport
import TestSupport
import Testing

@Suite struct HygieneTests {
    @Test func aGetIsOneHonestRequest() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(headers: [("Set-Cookie", "id=1")], text: "a") }
        let transport = try makeTransport()
        let request = HTTPRequest(url: server.url + "/feed", headers: ["Accept": "application/atom+xml, */*;q=0.1"])
        for _ in 1...2 { _ = try await transport.send(request) }
        let requests = await server.requests
        #expect(requests.map(\.method) == ["GET", "GET"])
        for headers in requests.map(\.headers) {
            #expect(headers["user-agent"] == "ratingwatch/test (+test@example.org)")
            #expect(headers["accept"] == "application/atom+xml, */*;q=0.1")
            #expect(headers["accept-encoding"]?.contains("gzip") == true)
            #expect(Set(headers.keys) == ["host", "user-agent", "accept", "accept-encoding"])
        }
    }

    @Test(arguments: [
        "/search?q=&level_1_types=3&level_2_types[]=12&start=0", "/a%2Fb%20c/%7Efeed", "/a/../b/./feed",
        "/feed?a=1&&b=%c3%a9",
        "//double//slash", "/feed?",
    ])
    func theTargetIsTheConfiguredAddressUnchanged(target: String) async throws {
        let server = try RawServer([.text("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")])
        let response = try await makeTransport().send(HTTPRequest(url: server.url + target + "#part"))
        let line = server.requests.first?.prefix { $0 != "\r\n" }
        #expect(line.map(String.init) == "GET \(target) HTTP/1.1")
        #expect(response.finalURL == server.url + target + "#part")
    }

    @Test func blanksAndForeignLettersAreEncoded() async throws {
        let server = try RawServer([.text("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")])
        _ = try await makeTransport().send(HTTPRequest(url: server.url + "/Bericht für März.pdf"))
        #expect(server.requests.first?.hasPrefix("GET /Bericht%20f%c3%bcr%20M%c3%a4rz.pdf HTTP/1.1") == true)
    }

    @Test func compressedBodiesAreDecoded() async throws {
        let server = try await LoopbackServer { _ in
            ServerAnswer(headers: [("Content-Encoding", "gzip")], body: DeflatedZeros(count: 1000).gzip)
        }
        let response = try await makeTransport().send(HTTPRequest(url: server.url + "/feed"))
        #expect(response.body == [UInt8](repeating: 0, count: 1000))
    }

    @Test func oneConnectionServesRequestsInTurn() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        let server = try RawServer([.text(answer), .awaitRequest, .text(answer), .awaitRequest, .text(answer), .stall])
        let transport = try makeTransport()
        for _ in 1...3 { _ = try await transport.send(HTTPRequest(url: server.url + "/feed")) }
        #expect(server.requests.count == 1)
    }

    @Test func aPostSendsItsBodyAndNothingOfItsOwn() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(204) }
        let body = Array("{\"a\":\"\u{0}é\"}".utf8)
        let headers: HTTPHeaders = ["Content-Type": "application/json", "webhook-id": "rw_1"]
        let response = try await makeTransport().send(
            HTTPRequest(method: .post, url: server.url + "/hook", headers: headers, body: body))
        let received = try #require(await server.requests.first)
        #expect(response.status == 204)
        #expect(received.method == "POST")
        #expect(received.body == body)
        #expect(received.headers["content-type"] == "application/json")
        #expect(received.headers["webhook-id"] == "rw_1")
        #expect(received.headers["expect"] == nil)
    }

    @Test(arguments: [("X-Key", "a\r\nHost: b"), ("X Key", "a"), ("X-Key:", "a"), ("", "a")])
    func aHeaderThatWouldBecomeTwoIsRefused(name: String, value: String) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer() }
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url, headers: [name: value]))
        }
        #expect(error?.kind == .badAddress)
        #expect(await server.requests.isEmpty)
    }
}
