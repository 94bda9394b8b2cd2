import Foundation
import Inspections
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// Polls of a JSON API by its paths, over a real socket.
@Suite struct JSONPollTests {
    let polled: PolledFeed
    let server: LoopbackServer
    private let api = API()

    private final class API: Sendable {
        struct State {
            var homes: [(id: Int, grade: String)] = []
            var perPage = 2
            var total: Int?
            /// Where the page behind the first leads, instead of where it should.
            var next: String?
            var asked: [String] = []
            var keys: [String?] = []
            /// Addresses of which the whole body was sent.
            var sent: [String] = []
        }
        let state = Mutex(State())

        func answer(_ request: RecordedRequest) -> ServerAnswer {
            state.withLock { state in
                state.asked.append(request.target)
                state.keys.append(request.headers["x-api-key"])
                if request.path == "/file" {
                    return ServerAnswer(
                        headers: [("Content-Type", "application/pdf")],
                        body: CouncilReport(council: "Cheshire East", dates: "4 to 8 March 2024", overall: "Inadequate")
                            .pdf)
                }
                if request.path == "/links" {
                    return ServerAnswer(
                        text: #"[{"url": "/file", "title": "Report", "on": "2024-05-16", "urn": 80447}]"#)
                }
                let query = request.target.split(separator: "?").last ?? ""
                let values = query.split(separator: "&").reduce(into: [String: Int]()) { values, pair in
                    let parts = pair.split(separator: "=")
                    values[String(parts[0])] = parts.last.flatMap { Int($0) }
                }
                let skip = values["skip"] ?? (values["page"].map { ($0 - 1) * state.perPage } ?? 0)
                let homes = state.homes.dropFirst(skip).prefix(state.perPage).map { home in
                    #"{"id": \#(home.id), "name": "Home \#(home.id)", "date": "2024-05-16", "grade": "\#(home.grade)"}"#
                }
                let isLast = skip + state.perPage >= state.homes.count
                let page = skip / state.perPage + 1
                let next = isLast ? "null" : "\"\(state.next ?? "?page=\(page + 1)")\""
                let body =
                    #"{"homes": [\#(homes.joined(separator: ","))], "next": \#(next), "pages": \#((state.homes.count + state.perPage - 1) / state.perPage), "total": \#(state.total ?? state.homes.count)}"#
                if request.headers["if-none-match"] == "\"\(body.hashValue)\"" { return ServerAnswer(304) }
                state.sent.append(request.target)
                return ServerAnswer(headers: [("ETag", "\"\(body.hashValue)\"")], text: body)
            }
        }
    }

    init() async throws {
        polled = try PolledFeed()
        server = try await LoopbackServer { [api] in api.answer($0) }
    }

    private func show(_ grades: String...) {
        api.state.withLock { state in
            state.homes = grades.enumerated().map { ($0.offset + 1, $0.element) }
            state.asked = []
            state.sent = []
        }
    }

    private var sent: [String] { api.state.withLock { $0.sent } }

    private func poll(_ paging: String, path: String = "/homes", _ keys: String = "") async throws -> PolledFeed.Poll {
        polled.clock.advance(2 * 3600)
        return try await polled.poll(
            "{name: a, kind: json, url: '\(server.url)\(path)', every: 1h\(keys), json: {items: homes, provider: name, provider_id: id, date: date, framework: sccif, areas: {overall-experiences-and-progress: grade}\(paging)}}"
        )
    }

    private var asked: [String] { api.state.withLock { $0.asked } }

    @Test(arguments: [
        (", next: next", ["/homes", "/homes?page=2", "/homes?page=3"]),
        (", page: {parameter: page, pages: pages}", ["/homes", "/homes?page=2", "/homes?page=3"]),
        (", page: {parameter: page}", ["/homes", "/homes?page=2", "/homes?page=3", "/homes?page=4"]),
        (", offset: skip, total: total", ["/homes", "/homes?skip=2", "/homes?skip=4"]),
        (", offset: skip", ["/homes", "/homes?skip=2", "/homes?skip=4", "/homes?skip=5"]),
    ])
    func allPagesAreOneListInWhichChangesAreTold(paging: String, addresses: [String]) async throws {
        show("Good", "Good", "Good", "Good", "Good")
        #expect(try await poll(paging).results == ["5 items with grades, 5 new inspections"])
        #expect(asked == addresses)
        api.state.withLock { ($0.asked, $0.sent) = ([], []) }
        #expect(try await poll(paging).results == ["unchanged"])
        #expect(asked == addresses, "each page is asked whether it has changed")
        #expect(sent.isEmpty, "and none was")
        show("Good", "Good", "Good", "Good", "Inadequate")
        let news = try await poll(paging)
        #expect(sent.sorted() == addresses.sorted(), "the list is taken as a whole, each page of it once")
        #expect(news.kinds == ["rating-corrected"])
        #expect(
            news.summaries.first?.hasPrefix("corrected: Home 5: overall experiences and progress is inadequate") == true
        )
    }

    @Test func aPageThatIsAddedBehindTheLastIsNotMissed() async throws {
        show("Good", "Good")
        _ = try await poll(", page: {parameter: page}")
        #expect(try await poll(", page: {parameter: page}").results == ["unchanged"])
        show("Good", "Good", "Inadequate")
        #expect(try await poll(", page: {parameter: page}").results == ["3 items with grades, 1 new inspections"])
    }

    @Test func whatAnotherMapHasReadIsReadAgain() async throws {
        show("Good", "Good", "Good")
        _ = try await poll(", next: next")
        api.state.withLock { $0.sent = [] }
        #expect(try await poll(", next: next, total: total").failed == false)
        #expect(sent == ["/homes", "/homes?page=2"])
    }

    @Test func oneAnswerIsAskedForConditionally() async throws {
        show("Good", "Good")
        _ = try await poll("")
        #expect(try await poll("").results == ["unchanged"])
        #expect(await server.requests.last?.headers["if-none-match"] != nil)
    }

    @Test func aListThatIsCutOrLeadsBackIsAFaultAndNoChange() async throws {
        show("Good", "Good", "Good")
        _ = try await poll(", next: next, total: total")
        api.state.withLock { $0.next = "?page=1" }
        let back = try await poll(", next: next, total: total")
        #expect(back.failed && back.results.first?.contains("never end, or lead back") == true)
        api.state.withLock {
            $0.next = nil
            $0.total = 4
        }
        let short = try await poll(", next: next, total: total")
        #expect(short.failed && short.results.first?.contains("it says that it has 4 items, but lists 3") == true)
        api.state.withLock { $0.total = nil }
        #expect(try await poll(", next: next, total: total").kinds.isEmpty)
    }

    @Test func aPageElsewhereIsNotAskedForAndGetsNoKey() async throws {
        show("Good", "Good", "Good")
        api.state.withLock { $0.next = "https://elsewhere.example.org/homes?page=2" }
        try polled.folder.write("key", "k3y\n")
        let poll = try await poll(", next: next", path: "/homes", ", key_file: key, key_header: X-Api-Key")
        #expect(poll.failed && api.state.withLock { $0.keys } == ["k3y"])
    }

    @Test func anItemLeadsToItsReport() async throws {
        let poll = try await polled.poll(
            "{name: a, kind: json, url: '\(server.url)/links', first_poll: alert, json: {items: $, link: url, title: title, date: 'on', provider_id: urn}}"
        )
        #expect(poll.kinds.contains("inspection-published"))
        #expect(
            poll.summaries.contains {
                $0.hasPrefix("Cheshire East: first inspection known: overall effectiveness inadequate")
            })
    }
}
