import Glibc
import TestSupport
import Testing

@testable import HTTPTransport

@Suite struct ReachTests {
    struct Case: Sendable {
        let name: String
        let url: String
        let allowed: Permission?
    }

    static let feed = "http://127.0.0.1:8080/feed"

    @Test(arguments: [
        Case(name: "own origin", url: "http://127.0.0.1:8080/v1/file/1", allowed: .anyAddress),
        Case(name: "own origin in capitals", url: "HTTP://127.0.0.1:8080/a", allowed: .anyAddress),
        Case(name: "own host written as a number", url: "http://0x7f000001:8080/", allowed: .anyAddress),
        Case(name: "other port", url: "http://127.0.0.1:8081/", allowed: nil),
        Case(name: "other scheme", url: "https://127.0.0.1:8080/", allowed: nil),
        Case(name: "a file", url: "file:///etc/passwd", allowed: nil),
        Case(name: "followed host", url: "https://files.example.org/1", allowed: .publicAddress),
        Case(name: "followed host in capitals", url: "https://Files.Example.ORG:8443/1", allowed: .publicAddress),
        Case(name: "followed host without TLS", url: "http://files.example.org/1", allowed: nil),
        Case(name: "below a followed host", url: "https://a.files.example.org/1", allowed: nil),
        Case(name: "followed host as user", url: "https://files.example.org@evil.example/1", allowed: nil),
        Case(name: "user with a backslash", url: "https://evil.example\\@files.example.org/1", allowed: .publicAddress),
        Case(name: "backslash after the host", url: "https://evil.example\\.files.example.org/1", allowed: nil),
        Case(name: "unknown host", url: "https://evil.example/files.example.org", allowed: nil),
    ])
    func ofADocument(_ hop: Case) throws {
        let origin = try #require(Origin(url: Self.feed))
        let reach = Reach.document(origin: origin, follow: ["FILES.example.org"], inner: origin.host)
        let permission = try? reach.permission(for: WebAddress(hop.url), after: nil)
        #expect(permission == hop.allowed, "\(hop.name)")
    }

    @Test func ofAFilesDocumentAreFiles() throws {
        let reach = Reach.document(origin: try #require(Origin(url: "file:///srv/feed.xml")), follow: [], inner: nil)
        #expect(try reach.permission(for: WebAddress("file:///srv/a.pdf"), after: nil) == .anyAddress)
        #expect(throws: HTTPError.self) {
            try reach.permission(for: WebAddress("file:///srv/a.pdf"), after: WebAddress("file:///srv/b.pdf"))
        }
        #expect(throws: HTTPError.self) { try reach.permission(for: WebAddress(Self.feed), after: nil) }
    }

    @Test(arguments: [
        ("http://example.org/", "http://example.org:80"), ("HTTPS://Example.ORG/a", "https://example.org:443"),
        ("https://[::1]:8443/", "https://[::1]:8443"), ("file:///a", "file:"),
    ])
    func originsAreFilledIn(url: String, origin: String) throws {
        #expect(Origin(url: url)?.description == origin)
    }

    @Test(arguments: [
        "", "feed.xml", "//example.org/", "ftp://example.org/", "mailto:a@example.org", "http://", "http://a b/",
    ])
    func whatIsNoAddressHasNoOrigin(url: String) {
        #expect(Origin(url: url) == nil)
    }

    @Test(arguments: [
        ("localhost", ["127.0.0.1", "::1"]), ("127.0.0.1", ["127.0.0.1"]), ("[::1]", ["::1"]), ("0.0.0.0", ["0.0.0.0"]),
        ("0177.1", ["127.0.0.1"]), ("[::ffff:127.0.0.1]", ["::ffff:127.0.0.1"]), ("[fd00::12:3456]", ["fd00::12:3456"]),
    ])
    func aFollowedHostThatResolvesInwardsIsRefused(host: String, addresses: [String]) async throws {
        let server = try RawServer([.text("HTTP/1.1 200 OK\r\n\r\n")])
        let url = "https://\(host):\(server.port)/"
        let named = try #require(Origin(url: url)).host
        let origin = try #require(Origin(url: "https://feed.example/"))
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(
                HTTPRequest(url: url, reach: .document(origin: origin, follow: [named], inner: nil)))
        }
        #expect(error?.kind == .notFollowed, "\(String(describing: error))")
        let causes = addresses.map { "its host resolves to \($0), which is not a public address" }
        #expect(causes.contains(error?.cause ?? ""))
        #expect(server.requests.isEmpty)
    }

    @Test func aDocumentsRedirectIsCheckedAgain() async throws {
        let inside = try await LoopbackServer { _ in ServerAnswer(text: "secret") }
        let target = inside.url + "/admin"
        let server = try await LoopbackServer { request in
            request.path == "/own" ? .redirect(to: "/own2") : .redirect(to: target)
        }
        let origin = try #require(Origin(url: server.url))
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(
                HTTPRequest(
                    url: server.url + "/own",
                    reach: .document(origin: origin, follow: ["127.0.0.1"], inner: origin.host)))
        }
        #expect(error?.kind == .notFollowed)
        #expect(await server.requests.map(\.path) == ["/own", "/own2"])
        #expect(await inside.requests.isEmpty)
    }

    @Test func aKeptConnectionThatSomebodyElseOpenedIsCheckedToo() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(text: "a") }
        let loop = try CurlLoop()
        let address = try WebAddress(server.url + "/")
        func hop(_ permission: Permission) -> Hop {
            Hop(
                method: .get, address: address, headers: [:], body: nil, timeout: .seconds(10), bodyLimit: 1000,
                permission: permission, userAgent: "test")
        }
        _ = try await loop.perform(hop(.anyAddress))
        let error = await #expect(throws: HTTPError.self) { try await loop.perform(hop(.publicAddress)) }
        #expect(error?.kind == .notFollowed)
        #expect(await server.requests.count == 1)
    }

    @Test func aProxyIsNotAskedForAnAddressThatMustBePublic() async {
        await #expect(processExitsWith: .success) {
            let proxy = try RawServer([.text("HTTP/1.1 502 Bad Gateway\r\n\r\n")])
            setenv("https_proxy", proxy.url, 1)
            let transport = try makeTransport()
            let url = "https://192.0.2.1/"
            _ = try? await transport.send(HTTPRequest(url: url))
            #expect(proxy.requests.count == 1)
            let origin = Origin(scheme: "https", host: "feed.example", port: 443)
            let request = HTTPRequest(url: url, reach: .document(origin: origin, follow: ["192.0.2.1"], inner: nil))
            let error = await #expect(throws: HTTPError.self) { try await transport.send(request) }
            // Not the proxy's address: the check saw the document's.
            #expect(error?.cause.contains("192.0.2.1") == true)
            #expect(proxy.requests.count == 1)
        }
    }
}
