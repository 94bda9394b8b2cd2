import Foundation
package import Inspections
import Markup
import Text

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

    func newest(_ index: [UInt8], base: String) throws(FeedError) -> NamedTable {
        let page = try StatisticsPage(index, base: base)
        if page.ended { return .ended }
        if let collection = page.collection {
            guard let newest = collection.newest(titled: map.releases) else {
                throw FeedError(subject: base, cause: .noRelease(titled: map.releases))
            }
            return .release(newest.url)
        }
        guard let newest = page.newest(titled: map.attachments, isHeld: map.sheet != nil || map.member != nil) else {
            throw FeedError(subject: base, cause: .noTable(titled: map.attachments))
        }
        return .table(newest)
    }

    /// The attachments, or the releases of a collection, as publications, as `ratingwatch read` shows them.
    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        let page = try StatisticsPage(bytes, base: base ?? "")
        if let collection = page.collection {
            return FeedDocument(
                format: "govuk-content", title: page.title, ended: page.ended,
                publications: collection.releases.map {
                    Publication(
                        id: $0.url, url: $0.url, title: $0.title,
                        published: $0.updated.isEmpty ? nil : FeedDate.parse($0.updated))
                })
        }
        return FeedDocument(
            format: "govuk-content", title: page.title, ended: page.ended,
            publications: page.attachments.map {
                Publication(
                    id: $0.url, url: $0.url, linkType: $0.isTable ? "text/csv" : nil, title: $0.title,
                    published: $0.asAt.flatMap { FeedDate.parse($0.iso) })
            })
    }
}

/// A statistical data set of GOV.UK, as its Content API describes it: the attachments, of which one is the table.
package struct StatisticsPage: Sendable, Hashable {
    package let title: String?
    /// In the document's order.
    package let attachments: [StatisticsAttachment]
    /// True where GOV.UK says that the page was withdrawn or is gone.
    package let ended: Bool
    /// The pages that it lists, where it is a collection of pages; `nil` for a page with attachments.
    package let collection: ReleaseCollection?

    /// `base`: the address that the document was fetched from.
    package init(_ bytes: [UInt8], base: String) throws(FeedError) {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { throw FeedError(subject: base, cause: .empty) }
        let isJSON = first == UInt8(ascii: "{")
        guard let root = try? JSONNode(parsing: bytes), root["base_path"]?.string != nil else {
            throw FeedError(subject: base, cause: isJSON ? .otherJSON : .noContentDocument)
        }
        title = root["title"]?.string
        let kind = root["document_type"]?.string
        ended = kind == "gone" || kind == "redirect" || root["withdrawn_notice"]?.members.isEmpty == false
        collection = kind == "document_collection" ? ReleaseCollection(root, base: base) : nil
        let details = root["details"]
        let stated = (details?["attachments"]?.elements ?? []).compactMap { StatisticsAttachment($0, base: base) }
        // Documents of before 2020 have no list: their attachments are links in the text.
        attachments =
            stated.isEmpty ? StatisticsPage.links(in: details?["body"]?.string ?? "", base: base) : stated
    }

    /// The newest table by the date in its title, among those whose title has all words of one of `titles`; nil where
    /// there is none. A spreadsheet or archive is taken where there is no CSV, or where the feed names its sheet or
    /// member: `isHeld`.
    package func newest(titled titles: [String], isHeld: Bool = false) -> StatisticsAttachment? {
        let wanted = titles.map { $0.lowercased().split(separator: " ") }
        let titled = attachments.filter { attachment in
            let title = attachment.title.lowercased()
            return wanted.isEmpty || wanted.contains { $0.allSatisfy { title.contains($0) } }
        }
        let tables = isHeld ? [] : titled.filter(\.isTable)
        return (tables.isEmpty ? titled.filter(\.mayHoldTable) : tables)
            .max { ($0.asAt ?? .distantPast) < ($1.asAt ?? .distantPast) }
    }

    private static func links(in body: String, base: String) -> [StatisticsAttachment] {
        guard let document = try? HTMLDocument(parsing: Array(body.utf8)) else { return [] }
        return document.root.all { $0.name == "a" }.compactMap { link in
            guard let target = link.attributes["href"], target.lowercased().hasSuffix(".csv") else { return nil }
            return StatisticsAttachment(
                title: link.text.collapsed, url: Address.resolve(target, against: base), isTable: true)
        }
    }
}

/// One file of a statistical data set.
package struct StatisticsAttachment: Sendable, Hashable {
    package let title: String
    /// Absolute; part of it changes with each release.
    package let url: String
    package let isTable: Bool
    /// True for a spreadsheet or an archive, whose sheet or file may be the table where no CSV is published.
    package let mayHoldTable: Bool
    /// The last day that its title names, else its file's name: `... as at 31 March 2024`; the last of the month where
    /// no day is named.
    package let asAt: CalendarDate?

    init(title: String, url: String, isTable: Bool, mayHoldTable: Bool = false) {
        self.title = title
        self.url = url
        self.isTable = isTable
        self.mayHoldTable = mayHoldTable
        let file = url.split(separator: "/").last.map(String.init) ?? ""
        asAt = StatisticsAttachment.day(in: title) ?? StatisticsAttachment.day(in: file)
    }

    /// Nil for what has no title or address.
    init?(_ attachment: JSONNode, base: String) {
        guard let title = attachment["title"]?.string, let url = attachment["url"]?.string else { return nil }
        let type = attachment["content_type"]?.string
        let file = (attachment["filename"]?.string ?? url).lowercased()
        self.init(
            title: title, url: Address.resolve(url, against: base),
            isTable: type == "text/csv" || file.hasSuffix(".csv"),
            mayHoldTable: [".ods", ".xlsx", ".zip"].contains { file.hasSuffix($0) })
    }

    static func day(in text: String) -> CalendarDate? {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        var found: CalendarDate?
        for (place, word) in words.enumerated() where place + 1 < words.count {
            guard let month = MonthName.number(word), words[place + 1].count == 4, let year = Int(words[place + 1])
            else { continue }
            let day = place > 0 ? Int(words[place - 1].prefix { $0.isNumber }) : nil
            let last = (28...31).reversed().lazy.compactMap { CalendarDate(year: year, month: month, day: $0) }.first
            found = day.flatMap { CalendarDate(year: year, month: month, day: $0) } ?? last
        }
        return found
    }
}
