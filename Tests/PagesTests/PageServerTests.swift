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
            ("/alerts/nowhere", "GET", "localhost", 200, 404),
            ("/alerts?direction=sideways", "GET", "localhost", 200, 400),
            ("/alerts?before=x", "GET", "localhost", 200, 400),
            ("/?utm_source=letter&x=y", "GET", "localhost", 200, 200),
            ("/alerts?utm_source=letter&fbclid=x&region=", "GET", "localhost", 200, 200),
        ] as [(String, String, String?, Int, Int)])
    func eachRequestHasItsStatus(target: String, method: String, host: String?, header: Int, status: Int) async {
        let answer = await ask(target, method: method, host: host, header: header)
        #expect(answer.status == status, "\(target)")
        #expect(field("X-Content-Type-Options", answer) == "nosniff")
        #expect(field("Referrer-Policy", answer) == "no-referrer")
        #expect(field("Content-Security-Policy", answer)?.hasPrefix("default-src 'none'; ") == true)
        if status == 405 { #expect(field("Allow", answer) == "GET, HEAD") }
    }

    /// A slip in a filter is no list of everything, and the answer names it and what can be asked for.
    @Test(arguments: [
        ("/alerts.csv?area=care", "`area` cannot be asked for here: take `region`, `direction`, `kind`"),
        ("/alerts.atom?until=2024", "`until` cannot be asked for here"),
        ("/alerts/declined.csv?region=London", "`region` cannot be asked for here: this address says all in its path"),
        ("/alerts?direction=declined&direction=improved", "`direction` is given twice"),
        ("/alerts?direction=declned", "did you mean declined"),
        ("/alerts?direction=declined,sideways", "direction"),
        ("/alerts?kind=operator-reads", "kind of alert"),
        ("/alerts?region=Atlantis", "region"),
        ("/alerts?region=%FF", "`region` is no text"),
        ("/alerts.json?%FF=x", "cannot be asked for here"),
        ("/alerts?provider=Atlantis", "no provider"),
        ("/alerts?since=yesterday", "`since` takes a day"),
        ("/alerts?before=0", "`before` takes a number from 1 on"),
        ("/find?q=%00", "`q` is no text"),
        ("/providers?page=-1", "`page` takes a number from 1 on"),
        ("/compare?region=Atlantis", "region"),
        ("/compare?group=Nobody", "group"),
        ("/compare?area=x", "`area` cannot be asked for here: take `region`, `group`"),
    ])
    func aQueryThatIsNotUnderstoodIsRefusedWithItsRemedy(target: String, words: String) async {
        let answer = await ask(target)
        #expect(answer.status == 400, "\(target)")
        #expect(String(decoding: answer.body, as: UTF8.self).contains(words), "\(target)")
        #expect(field("Content-Type", answer) == "text/html; charset=utf-8")
    }

    /// As the commands take it.
    @Test(arguments: ["ofsted:80447", "80447", "Cheshire+East", "cheshire%20east"])
    func aProviderIsFoundByNumberAndName(provider: String) async {
        let (asked, byID) = await (ask("/alerts.json?provider=\(provider)"), ask("/alerts.json?provider=ofsted:80447"))
        #expect(asked.status == 200)
        let items = { (answer: PageServer.Answer) in
            String(decoding: answer.body, as: UTF8.self).components(separatedBy: "\"items\"").last
        }
        #expect(items(asked) == items(byID))
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
