import Foundation
import TestSupport
import Testing

@testable import HTTPTransport

/// A feed with a public name, and whatever it lists or redirects to, reaches no machine of an inner network.
@Suite(.timeLimit(.minutes(5))) struct InnerNetworkTests {
    /// Ways to write, or to hide, addresses that are not public.
    static let hosts = [
        // This machine, by name and in every spelling of its address.
        "localhost", "LOCALHOST", "localhost.", "feed.localhost", "a.b.localhost", "127.0.0.1", "127.1", "127.0.1",
        "127.0.0.1.", "2130706433", "0x7f000001", "0x7f.1", "0x7F.0x0.0x0.0x1", "017700000001", "0177.0.0.1",
        "0177.0.0.01", "127.000.000.001", "127.8.9.10", "127.255.255.254", "0.0.0.0", "0", "0x0", "00.0.0.0",
        "%31%32%37.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::]",
        "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:127.1.2.3]", "[0:0:0:0:0:ffff:127.0.0.1]",
        // Private networks, carriers' and links'.
        "10.0.0.1", "10.255.255.255", "0xa.1", "167772161", "100.64.0.1", "100.127.255.254", "169.254.169.254",
        "0xa9fea9fe", "2852039166", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.255", "0300.0250.1",
        "3232235777", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.254", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        // The same within addresses of version 6, and that version's own.
        "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]",
        "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[2001:0:7f00:1::]",
        "[2001:db8::1]", "[2001:10::1]", "[3fff::1]", "[fc00::1]", "[fd00:ec2::254]", "[fdff::1]", "[fe80::1]",
        "[febf::1]", "[fec0::1]", "[ff02::1]", "[100::1]", "[4000::1]",
    ]

    @Test func areManyForms() {
        #expect(Set(Self.hosts).count == Self.hosts.count && Self.hosts.count >= 72)
    }

    enum Door: CaseIterable {
        /// The feed's own name, as its resolver has it today.
        case name
        /// A redirect of a feed that the configuration names by an address of this machine, which is its own permission
        /// and no other's.
        case redirect
        /// A document that a feed lists.
        case document
    }

    @Test(arguments: Door.allCases) func noFormReachesAnInnerAddress(door: Door) async throws {
        let server = try RawServer(Array(repeating: .text("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"), count: 100))
        let transport = try makeTransport()
        let target = Target()
        let redirecting = try await LoopbackServer { _ in .redirect(301, to: await target.url) }
        var reached: [String] = []
        for host in Self.hosts {
            // The port is the server's, so that what is not refused arrives.
            let url = "\(door == .document ? "https" : "http")://\(host):\(server.port)/"
            let named = Origin(url: url)?.host
            if door == .redirect, named == "127.0.0.1" { continue }
            await target.set(url)
            let request =
                switch door {
                case .name: HTTPRequest(url: url, reach: .feed(inner: nil))
                case .redirect: HTTPRequest(url: redirecting.url + "/", reach: .feed(inner: "127.0.0.1"))
                case .document:
                    HTTPRequest(
                        url: url,
                        reach: .document(
                            origin: Origin(scheme: "https", host: "feed.example", port: 443),
                            follow: named.map { [$0] } ?? [], inner: nil))
                }
            let before = server.requests.count
            let error = await #expect(throws: HTTPError.self, "\(host)") { try await transport.send(request) }
            // What no resolver knows leads nowhere either.
            let isRefused =
                [.notFollowed, .badAddress].contains(error?.kind) || error?.cause.contains("not resolve host") == true
            if server.requests.count != before || !isRefused {
                reached.append("\(host): \(error?.description ?? "answered")")
            }
        }
        #expect(reached.isEmpty)
        #expect(server.requests.isEmpty)
    }

    private actor Target {
        private(set) var url = ""
        func set(_ url: String) { self.url = url }
    }

    /// `feed.localhost` is a name that leads to this machine wherever it is asked for.
    @Test func aNameThatLeadsInwardsNeedsTheOperatorsWord() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(text: "a") }
        let url = "http://feed.localhost:\(server.port)/"
        let transport = try makeTransport()
        func send(_ inner: String?) async throws {
            _ = try await transport.send(HTTPRequest(url: url, reach: .feed(inner: inner)))
        }
        await #expect(throws: HTTPError.self) { try await send(nil) }
        await #expect(throws: HTTPError.self) { try await send("other.localhost") }
        try await send("feed.localhost")
        // A name that is given another address once a connection stands.
        await #expect(throws: HTTPError.self) { try await send(nil) }
        #expect(await server.requests.count == 1)
    }

    @Test(arguments: ["http://a.example/", "http://b.example/", "file:///etc/passwd"])
    func aRedirectNeverLeadsFromHttpsToAnythingLess(target: String) throws {
        let secure = try WebAddress("https://a.example/")
        for reach in [
            Reach.feed(inner: "a.example"), .asConfigured, .document(origin: secure.origin, follow: [], inner: nil),
        ] {
            #expect(throws: HTTPError.self) { try reach.permission(for: WebAddress(target), after: secure) }
        }
        let plain = try WebAddress("http://a.example/")
        #expect(try Reach.feed(inner: nil).permission(for: plain, after: plain) == .publicAddressOrProxy)
    }
}
