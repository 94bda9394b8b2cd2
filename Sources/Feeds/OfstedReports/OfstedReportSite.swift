import Foundation
import Inspections

/// Ofsted's report site: a search lists providers with the day of their latest report, and their pages list documents.
struct OfstedReportSite: FeedSource, ProviderWalk {
    var content: SourceContent { .providers(self) }
    let accept = "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.1"
    let noun = "page"
    let publisher: String? = "ofsted"
    let documentHosts = ["reports.ofsted.gov.uk": "files.ofsted.gov.uk"]

    let stating: StatedIDs? = nil
    /// Reports appear out of order.
    let daysBack = 14

    func doubt(ofAddress address: String) -> String? {
        address.contains("/search")
            ? nil : "is not a search: give the address that a browser shows after a search on reports.ofsted.gov.uk"
    }

    func firstAddress(of url: String, since: CalendarDate?, now: Date) -> String {
        OfstedSearch.firstPage(of: url, since: since)
    }

    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        try OfstedReader(base: base, contentType: contentType).read(bytes)
    }
}

/// Addresses of the site's search.
enum OfstedSearch {
    /// The most rows that the site gives on one page.
    static let rows = 100

    /// The first page of a search, with as many rows as the site gives; every other parameter stays as it was written,
    /// but a `latest_report_date_start` that is older than `since`.
    static func firstPage(of url: String, since: CalendarDate?) -> String {
        var address = Address(url)
        // A file has no parameters.
        guard address.scheme != "file" else { return url }
        var parameters = (address.query ?? "").split(separator: "&").map(String.init)
            .filter { !["start", "rows"].contains(name(of: $0)) }
        if let since {
            let asked = parameters.first { name(of: $0) == dateStart }
                .flatMap { CalendarDate(iso: String($0.drop { $0 != "=" }.dropFirst())) }
            parameters.removeAll { name(of: $0) == dateStart }
            parameters.append("\(dateStart)=\(max(since, asked ?? since).iso)")
        }
        parameters += ["start=0", "rows=\(rows)"]
        address.query = parameters.joined(separator: "&")
        address.fragment = nil
        return address.text
    }

    private static let dateStart = "latest_report_date_start"

    private static func name(of parameter: String) -> Substring { parameter.prefix { $0 != "=" } }
}
