package import Inspections
import Markup
package import YAML

/// Reads `page:` of a feed: the expressions by which its page is read.
package enum PageConfiguration {
    private enum Format: String, CaseIterable {
        case html, xml
    }

    package static func map(
        of kind: FeedKind, in feed: YAMLMapping, vocabulary: KnownNames?
    ) -> PageMap? {
        guard kind == .page else {
            feed["page"]?.problem("a feed of kind \(kind.rawValue) has no \"page\"")
            return nil
        }
        guard let node = feed.required("page"),
            let mapping = node.mapping(keys: ["item", "end", "format"] + ItemConfiguration<XPath>.keys)
        else { return nil }
        let item = mapping.required("item")?.xpath()
        if item?.selectsNodes == false {
            mapping["item"]?.problem("must select elements, not a text or a number")
        }
        let isXML = mapping["format"]?.choice(Format.self) == .xml
        if isXML { mapping["end"]?.problem("\"end\" is not for XML, which is complete if it is well-formed") }
        let fields = ItemConfiguration(mapping: mapping, vocabulary: vocabulary) { $0.xpath() }.fields()
        // XML with grades need not lead anywhere.
        if !isXML || fields.grades == nil {
            _ = mapping.required("link")
            _ = mapping.required("title")
        }
        guard let item else { return nil }
        var map = PageMap(item: item, fields: fields)
        map.isXML = isXML
        map.end = mapping["end"]?.text() ?? map.end
        if let dates = feed["dates"] { map.fields.dates = TableSelectionConfiguration.dates(dates) }
        map.version = RowHash.of([node, feed["dates"]].compactMap { $0?.normalised }.joined())
        return map
    }
}

extension YAMLNode {
    fileprivate func xpath() -> XPath? {
        guard let text = text() else { return nil }
        do throws(XPathFault) {
            return try XPath(text)
        } catch {
            problem("is not a valid XPath expression: \(error)")
            return nil
        }
    }
}
