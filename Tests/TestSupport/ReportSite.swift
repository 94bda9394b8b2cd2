import Foundation

/// A report site on loopback: a paged listing of providers, their pages and documents, which a test changes while it is
/// polled.
package actor ReportSite {
    package struct Report: Sendable {
        package let id: Int
        package let urn: String
        package var type: String
        /// `2024-05-16`.
        package var published: String
        package var document: [UInt8]
        /// False for one that its provider's page no longer shows.
        package var isListed = true
        /// True for one whose document answers with the page that says "not found", and status 200.
        package var isGone = false

        package init(
            _ id: Int, of urn: String, published: String, type: String = "Children's services inspection",
            document: [UInt8]
        ) {
            self.id = id
            self.urn = urn
            self.type = type
            self.published = published
            self.document = document
        }
    }

    package nonisolated let server: LoopbackServer
    private let pages: Pages

    package init(rows: Int = 100) async throws {
        let pages = Pages(rows: rows)
        self.pages = pages
        server = try await LoopbackServer { await pages.answer($0) }
    }

    package nonisolated var searchURL: String { server.url + "/search?q=&level_1_types=3&level_2_types[]=12" }

    package func add(provider urn: String, named name: String) async { await pages.add(urn, name) }

    package func remove(provider urn: String) async { await pages.remove(urn) }

    /// Publishes a report, or replaces the one with its id.
    package func publish(_ report: Report) async { await pages.publish(report) }

    /// The page of a provider states these ratings in its markup, as of an inspection on a day.
    package func rate(_ urn: String, on day: String, _ ratings: [(area: String, grade: String)]) async {
        await pages.rate(urn, on: day, ratings)
    }

    /// The page of a provider ends with this markup.
    package func show(_ urn: String, _ markup: String) async { await pages.show(urn, markup) }

    /// The listing counts so many providers, whatever it shows; `nil` ends it.
    package func count(_ total: Int?) async { await pages.count(total) }

    /// From now on paths that begin so are answered so; `nil` ends it.
    package func answer(_ prefix: String, with answer: ServerAnswer?) async { await pages.fault(prefix, answer) }

    /// What was asked since the last call, by path.
    package func asked() async -> [RecordedRequest] { await pages.since(server.requests) }

    package static let notFoundPage = """
        <!DOCTYPE html><html><head><title>Report not found</title></head><body><h1>Report not found</h1>
        <p>The document that you asked for is not here.</p></body></html>
        """
}

