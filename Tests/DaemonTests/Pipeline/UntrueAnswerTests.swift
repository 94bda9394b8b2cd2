import Foundation
import Synchronization
import TestSupport
import Testing

/// What caches and connections that went wrong make of a publisher's answers: nothing is taken from it that the
/// publisher did not say, and nothing is missed for it.
@Suite struct UntrueAnswerTests {
    private let polled: PolledFeed
    private let publisher: Publisher

    init() async throws {
        polled = try PolledFeed()
        publisher = try await Publisher()
    }

    private var feed: String { "{name: a, kind: feed, url: '\(publisher.feedURL)', every: 1h}" }

    private static let rows = [
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children who need help and protection",
        "The experiences and progress of children in care", "The experiences and progress of care leavers",
        "Overall effectiveness",
    ]

    private static func report(_ grade: String, _ dates: String) -> String {
        let rows = rows.map { "<tr><td>\($0)</td><td>\(grade)</td></tr>\n" }.joined()
        return """
            <!DOCTYPE html><html lang="en"><head><title>Inspection of Kent local authority children's services</title>
            </head><body><h1>Inspection of Kent local authority children's services</h1>
            <p>Inspection dates: \(dates)</p><table><tr><th>Judgement</th><th>Grade</th></tr>
            \(rows)</table></body></html>
            """
    }

    private static func entry(_ id: String, _ published: String, _ document: String) -> Publisher.Entry {
        Publisher.Entry(
            id: id, title: "Kent: inspection", urn: "80476", council: "Kent", published: published,
            document: Array(document.utf8))
    }

    private static let older = entry("1", "2023-05-02", report("Good", "6 to 10 March 2023"))
    private static let whole = report("Inadequate", "2 to 6 March 2026")

    @Test func aFeedThatIsNotModifiedBeforeItWasEverReadHasNoBaseline() async throws {
        await publisher.publish([Self.older])
        await publisher.answer("/publications.atom", with: ServerAnswer(304))
        #expect(try await polled.poll(feed).failed)
        await publisher.answer("/publications.atom", with: nil)
        polled.clock.advance(3600)
        #expect(try await polled.poll(feed).kinds == ["operator-baseline-done"])
    }

    @Test(arguments: [
        ("another version by its name", [("ETag", "\"2\"")], 2),
        ("another version by its day", [("Last-Modified", "Tue, 02 Jun 2026 10:00:00 GMT")], 2),
        ("the version that is known", [("ETag", "W/\"1\"")], 1),
        ("the version that is known, in another coding", [("ETag", "\"1--gzip\"")], 1),
        ("no version", [], 1),
    ])
    func notModifiedSinceAnotherVersionIsNoAnswer(_ name: String, named: [(String, String)], requests: Int) async throws
    {
        let server = try await LoopbackServer { request in
            if request.headers["if-modified-since"] != nil { return ServerAnswer(304, headers: named) }
            return ServerAnswer(
                headers: [("ETag", "\"1\""), ("Last-Modified", "Mon, 01 Jun 2026 10:00:00 GMT")],
                text: "<rss version=\"2.0\"><channel><title>t</title></channel></rss>")
        }
        let feed = "{name: a, kind: feed, url: '\(server.url)', every: 1h}"
        _ = try await polled.poll(feed)
        polled.clock.advance(3600)
        #expect(try await polled.poll(feed).failed == false)
        let sent = await server.requests.dropFirst().map { $0.headers["if-none-match"] }
        #expect(sent == Array(["\"1\"", nil].prefix(requests)), "\(name)")
    }

    /// Once a week it is asked for whole, whatever its server says of it in between.
    @Test(arguments: [
        "kind: feed", "kind: json, json: {items: items, title: title, link: link, next: next}",
        "kind: table, table: {dates: dmy, framework: ilacs, name: Name, date: Date, areas: {overall-effectiveness: Overall}}",
    ])
    func notModifiedForEverIsBelievedForAWeek(keys: String) async throws {
        let server = try await LoopbackServer { request in
            if request.headers["if-none-match"] != nil { return ServerAnswer(304, headers: [("ETag", "\"1\"")]) }
            let text =
                switch keys {
                case _ where keys.contains("json"): "{\"items\":[{\"title\":\"a\",\"link\":\"b\"}]}"
                case _ where keys.contains("table"): "Name,Date,Overall\nKent,06/03/2023,Good\n"
                default: "<rss version=\"2.0\"><channel><title>t</title></channel></rss>"
                }
            return ServerAnswer(headers: [("ETag", "\"1\"")], text: text)
        }
        for _ in 0..<8 {
            #expect(try await polled.poll("{name: a, \(keys), url: '\(server.url)/', every: 1h}").failed == false)
            polled.clock.advance(2 * 86400)
        }
        let whole = await server.requests.filter { $0.path == "/" && $0.headers["if-none-match"] == nil }.count
        #expect(whole == 3)
    }

    @Test(arguments: [
        ("cut before its grades", ServerAnswer(text: String(whole.prefix(400)))),
        ("cut in its head", ServerAnswer(text: String(whole.prefix(60)))),
        ("blank", ServerAnswer(text: "\r\n ")),
        ("not modified, though it was never read", ServerAnswer(304)),
    ])
    func aDocumentThatIsNotAllThereIsReadOnceItIs(_ name: String, _ answer: ServerAnswer) async throws {
        await publisher.publish([Self.older])
        _ = try await polled.poll(feed)
        await publisher.publish([Self.entry("2", "2026-05-20", Self.whole)])
        await publisher.answer(publisher.documentPath("2"), with: answer)
        polled.clock.advance(3600)
        #expect(try await polled.poll(feed).kinds == [], "\(name)")
        await publisher.answer(publisher.documentPath("2"), with: nil)
        polled.clock.advance(3600)
        #expect(try await polled.poll(feed).kinds == ["rating-changed"], "\(name)")
    }

    @Test func aDocumentThatNeverHasAnEndIsReadAsItIs() async throws {
        await publisher.publish([Self.older])
        _ = try await polled.poll(feed)
        let endless = Self.whole.replacing("</body></html>", with: "")
        await publisher.publish([Self.entry("2", "2026-05-20", endless)])
        var told: [[String]] = []
        for _ in 0..<5 {
            polled.clock.advance(3600)
            told.append(try await polled.poll(feed).kinds)
        }
        #expect(told == [[], [], [], ["rating-changed"], []])
    }
}
