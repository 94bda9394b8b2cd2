import FlyingFox
import FlyingSocks
import Foundation

/// A real HTTP server on 127.0.0.1, on a port of the system's choice; it answers by one closure and records what it was
/// asked.
///
/// What it cannot do, resets, cut bodies, silence, `RawServer` does.
package actor LoopbackServer {
    package typealias Route = @Sendable (RecordedRequest) async -> ServerAnswer

    /// Without a slash at its end: `http://127.0.0.1:40213`.
    package nonisolated let url: String
    package nonisolated let port: Int
    private let task: Task<Void, any Error>
    private let record: RequestRecord

    /// Ready to answer when it returns.
    package init(_ route: @escaping Route) async throws {
        let record = RequestRecord()
        let handler = ClosureHTTPHandler { request in
            let received = await record.arrived(request, body: Array(try await request.bodyData))
            let answer = await route(received)
            await record.answered(received)
            var headers = FlyingFox.HTTPHeaders()
            for header in answer.headers { headers.addValue(header.value, for: HTTPHeader(header.name)) }
            return HTTPResponse(
                statusCode: HTTPStatusCode(answer.status, phrase: "Status"), headers: headers, body: Data(answer.body))
        }
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: 0)
        let server = HTTPServer(address: address, timeout: 120, logger: .disabled, handler: handler)
        let task = Task { try await server.run() }
        // Its own timeout of 5 seconds is too short for a busy machine.
        try await server.waitUntilListening(timeout: 120)
        guard case .ip4(_, let port) = await server.listeningAddress else {
            task.cancel()
            throw ServerFailure("no port")
        }
        self.port = Int(port)
        self.url = "http://127.0.0.1:\(port)"
        self.task = task
        self.record = record
    }

    deinit {
        task.cancel()
    }

    /// In order of arrival.
    package var requests: [RecordedRequest] {
        get async { await record.requests }
    }

    /// Those whose path is `path`.
    package func requests(to path: String) async -> [RecordedRequest] {
        await record.requests.filter { $0.path == path }
    }

    /// Returns when `count` requests have arrived.
    package func waitForRequests(_ count: Int) async {
        await record.wait(for: count)
    }

    /// Closes the port and all connections.
    package func stop() async {
        task.cancel()
        _ = await task.result
    }
}
