import Foundation
import Inspections
import Markup
import Text

/// JSON Feed 1.0 and 1.1. A field of another type than it should be is as good as missing.
struct JSONFeedFormat {
    typealias Object = [String: Any]

    let base: String?

    /// `nil` where the text is no JSON, or has no `version` of JSON Feed.
    func read(_ text: DecodedText) -> FeedDocument? {
        guard let root = (try? JSONSerialization.jsonObject(with: Data(JSONEscapes.mended(text.utf8)))) as? Object,
            let version = root["version"] as? String, version.contains("jsonfeed.org/version/1") || version == "1.0"
        else { return nil }
        let items = (root["items"] as? [Any] ?? []).compactMap { $0 as? Object }
        return FeedDocument(
            format: version.hasSuffix("/1") || version.hasSuffix("/1.0") ? "json10" : "json11",
            title: (root["title"] as? String)?.trimmed.nonEmpty, recovered: text.repaired,
            ended: root["expired"] as? Bool == true, publications: items.map { publication($0) })
    }

    private func publication(_ item: Object) -> Publication {
        var entry = FeedEntry()
        let provider = item["_provider"] as? Object
        entry.id = scalar(item["id"])
        entry.url = address(item["url"]) ?? address(item["external_url"])
        entry.title = (item["title"] as? String)?.trimmed.nonEmpty
        entry.content = (item["content_html"] as? String)?.nonEmpty ?? (item["content_text"] as? String)?.nonEmpty
        entry.summary = (item["summary"] as? String)?.nonEmpty
        entry.published = FeedDate.parse(item["date_published"] as? String)
        entry.updated = FeedDate.parse(item["date_modified"] as? String)
        entry.categories = (item["tags"] as? [Any] ?? []).compactMap { scalar($0).map { FeedCategory(term: $0) } }
        entry.enclosures = (item["attachments"] as? [Any] ?? []).compactMap { ($0 as? Object).flatMap(enclosure) }
        entry.providerURN = scalar(provider?["urn"]).flatMap { $0.allSatisfy(\.isNumber) ? $0 : nil }
        entry.providerName = (provider?["name"] as? String)?.trimmed.nonEmpty
        return entry.publication
    }

    private func enclosure(_ attachment: Object) -> Enclosure? {
        address(attachment["url"]).map {
            Enclosure(
                url: $0, type: attachment["mime_type"] as? String, length: attachment["size_in_bytes"] as? Int)
        }
    }

    private func address(_ value: Any?) -> String? {
        (value as? String)?.trimmed.nonEmpty.map { Address.resolve($0, against: base) }
    }

    /// Publishers number what should be text.
    private func scalar(_ value: Any?) -> String? {
        switch value {
        case let text as String: text.trimmed.nonEmpty
        case let number as Int: String(number)
        case let number as Double: String(number)
        default: nil
        }
    }
}
