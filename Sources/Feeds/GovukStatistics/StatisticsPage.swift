import Foundation
import Inspections
import Markup
import Text

/// A statistical data set of GOV.UK, as its Content API describes it: the attachments, of which one is the table.
package struct StatisticsPage: Sendable, Hashable {
    package let title: String?
    /// In the document's order.
    package let attachments: [StatisticsAttachment]
    /// True where GOV.UK says that the page was withdrawn or is gone.
    package let ended: Bool

    /// `base`: the address that the document was fetched from.
    package init(_ bytes: [UInt8], base: String) throws(FeedError) {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { throw FeedError(subject: base, cause: .empty) }
        guard let root = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any],
            root["base_path"] is String
        else {
            throw FeedError(
                subject: base, cause: first == UInt8(ascii: "{") ? .otherJSON : .noContentDocument)
        }
        title = root["title"] as? String
        let kind = root["document_type"] as? String
        let notice = root["withdrawn_notice"] as? [String: Any]
        ended = kind == "gone" || kind == "redirect" || notice?.isEmpty == false
        let details = root["details"] as? [String: Any]
        let listed = (details?["attachments"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }
        let stated = listed.compactMap { StatisticsAttachment($0, base: base) }
        // Documents of before 2020 have no list: their attachments are links in the text.
        attachments =
            stated.isEmpty ? StatisticsPage.links(in: details?["body"] as? String ?? "", base: base) : stated
    }

    /// The newest table by the date in its title, among those whose title has all words of one of `titles`; nil where there is none.
    /// A spreadsheet or archive is taken where there is no CSV, or where the feed names its sheet or member: `isHeld`.
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
