import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// A body that goes elsewhere than into memory.
@Suite struct BodySinkTests {
    private final class Kept: BodySink {
        let bytes = Mutex<[UInt8]>([])
        let refusal: String?

        init(refusal: String? = nil) { self.refusal = refusal }

        func take(_ bytes: UnsafeRawBufferPointer) -> String? {
            self.bytes.withLock { $0 += bytes }
            return refusal
        }

        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
    }

    private func server() async throws -> LoopbackServer {
        try await LoopbackServer { request in
            switch request.path {
            case "/moved": ServerAnswer(302, headers: [("Location", "/table")], text: "elsewhere")
            case "/table": ServerAnswer(text: String(repeating: "row\n", count: 1000))
            default: ServerAnswer(404, text: "no such table")
            }
        }
    }

    @Test func onlyTheGoodAnswerGoesThere() async throws {
        let (server, kept) = (try await server(), Kept())
        let response = try await makeTransport().send(HTTPRequest(url: server.url + "/moved"), into: kept)
        #expect(response.status == 200 && response.body.isEmpty)
        #expect(kept.text == String(repeating: "row\n", count: 1000))
    }

    @Test func whatStandsInPlaceOfItDoesNot() async throws {
        let (server, kept) = (try await server(), Kept())
        let response = try await makeTransport().send(HTTPRequest(url: server.url + "/gone"), into: kept)
        #expect(response.status == 404 && String(decoding: response.body, as: UTF8.self) == "no such table")
        #expect(kept.text.isEmpty)
    }

    @Test func theLimitHoldsThereToo() async throws {
        let (server, kept) = (try await server(), Kept())
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(HTTPRequest(url: server.url + "/table", bodyLimit: 3999), into: kept)
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test func whoeverCannotKeepItEndsTheTransferAndSaysWhy() async throws {
        let server = try await server()
        let error = await #expect(throws: HTTPError.self) {
            try await makeTransport().send(
                HTTPRequest(url: server.url + "/table"), into: Kept(refusal: "the disk is full"))
        }
        #expect(error?.cause == "the disk is full")
    }
}