/// What is published now, as the site shows it.
private actor Pages {
    private let rows: Int
    private var providers: [(urn: String, name: String)] = []
    private var reports: [ReportSite.Report] = []
    private var faults: [String: ServerAnswer] = [:]
    private var ratings: [String: String] = [:]
    private var total: Int?
    private var told = 0

    init(rows: Int) { self.rows = rows }

    func add(_ urn: String, _ name: String) { providers.append((urn, name)) }

    func remove(_ urn: String) { providers.removeAll { $0.urn == urn } }

    func publish(_ report: ReportSite.Report) {
        reports.removeAll { $0.id == report.id }
        reports.append(report)
    }

    func rate(_ urn: String, on day: String, _ stated: [(area: String, grade: String)]) {
        let blocks = stated.map {
            "<div class=\"subjudgements__rates__item\"><p>\($0.area):</p><strong>\($0.grade)</strong></div>"
        }
        let outcome = "The overall outcome of the inspection on \(day) was:"
        ratings[urn] =
            "<div class=\"subjudgements__overall\"><p>\(outcome)</p><strong>\(stated.first?.grade ?? "")</strong></div>"
            + blocks.dropFirst().joined()
    }

    func show(_ urn: String, _ markup: String) { ratings[urn] = markup }

    func count(_ total: Int?) { self.total = total }

    func fault(_ prefix: String, _ answer: ServerAnswer?) { faults[prefix] = answer }

    func since(_ requests: [RecordedRequest]) -> [RecordedRequest] {
        defer { told = requests.count }
        return Array(requests.dropFirst(told))
    }

    func answer(_ request: RecordedRequest) -> ServerAnswer {
        for (prefix, answer) in faults where request.target.hasPrefix(prefix) { return answer }
        if request.path == "/search" { return page(listing(request.target), request) }
        let parts = request.path.split(separator: "/").map(String.init)
        if parts.first == "provider", let provider = providers.first(where: { $0.urn == parts.last }) {
            return page(timeline(of: provider), request)
        }
        guard let report = reports.first(where: { "/v1/file/\($0.id)" == request.path }), !report.isGone else {
            return ServerAnswer(headers: [("Content-Type", "text/html")], text: ReportSite.notFoundPage)
        }
        return conditional(request, "application/pdf", report.document)
    }

    private func page(_ main: String, _ request: RecordedRequest) -> ServerAnswer {
        let text = "<!DOCTYPE html><html><head><title>Find a report</title></head><body>\(main)</body></html>\n"
        return conditional(request, "text/html; charset=utf-8", Array(text.utf8))
    }

    private func conditional(_ request: RecordedRequest, _ type: String, _ body: [UInt8]) -> ServerAnswer {
        let etag = "\"\(UInt(bitPattern: body.hashValue))\""
        if request.headers["if-none-match"] == etag { return ServerAnswer(304, headers: [("ETag", etag)]) }
        return ServerAnswer(headers: [("Content-Type", type), ("ETag", etag)], body: body)
    }

    private func latest(_ urn: String) -> ReportSite.Report? {
        reports.filter { $0.urn == urn && $0.isListed }.max { ($0.published, $0.id) < ($1.published, $1.id) }
    }

    private func listing(_ target: String) -> String {
        func parameter(_ name: String) -> String? {
            target.split(whereSeparator: { "?&".contains($0) }).first { $0.hasPrefix(name + "=") }
                .map { String($0.dropFirst(name.count + 1)) }
        }
        let since = parameter("latest_report_date_start") ?? ""
        let hits = providers.filter { since.isEmpty || (latest($0.urn)?.published ?? "") >= since }
            .sorted { (latest($0.urn)?.published ?? "") > (latest($1.urn)?.published ?? "") }
        let start = parameter("start").flatMap { Int($0) } ?? 0
        let asked = min(parameter("rows").flatMap { Int($0) } ?? 10, rows)
        var text = "<p class=\"search-results__summary\">\(total ?? hits.count) results</p><ul class=\"results-list\">"
        for provider in hits.dropFirst(start).prefix(asked) {
            text += """
                <li class="search-result"><h3 class="search-result__title heading--sub">
                <a href="/provider/44/\(provider.urn)">\(provider.name)</a></h3>
                <ul class="search-result__provider-info"><li>Category: <strong>Local authority</strong></li></ul>
                <ul class="search-result__provider-info">
                """
            if let day = latest(provider.urn)?.published {
                text += "<li>Latest report: <strong><time>\(ReportSite.printed(day))</time></strong></li>"
            }
            text += "<li>URN: <strong>\(provider.urn)</strong></li></ul></li>\n"
        }
        text += "</ul>"
        if start + asked < hits.count {
            let next = "/search?latest_report_date_start=\(since)&amp;start=\(start + asked)&amp;rows=\(asked)"
            text += "<a class=\"pagination__next\" href=\"\(next)\">Next page</a>"
        }
        return text
    }

    private func timeline(of provider: (urn: String, name: String)) -> String {
        var text = "<h1 class=\"heading--title title-block__heading\">\(provider.name)</h1><p>URN: \(provider.urn)</p>"
        text += "<ol class=\"timeline\">"
        for report in reports.filter({ $0.urn == provider.urn && $0.isListed }).sorted(by: {
            $0.published > $1.published
        }) {
            text += """
                <li class="timeline__day"><time>1 January 2000</time>
                <a class="publication-link" href="/v1/file/\(report.id)">\(report.type)
                <span class="nonvisual">\(report.type), pdf - \(ReportSite.printed(report.published))</span></a></li>

                """
        }
        return text + "</ol>" + (ratings[provider.urn] ?? "")
    }
}

extension ReportSite {
    /// `2024-05-06` as `6 May 2024`.
    fileprivate static func printed(_ day: String) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let parts = day.split(separator: "-").compactMap { Int($0) }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }
}
