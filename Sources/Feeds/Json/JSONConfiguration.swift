package import Inspections
import Markup
package import YAML

/// Reads `json:` of a feed: the paths by which its documents are read, and how one page leads to the next.
package enum JSONConfiguration {
    private static let ofPaging = ["next", "page", "offset"]

    package static func map(
        of kind: FeedKind, in feed: YAMLMapping, vocabulary: KnownNames?
    ) -> JSONMap? {
        guard kind == .json else {
            for key in ["json", "key_header"] {
                feed[key]?.problem("a feed of kind \(kind.rawValue) has no \"\(key)\"")
            }
            return nil
        }
        guard let node = feed.required("json"),
            let mapping = node.mapping(keys: ["items", "total"] + ofPaging + ItemConfiguration<JSONPath>.keys)
        else { return nil }
        let items = mapping.required("items")?.jsonPath()
        let fields = ItemConfiguration(mapping: mapping, vocabulary: vocabulary) { $0.jsonPath() }.fields()
        if fields.grades == nil {
            _ = mapping.required("link")
            _ = mapping.required("title")
        }
        let total = mapping["total"]?.jsonPath()
        let paging = paging(mapping)
        guard let items else { return nil }
        var map = JSONMap(items: items, fields: fields)
        map.total = total
        map.paging = paging
        if let dates = feed["dates"] { map.fields.dates = TableSelectionConfiguration.dates(dates) }
        map.version = RowHash.of([node, feed["dates"]].compactMap { $0?.normalised }.joined())
        return map
    }

    private static func paging(_ mapping: YAMLMapping) -> JSONPaging? {
        let stated = ofPaging.filter { mapping[$0] != nil }
        if stated.count > 1 {
            mapping[stated[1]]?.problem(
                "only one of \(ofPaging.map { "\"\($0)\"" }.joined(separator: ", ")) may be there")
        }
        if let next = mapping["next"] { return next.jsonPath().map(JSONPaging.next) }
        if let offset = mapping["offset"] { return offset.text().map(JSONPaging.offset) }
        guard let page = mapping["page"]?.mapping(keys: ["parameter", "first", "pages"]) else { return nil }
        let parameter = page.required("parameter")?.text()
        let first = page["first"]?.integer(in: 0...1) ?? 1
        let pages = page["pages"]?.jsonPath()
        return parameter.map { .number(parameter: $0, first: first, pages: pages) }
    }
}

extension YAMLNode {
    fileprivate func jsonPath() -> JSONPath? {
        guard let text = text() else { return nil }
        do throws(JSONPathFault) {
            return try JSONPath(text)
        } catch {
            problem("is not a valid path: \(error)")
            return nil
        }
    }
}
