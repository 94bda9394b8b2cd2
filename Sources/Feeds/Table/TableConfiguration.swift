package import Inspections
package import YAML

/// Reads `table:` of a feed: the name of an official table whose columns come with the program, or the columns
/// themselves.
package enum TableConfiguration {
    package static func map(
        of kind: FeedKind, in feed: YAMLMapping, vocabulary: KnownNames?
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
    package static func builtIn(_ table: BuiltInTable, vocabulary: KnownNames? = nil) -> ColumnMap? {
        guard let node = try? YAMLNode(yaml: table.yaml, file: table.rawValue, path: "table") else { return nil }
        return map(node, vocabulary: vocabulary)
    }

    /// The kinds of provider that official tables tell of.
    package static let officialProviderKinds = BuiltInTable.allCases.compactMap { builtIn($0)?.providerKind }

    private static let own =
        [
            "scheme", "provider_kind", "header_row", "encoding", "delimiter", "eras", "codes", "missing",
        ] + TableSelectionConfiguration.keys

    private static func map(_ node: YAMLNode, vocabulary: KnownNames?) -> ColumnMap? {
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

/// Reads the columns of one era of a table.
enum TableEraConfiguration {
    static let keys =
        ["provider_id", "name", "region", "predecessors", "inspections"]
        + TableInspectionConfiguration.keys.filter { $0 != "provider_id" && $0 != "where" && $0 != "optional" }

    static func era(
        _ mapping: YAMLMapping, inherited: String? = nil, words: GradeWords, vocabulary: KnownNames?
    ) -> TableEra<ColumnNames>? {
        if mapping["provider_id"] == nil, mapping["name"] == nil {
            mapping.node.problem("\"provider_id\" or \"name\" is missing: a column must give the provider")
        }
        let framework =
            mapping["inspections"] == nil
            ? inherited : mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks).first ?? inherited
        let inspections =
            mapping["inspections"]?.list().map { node in
                node.mapping(keys: TableInspectionConfiguration.keys).flatMap {
                    TableInspectionConfiguration.columns(
                        $0, inherited: framework, words: words, vocabulary: vocabulary)
                }
            } ?? [
                TableInspectionConfiguration.columns(
                    mapping, inherited: framework, words: words, vocabulary: vocabulary)
            ]
        var era = TableEra(
            name: mapping["name"]?.column(),
            region: mapping["region"]?.column(),
            predecessors: (mapping["predecessors"]?.members ?? []).compactMap { $0.column() },
            inspections: inspections.compactMap(\.self))
        era.provider = mapping["provider_id"].map(providerColumns) ?? []
        return era
    }

    /// `provider_id: Id`, or `provider_id: {parts: [Authority, Number]}` where several columns make the id.
    private static func providerColumns(_ node: YAMLNode) -> [ColumnNames] {
        guard node.isMapping else { return node.column().map { [$0] } ?? [] }
        guard let parts = node.mapping(keys: ["parts"])?.required("parts") else { return [] }
        return parts.list().compactMap { $0.column() }
    }
}

/// Reads what a feed says of its table beside the columns: which part of which file it is, which rows are meant, and
/// how dates are written. It may stand beside `table:`, for a built-in table too, or within it.
package enum TableSelectionConfiguration {
    package static let keys = ["where", "sheet", "member", "dates", "attachment", "release"]

    /// A table that is read otherwise by any of these is another version of the map.
    static func read(_ mapping: YAMLMapping, into map: inout ColumnMap?) {
        if let node = mapping["attachment"] { map?.attachments = node.texts() }
        if let node = mapping["release"] { map?.releases = node.texts() }
        if let node = mapping["where"] { map?.conditions = conditions(node) }
        if let node = mapping["sheet"] { map?.sheet = node.label() }
        if let node = mapping["member"] { map?.member = node.label() }
        if let node = mapping["dates"] { map?.dates = dates(node) }
        let stated = keys.compactMap { key in
            mapping[key].map { "\(key): \($0.normalised)" }
        }
        if let version = map?.version, !stated.isEmpty {
            map?.version = RowHash.of("\(version)\n" + stated.joined(separator: "\n"))
        }
    }

    /// `dates: dmy`, `dates: month-year` or both.
    static func dates(_ node: YAMLNode) -> DateForms {
        let known = DateForms.Order.allCases.map(\.rawValue) + [months]
        let stated = node.members.compactMap { $0.name(of: "form of dates", known: known) }
        let orders = stated.compactMap(DateForms.Order.init)
        if orders.count > 1 { node.problem("a table has one order of day, month and year") }
        return DateForms(order: orders.first, readsMonths: stated.contains(months))
    }

    private static let months = "month-year"

    /// `where: {Column: value}` or `{Column: [value, other value]}`.
    static func conditions(_ node: YAMLNode) -> [RowCondition<ColumnNames>] {
        node.pairs().compactMap { name, values in
            let values = values.members.compactMap(\.scalar).map { value in
                value.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
            }
            if values.isEmpty {
                node.problem("\"\(name)\" needs the value that a row must have")
                return nil
            }
            return RowCondition(column: ColumnNames([name]), values: Set(values))
        }
    }
}
