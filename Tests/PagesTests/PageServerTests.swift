import Foundation
import Testing

@testable import Pages

/// What a request is answered with, whatever carries it.
@Suite struct PageServerTests {
    private let world: PagesWorld
    private let server: PageServer

    init() async throws {
        world = try await PagesWorld()
        server = PageServer(
            world.configuration, reports: world.reports, hosts: ["desk.example.org"], clock: { PagesWorld.start },
            complain: { _ in })
    }

    private func ask(
        _ target: String, method: String = "GET", host: String? = "127.0.0.1:8080", known: String? = nil,
        header: Int = 200
    ) async -> PageServer.Answer {
        await server.answer(
            PageServer.Request(method: method, target: target, host: host, ifNoneMatch: known, headerBytes: header))
    }

    private func field(_ name: String, _ answer: PageServer.Answer) -> String? {
        answer.fields.first { $0.name == name }?.value
    }

    @Test(
        arguments: [
            ("/", "GET", "localhost", 200, 200), ("/alerts?direction=declined", "HEAD", "desk.example.org", 200, 200),
            ("/provider/ofsted:80447", "GET", "[::1]:80", 200, 200),
            ("/provider/ofsted%3A80447.html", "GET", "RATINGS.example.org", 200, 200),
            ("/", "GET", "evil.example.org", 200, 421), ("/", "GET", nil, 200, 421),
            ("/", "GET", "127.0.0.1.evil.example.org", 200, 421),
            ("/", "POST", "localhost", 200, 405), ("/", "DELETE", "localhost", 200, 405),
            ("/../etc/passwd", "GET", "localhost", 200, 404),
            ("/%2e%2e/%2e%2e/etc/passwd", "GET", "localhost", 200, 404),
            ("/nothing", "GET", "localhost", 200, 404), ("/%zz", "GET", "localhost", 200, 404),
            ("*", "GET", "localhost", 200, 404),
            ("/", "GET", "localhost", 65_536, 431),
            ("/?" + String(repeating: "x", count: 4000), "GET", "localhost", 200, 414),
            ("/alerts?direction=sideways", "GET", "localhost", 200, 404),
            ("/alerts?before=x", "GET", "localhost", 200, 404),
        ] as [(String, String, String?, Int, Int)])
    func eachRequestHasItsStatus(target: String, method: String, host: String?, header: Int, status: Int) async {
        let answer = await ask(target, method: method, host: host, header: header)
        #expect(answer.status == status, "\(target)")
        #expect(field("X-Content-Type-Options", answer) == "nosniff")
        #expect(field("Referrer-Policy", answer) == "no-referrer")
        #expect(field("Content-Security-Policy", answer)?.hasPrefix("default-src 'none'; ") == true)
        if status == 405 { #expect(field("Allow", answer) == "GET, HEAD") }
    }

    @Test func aPageThatIsKnownIsNotSentAgain() async throws {
        let first = await ask("/alerts.atom")
        let tag = try #require(field("ETag", first))
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = await ask("/alerts.atom", known: known)
            #expect(again.status == 304 && again.body.isEmpty && field("ETag", again) == tag, "\(known)")
        }
        #expect(await ask("/alerts.atom", known: "\"other\"").status == 200)
    }

    @Test func theServerGivesTheBytesOfTheCopyAsFiles() async throws {
        let outline = try await world.site.outline(now: PagesWorld.start)
        for address in outline.groups.flatMap(\.addresses) + outline.lists {
            let served = await ask("/" + address.path)
            #expect(served.status == 200, "\(address.path)")
            #expect(String(decoding: served.body, as: UTF8.self) == (try await world.text(address)), "\(address.path)")
        }
    }

    @Test func withoutARecordItSaysSo() async throws {
        let empty = PageServer(
            world.emptyConfiguration, reports: world.reports, hosts: [], clock: { PagesWorld.start },
            complain: { _ in })
        let answer = await empty.answer(
            PageServer.Request(method: "GET", target: "/", host: "localhost", ifNoneMatch: nil, headerBytes: 0))
        #expect(answer.status == 503 && answer.fields.contains { $0.name == "Retry-After" })
    }
}
