@testable import HTTPTransport
import TestSupport
import Testing

@Suite struct ErrorTextTests {
    static let elsewhere = Origin(scheme: "http", host: "b.example", port: 80)

    @Test func namesAddressCauseAndRemedy() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer() }
        await server.stop()
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/feed?a=1"))
        }
        let text = try #require(error).description
        #expect(text.hasPrefix("GET \(server.url)/feed?...: "))
        #expect(text.contains("Failed to connect to 127.0.0.1 port \(server.port)"))
        #expect(text.hasSuffix("check that the server is running and that no firewall blocks it"))
    }

    @Test(arguments: [
        HTTPRequest(url: "http://user:s3cret@127.0.0.1:1/feed"),
        HTTPRequest(url: "http://s3cret@127.0.0.1:1/feed"),
        HTTPRequest(url: "http://user:s3cret@127.0.0.1:99999/feed"),
        HTTPRequest(url: "ftp://user:s3cret@127.0.0.1/feed"),
        HTTPRequest(url: "user:s3cret@127.0.0.1/feed"),
        HTTPRequest(method: .post, url: "http://127.0.0.1:1/services/s3cret?token=s3cret"),
        HTTPRequest(method: .post, url: "http://127.0.0.1:99999/services/s3cret"),
        HTTPRequest(method: .post, url: "hooks.example.org/services/s3cret"),
        HTTPRequest(url: "http://127.0.0.1:1/", headers: ["X-Key": "s3cret\n"]),
        HTTPRequest(url: "http://user:s3cret@a.example/", reach: .document(origin: elsewhere, follow: [], inner: nil)),
    ])
    func holdsNoSecret(request: HTTPRequest) async throws {
        let error = await #expect(throws: HTTPError.self) { try await makeTransport().send(request) }
        #expect(error.map { "\($0)".contains("s3cret") } == false)
    }
}
