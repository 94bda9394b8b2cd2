import Inspections
import Markup
import Text

/// JSON Feed 1.0 and 1.1. A field of another type than it should be is as good as missing.
struct JSONFeedFormat {
    let base: String?

    func read(_ text: DecodedText) throws(FeedError) -> FeedDocument {
        let root: JSONNode
        do {
            root = try JSONNode(parsing: text)
        } catch {
            throw FeedError(subject: base, cause: .markup(error))
        }
        guard let version = root["version"]?.string, version.contains("jsonfeed.org/version/1") || version == "1.0"
        else { throw FeedError(subject: base, cause: .otherJSON) }
        let items = (root["items"]?.elements ?? []).filter { if case .object = $0 { true } else { false } }
        let most = MarkupLimits.current.items
        if items.count > most { throw FeedError(subject: base, cause: .tooManyItems(most)) }
        return FeedDocument(
            format: version.hasSuffix("/1") || version.hasSuffix("/1.0") ? "json10" : "json11",
            title: root["title"]?.string?.trimmed.nonEmpty, recovered: text.repaired,
            ended: root["expired"] == .bool(true), publications: items.map { publication($0) })
    }

    private func publication(_ item: JSONNode) -> Publication {
        var entry = FeedEntry()
        let provider = item["_provider"]
        entry.id = scalar(item["id"])
        entry.url = address(item["url"]) ?? address(item["external_url"]) ?? entry.addressInID
        entry.title = item["title"]?.string?.trimmed.nonEmpty
        entry.content = item["content_html"]?.string?.nonEmpty ?? item["content_text"]?.string?.nonEmpty
        entry.summary = item["summary"]?.string?.nonEmpty
        entry.published = FeedDate.parse(item["date_published"]?.string)
        entry.updated = FeedDate.parse(item["date_modified"]?.string)
        entry.categories = (item["tags"]?.elements ?? []).compactMap { scalar($0).map { FeedCategory(term: $0) } }
        entry.enclosures = (item["attachments"]?.elements ?? []).compactMap(enclosure)
        entry.providerURN = scalar(provider?["urn"]).flatMap { $0.allSatisfy(\.isNumber) ? $0 : nil }
        entry.providerName = provider?["name"]?.string?.trimmed.nonEmpty
        return entry.publication
    }

    private func enclosure(_ attachment: JSONNode) -> Enclosure? {
        address(attachment["url"]).map {
            Enclosure(
                url: $0, type: attachment["mime_type"]?.string, length: attachment["size_in_bytes"]?.integer)
        }
    }

    private func address(_ value: JSONNode?) -> String? {
        value?.string?.trimmed.nonEmpty.map { Address.resolve($0, against: base) }
    }

    /// Publishers number what should be text.
    private func scalar(_ value: JSONNode?) -> String? {
        switch value {
        case .string(let text), .number(let text): text.trimmed.nonEmpty
        default: nil
        }
    }
}
