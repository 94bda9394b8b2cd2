import Foundation
import Inspections

/// A statistical data set of GOV.UK: its page names the newest table, and each release has an address of its own.
struct StatisticalDataSet: TableSource {
    let map: ColumnMap

    var content: SourceContent { .table(self) }
    let accept = "application/json"
    let noun = "table"
    let publisher: String? = "ofsted"
    let documentHosts = ["www.gov.uk": "assets.publishing.service.gov.uk"]
    var version: UInt64? { map.version }

    private static let folder = "/api/content"

    /// Where the Content API describes the page; the address itself where it is one of that API already.
    func index(of url: String) -> String? { StatisticalDataSet.contentAddress(of: url) }

    static func contentAddress(of page: String) -> String {
        guard let host = page.firstRange(of: "://")?.upperBound,
            let path = page[host...].firstIndex(of: "/"), !page[path...].hasPrefix(folder + "/")
        else { return page }
        return page[..<path] + folder + page[path...]
    }

    func newest(_ index: [UInt8], base: String) throws(FeedError) -> StatisticsAttachment? {
        let page = try StatisticsPage(index, base: base)
        if page.ended { return nil }
        guard let newest = page.newest(titled: map.attachments, isHeld: map.sheet != nil || map.member != nil) else {
            throw FeedError(subject: base, cause: .noTable(titled: map.attachments))
        }
        return newest
    }

    /// The attachments as publications, as `ratingwatch read` shows them.
    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        let page = try StatisticsPage(bytes, base: base ?? "")
        return FeedDocument(
            format: "govuk-content", title: page.title, ended: page.ended,
            publications: page.attachments.map {
                Publication(
                    id: $0.url, url: $0.url, linkType: $0.isTable ? "text/csv" : nil, title: $0.title,
                    published: $0.asAt.flatMap { FeedDate.parse($0.iso) })
            })
    }
}
