import HTTPTransport
import TestSupport
import Testing

@Suite struct RedirectTests {
    @Test(arguments: [301, 302, 303, 307, 308])
    func isFollowedAndRecorded(status: Int) async throws {
        let server = try await LoopbackServer { request in
            request.path == "/old/feed" ? .redirect(status, to: "../new/feed?a=1#top") : ServerAnswer(text: "new")
        }
        let response = try await makeTransport().send(HTTPRequest(url: server.url + "/old/feed"))
        #expect(response.body == Array("new".utf8))
        #expect(response.redirects == [HTTPRedirect(status: status, to: server.url + "/new/feed?a=1#top")])
        #expect(response.finalURL == server.url + "/new/feed?a=1#top")
        #expect(await server.requests.map(\.target) == ["/old/feed", "/new/feed?a=1"])
    }

    @Test func aLoopEndsAfterFiveRedirects() async throws {
        let server = try await LoopbackServer { _ in .redirect(to: "/feed") }
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/feed"))
        }
        #expect(error?.kind == .tooManyRedirects)
        #expect(await server.requests.count == 6)
    }

    @Test(arguments: ["file:///etc/hostname", "ftp://127.0.0.1/feed", "gopher://127.0.0.1/", "javascript:1", "http://"])
    func toAnythingButHTTPIsRefused(location: String) async throws {
        let server = try await LoopbackServer { _ in .redirect(to: location) }
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/feed"))
        }
        #expect(error?.kind == .notFollowed || error?.kind == .badAddress)
        #expect(await server.requests.count == 1)
    }

    @Test(arguments: [300, 301, 304])
    func withoutALocationIsAnAnswer(status: Int) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(status) }
        let response = try await makeTransport().send(HTTPRequest(url: server.url + "/feed"))
        #expect(response.status == status)
    }

    @Test func ofAPostIsAnAnswer() async throws {
        let server = try await LoopbackServer { _ in .redirect(307, to: "/elsewhere") }
        let response = try await makeTransport().send(HTTPRequest(method: .post, url: server.url + "/hook", body: [1]))
        #expect(response.status == 307)
        #expect(await server.requests.count == 1)
    }

    @Test func aKeyStaysWithItsOrigin() async throws {
        let other = try await LoopbackServer { _ in ServerAnswer(text: "a") }
        let target = other.url + "/b"
        let server = try await LoopbackServer { request in
            request.path == "/a" ? .redirect(to: "/a2") : .redirect(to: target)
        }
        let request = HTTPRequest(url: server.url + "/a", headers: ["Ocp-Apim-Subscription-Key": "s3cret"])
        _ = try await makeTransport().send(request)
        #expect(await server.requests.map { $0.headers["ocp-apim-subscription-key"] } == ["s3cret", "s3cret"])
        #expect(await other.requests.map { $0.headers["ocp-apim-subscription-key"] } == [nil])
    }
}
