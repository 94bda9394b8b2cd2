import HTTPTransport
import TestSupport
import Testing

@Suite struct ParallelTests {
    @Test func fiftyAnswersReachThoseWhoAsked() async throws {
        let server = try await LoopbackServer { request in
            ServerAnswer(
                headers: [("ETag", "\"\(request.path)\"")], text: String(repeating: request.path, count: 2000))
        }
        let transport = try makeTransport(perHost: 6)
        let bodies = try await withThrowingTaskGroup(of: (String, HTTPResponse).self) { group in
            for id in 1...50 {
                group.addTask { ("/\(id)", try await transport.send(HTTPRequest(url: server.url + "/\(id)"))) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(bodies.count == 50)
        for (path, response) in bodies {
            #expect(response.body == Array(String(repeating: path, count: 2000).utf8))
            #expect(response.validators?.etag == "\"\(path)\"")
        }
    }

    @Test func goodAndBadTogetherEndEachInItsOwnWay() async throws {
        let good = try await LoopbackServer { _ in ServerAnswer(text: "a") }
        let bad = try RawServer([.reset], [.text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")], [.stall])
        let transport = try makeTransport()
        let answers = await withTaskGroup(of: Bool.self) { group in
            for id in 1...30 {
                let url = id % 3 == 0 ? bad.url : good.url
                let request = HTTPRequest(url: url + "/\(id)", timeout: .seconds(id % 3 == 0 ? 1 : 30))
                group.addTask { (try? await transport.send(request)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(answers == 20)
    }
}
