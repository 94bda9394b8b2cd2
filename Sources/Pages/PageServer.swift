package import Configuration
import Digests
package import Foundation
import History
import Inspections
package import Reports
import Synchronization
import System

/// The pages as the server of the nested package `web` asks for them: what a request is answered with, whatever carries
/// it. The one thing of this package that another one sees.
public final class PageServer: Sendable {
    /// An answer of HTTP; `Content-Length`, `Date` and `Connection` are the carrier's.
    public struct Answer: Sendable {
        public let status: Int
        public let fields: [(name: String, value: String)]
        public let body: [UInt8]
    }

    /// A request, as far as the pages look at it.
    public struct Request: Sendable {
        public let method: String
        /// As the first line has it: path and query.
        public let target: String
        public let host: String?
        public let ifNoneMatch: String?
        /// Bytes of all header fields.
        public let headerBytes: Int

        public init(method: String, target: String, host: String?, ifNoneMatch: String?, headerBytes: Int) {
            self.method = method
            self.target = target
            self.host = host
            self.ifNoneMatch = ifNoneMatch
            self.headerBytes = headerBytes
        }
    }

    private let configuration: Configuration
    private let reports: ReportReader
    private let hosts: Set<String>
    private let clock: @Sendable () -> Date
    /// Gets what operators must know.
    private let complain: @Sendable (String) -> Void
    private let opened = Mutex<Site?>(nil)
    /// Answers since memory was given back.
    private let answers = Atomic(0)

    /// Bytes of header fields that are read.
    private static let longestHeader = 16_384
    private static let longestTarget = 2_048
    /// Between two times that memory is given back: what each answer costs to get again must not show.
    private static let answersBetween = 250

    /// Reads the configuration; throws all its problems at once. `hosts`: names that the pages are asked for by, beside
    /// this machine's own and that of `publish: {url}`.
    public convenience init(
        configuration file: String, hosts: [String], complain: @escaping @Sendable (String) -> Void
    ) throws {
        let setup = try Setup(file: file, for: .ask)
        self.init(setup.configuration, reports: setup.reports, hosts: hosts, complain: complain)
    }

    package init(
        _ configuration: Configuration, reports: ReportReader, hosts: [String],
        clock: @escaping @Sendable () -> Date = { Date() }, complain: @escaping @Sendable (String) -> Void
    ) {
        self.complain = complain
        self.configuration = configuration
        self.reports = reports
        self.clock = clock
        let published = configuration.publish.url.map { url in
            String(url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" })
        }
        let all = ["localhost", "127.0.0.1", "[::1]"] + hosts + [published].compactMap(\.self)
        self.hosts = Set(all.map(PageServer.name))
    }

    public func answer(_ request: Request) async -> Answer {
        if answers.add(1, ordering: .relaxed).newValue >= PageServer.answersBetween { giveMemoryBack() }
        if request.headerBytes > PageServer.longestHeader {
            return PageServer.plain(431, "The header of the request is too long.")
        }
        if request.target.utf8.count > PageServer.longestTarget {
            return PageServer.plain(414, "The address is too long.")
        }
        // Another name is that of a page which makes a browser ask here: DNS rebinding.
        guard let host = request.host, hosts.contains(PageServer.name(host)) else {
            return PageServer.plain(421, "This server has no such name. Its operator can add one: --host NAME.")
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return PageServer.plain(405, "Only GET and HEAD.", [("Allow", "GET, HEAD")])
        }
        do {
            let page = try await page(request.target)
            guard let page else {
                return PageServer.plain(
                    503, "There is nothing to show yet: the daemon has not begun its record.", [("Retry-After", "30")])
            }
            return PageServer.answer(page, to: request)
        } catch {
            // To operators alone: it names files.
            complain("\(error)")
            return PageServer.plain(503, "The record cannot be read now. Try again.", [("Retry-After", "5")])
        }
    }

    /// Gives back what has been needed since the last time; does nothing where that was nothing.
    public func giveMemoryBack() {
        if answers.exchange(0, ordering: .relaxed) > 0 { ProcessMemory.giveBack() }
    }

    /// `nil` before there is a record.
    private func page(_ target: String) async throws -> SitePage? {
        guard let site = try site() else { return nil }
        let now = clock()
        let cut = target.firstIndex(of: "?") ?? target.endIndex
        let query = QueryText.values(String(target[cut...].dropFirst()))
        guard target.hasPrefix("/"), let path = QueryText.decoded(target[..<cut].dropFirst(), isForm: false) else {
            return site.missing(now: now)
        }
        return try await site.answer(path: path, query: query, now: now)
    }

    private func site() throws -> Site? {
        try opened.withLock { opened in
            if opened == nil { opened = try Site(configuration, reports: reports) }
            return opened
        }
    }

    private static func answer(_ page: SitePage, to request: Request) -> Answer {
        let body = Array(page.text.utf8)
        if page.status != 200 { return answer(page.status, [("Content-Type", page.type)], body) }
        let tag = "\"\(SHA256.hex(of: body).prefix(32))\""
        var fields = [("Content-Type", page.type), ("ETag", tag), ("Cache-Control", "public, max-age=30")]
        // Pictures are there to be embedded.
        if page.type.hasPrefix("image/") { fields.append(("Cross-Origin-Resource-Policy", "cross-origin")) }
        if let known = request.ifNoneMatch, matches(known, tag) {
            return answer(304, fields.filter { $0.0 != "Content-Type" }, [])
        }
        return answer(200, fields, body)
    }

    /// A list of tags, weak ones too, as proxies make them; or any.
    private static func matches(_ known: String, _ tag: String) -> Bool {
        known.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.contains { part in
            let part = part.hasPrefix("W/") ? part.dropFirst(2) : part
            return part.prefix(tag.count) == tag || part == "*"
        }
    }

    private static func plain(
        _ status: Int, _ text: String, _ fields: [(name: String, value: String)] = []
    ) -> Answer {
        answer(
            status, [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")] + fields,
            Array((text + "\n").utf8))
    }

    /// What no answer goes without.
    private static func answer(
        _ status: Int, _ fields: [(name: String, value: String)], _ body: [UInt8]
    ) -> Answer {
        let all: [(name: String, value: String)] =
            fields + [
                ("Content-Security-Policy", ContentPolicy.ofServer), ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
            ]
        return Answer(status: status, fields: all, body: body)
    }

    /// A host without its port, in lower case.
    private static func name(_ host: String) -> String {
        let host = host.lowercased()
        let isBracketed = host.hasPrefix("[")
        if isBracketed, let end = host.firstIndex(of: "]") { return String(host[...end]) }
        return String(host.prefix { $0 != ":" })
    }
}
