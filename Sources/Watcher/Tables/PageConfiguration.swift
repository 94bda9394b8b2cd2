import Feeds
import Markup
import Yams

/// Reads `page:` of a feed: the expressions by which its page is read.
enum PageConfiguration {
    private static let ofGrades = [
        "framework", "areas", "codes", "missing", "published", "scheme", "provider_kind",
    ]

    private static let keys =
        ["item", "link", "title", "date", "provider", "provider_id", "type", "end"] + ofGrades

    static func map(
        of kind: FeedKind, in feed: ConfigurationMapping, vocabulary: RouteVocabulary?
    ) -> PageMap? {
        guard kind == .page else {
            feed["page"]?.problem("a feed of kind \(kind.rawValue) has no \"page\"")
            return nil
        }
        guard let node = feed.required("page"), let mapping = node.mapping(keys: keys) else { return nil }
        let item = mapping.required("item")?.xpath()
        if item?.selectsNodes == false {
            mapping["item"]?.problem("must select elements, and not state a text or a number")
        }
        let link = mapping.required("link")?.xpath()
        let title = mapping.required("title")?.xpath()
        let grades = grades(mapping, vocabulary: vocabulary)
        let others = ["date", "provider", "provider_id", "type"].map { mapping[$0]?.xpath() }
        guard let item, let link, let title else { return nil }
        var map = PageMap(item: item, link: link, title: title)
        (map.date, map.provider, map.providerID, map.type) = (others[0], others[1], others[2], others[3])
        map.grades = grades
        map.end = mapping["end"]?.text() ?? map.end
        map.version = RowHash.of((try? Yams.serialize(node: node.node)) ?? "")
        return map
    }

    /// Nil for a page without `areas`.
    private static func grades(_ mapping: ConfigurationMapping, vocabulary: RouteVocabulary?) -> PageGrades? {
        guard let areas = mapping["areas"] else {
            for key in ofGrades { mapping[key]?.problem("\"\(key)\" belongs to a page with \"areas\" alone") }
            return nil
        }
        let framework = mapping.required("framework")?.names(of: "framework", known: vocabulary?.frameworks).first
        _ = mapping.required("date")
        if mapping["provider_id"] == nil, mapping["provider"] == nil {
            mapping.node.problem("\"provider_id\" or \"provider\" is missing: an expression must tell the provider")
        }
        let words = GradeWords(mapping, vocabulary: vocabulary)
        let pairs = areas.pairs().compactMap { id, node -> PageArea? in
            if let known = vocabulary?.areas { node.check(id, isOneOf: known, what: "area") }
            return node.xpath().map { PageArea(id: id, grade: $0) }
        }
        guard let framework else { return nil }
        var grades = PageGrades(
            framework: framework, areas: pairs, codes: words.codes, missing: words.missing,
            scheme: mapping["scheme"]?.text() ?? "ofsted", providerKind: mapping["provider_kind"]?.text() ?? "unknown")
        grades.published = mapping["published"]?.xpath()
        return grades
    }
}

extension ConfigurationNode {
    fileprivate func xpath() -> XPath? {
        guard let text = text() else { return nil }
        do throws(XPathFault) {
            return try XPath(text)
        } catch {
            problem("is no XPath expression: \(error)")
            return nil
        }
    }
}
