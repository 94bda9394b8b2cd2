import Glibc
import HTTPTransport
import TestSupport
import Testing

@Suite struct FileAddressTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: ["feed.xml", "a b ü.xml"])
    func isRead(name: String) async throws {
        let path = try folder.write(name, "<feed/>")
        let response = try await makeTransport().send(HTTPRequest(url: "file://" + path))
        #expect(response.status == 200)
        #expect(response.body == Array("<feed/>".utf8))
        #expect(response.validators == nil)
    }

    @Test func anEmptyFileIsAnEmptyBody() async throws {
        let path = try folder.write("empty", "")
        #expect(try await makeTransport().send(HTTPRequest(url: "file://" + path)).body.isEmpty)
    }

    @Test func keepsToTheLimit() async throws {
        let path = try folder.write("large", String(repeating: "a", count: 1001))
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: "file://" + path, bodyLimit: 1000))
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test(arguments: ["missing.xml", "folder", "pipe"])
    func whatIsNoReadableFileIsSaidSo(name: String) async throws {
        try folder.write("folder/a", "")
        mkfifo(folder.path("pipe"), 0o600)
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: "file://" + folder.path(name)))
        }
        #expect(error?.kind == .noFile)
        #expect(error?.description.contains(folder.path(name)) == true)
    }

    @Test func isNotPolite() async throws {
        let path = try folder.write("feed.xml", "<feed/>")
        let transport = try makeTransport(interval: .seconds(3600))
        for _ in 1...3 { _ = try await transport.send(HTTPRequest(url: "file://" + path)) }
    }

    @Test func isOutOfReachForAWebFeedsDocument() async throws {
        let path = try folder.write("secret", "secret")
        let origin = try #require(Origin(url: "http://127.0.0.1/"))
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(
                HTTPRequest(
                    url: "file://" + path, reach: .document(origin: origin, follow: ["", "localhost"], inner: nil)))
        }
        #expect(error?.kind == .notFollowed)
    }
}
