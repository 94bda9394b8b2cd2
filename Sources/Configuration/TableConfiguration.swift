import Feeds
import Inspections
import YAML

/// Reads `table:` of a feed: the name of an official table whose columns come with the program, or the columns themselves.
enum TableConfiguration {
    static func map(
        of kind: FeedKind, in feed: YAMLMapping, vocabulary: RouteVocabulary?
    ) -> ColumnMap? {
        guard kind == .table || kind == .govukStatistics else {
            for key in ["table", "path"] + TableSelectionConfiguration.keys
            where key != "dates" || ![.page, .json].contains(kind) {
                feed[key]?.problem("a feed of kind \(kind.rawValue) has no \"\(key)\"")
            }
            return nil
        }
        guard let node = feed.required("table") else { return nil }
        var map: ColumnMap?
        if node.scalar == nil {
            map = self.map(node, vocabulary: vocabulary)
        } else if let table = node.choice(BuiltInTable.self) {
            map = builtIn(table)
        }
        if map != nil { TableSelectionConfiguration.read(feed, into: &map) }
        return map
    }

    /// The map of an official table; a test sees to it that all are good.
    static func builtIn(_ table: BuiltInTable, vocabulary: RouteVocabulary? = nil) -> ColumnMap? {
        guard let node = try? YAMLNode(yaml: table.yaml, file: table.rawValue, path: "table") else { return nil }
        return map(node, vocabulary: vocabulary)
    }

    /// The kinds of provider that official tables tell of.
    static let officialProviderKinds = BuiltInTable.allCases.compactMap { builtIn($0)?.providerKind }

    private static let own =
        [
            "scheme", "provider_kind", "header_row", "encoding", "delimiter", "eras", "codes", "missing",
        ] + TableSelectionConfiguration.keys

    private static func map(_ node: YAMLNode, vocabulary: RouteVocabulary?) -> ColumnMap? {
        guard let mapping = node.mapping(keys: own + TableEraConfiguration.keys) else { return nil }
        let words = GradeWords(mapping, vocabulary: vocabulary)
        let framework =
            mapping["eras"] == nil
            ? nil : mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks).first
        let eras =
            mapping["eras"]?.list().map { era in
                era.mapping(keys: TableEraConfiguration.keys).flatMap {
                    TableEraConfiguration.era($0, inherited: framework, words: words, vocabulary: vocabulary)
                }
            } ?? [TableEraConfiguration.era(mapping, words: words, vocabulary: vocabulary)]
        var map = ColumnMap(
            eras: eras.compactMap(\.self), scheme: mapping["scheme"]?.text() ?? "ofsted",
            providerKind: mapping["provider_kind"]?.text() ?? "unknown")
        map.headerRow = mapping["header_row"]?.integer(in: 1...1000)
        map.encoding = mapping["encoding"]?.choice(TableEncoding.self)
        map.delimiter = mapping["delimiter"]?.delimiter()
        map.version = RowHash.of(node.normalised)
        map.isStanding = map.eras.contains { $0.inspections.contains { $0.start == nil } }
        var read: ColumnMap? = map
        TableSelectionConfiguration.read(mapping, into: &read)
        return map.eras.isEmpty ? nil : read
    }
}

extension YAMLNode {
    fileprivate func delimiter() -> UInt8? {
        guard let text = scalar, text.utf8.count == 1, let byte = text.utf8.first, byte != UInt8(ascii: "\"") else {
            problem("must be one character, such as \",\", \";\" or a tab written as \"\\t\"")
            return nil
        }
        return byte
    }
}
