import Feeds
import Inspections
import Reports
import YAML

/// Reads the columns that state one inspection.
enum TableInspectionConfiguration {
    static let keys = [
        "title", "framework", "number", "provider_id", "date", "end", "published", "areas", "area_codes", "facts",
        "codes", "missing", "from", "until", "where", "optional",
    ]

    static func columns(
        _ mapping: YAMLMapping, inherited: String? = nil, words: GradeWords, vocabulary: RouteVocabulary?
    ) -> InspectionColumns<ColumnNames>? {
        // What grades nothing is of no framework.
        let framework =
            mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks).first
            ?? (mapping["areas"] == nil ? nil : inherited)
        let words = words.with(printed: framework.flatMap { vocabulary?.printedGrades(of: $0) } ?? [:])
            .read(mapping, vocabulary: vocabulary)
        let facts = (mapping["facts"]?.pairs() ?? []).compactMap { id, node in node.column().map { (id, $0) } }
        if mapping["framework"] != nil { _ = mapping.required("areas") }
        if framework == nil, mapping["framework"] == nil, facts.isEmpty {
            mapping.node.problem(
                "\"framework\" is missing; an inspection without grades states at least one of \"facts\"")
        }
        guard let date = mapping.required("date")?.column() else { return nil }
        let isStanding = date == TableInspectionConfiguration.seen
        if isStanding {
            for key in ["end", "published", "number", "from", "until"] {
                mapping[key]?.problem("ratings that stand without a date have no \"\(key)\"")
            }
        }
        let long = long(mapping, vocabulary: vocabulary)
        let packed = packed(mapping, vocabulary: vocabulary)
        var columns = InspectionColumns(
            title: mapping["title"]?.text() ?? (isStanding ? "rating" : "inspection"), framework: framework,
            start: isStanding ? nil : date,
            areas: long == nil && packed == nil ? areas(mapping, vocabulary: vocabulary) : [], long: long,
            facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }), codes: words.codes,
            missing: words.missing, from: mapping["from"]?.day(), until: mapping["until"]?.day())
        columns.packed = packed
        columns.conditions = mapping["where"].map(TableSelectionConfiguration.conditions) ?? []
        columns.number = mapping["number"]?.column()
        columns.provider = mapping["provider_id"]?.column()
        columns.end = mapping["end"]?.column()
        columns.published = mapping["published"]?.column()
        // What not every release states: nobody is told where it is missing.
        guard mapping["optional"]?.boolean() ?? false else { return columns }
        return columns.placed { ColumnNames($0.all, isOptional: true) }
    }

    /// `date: seen`: the table tells the ratings that stand, and no date.
    private static let seen = ColumnNames(["seen"])

    /// `areas: {overall-effectiveness: Overall effectiveness}`: a column for each area.
    private static func areas(
        _ mapping: YAMLMapping, vocabulary: RouteVocabulary?
    ) -> [AreaColumn<ColumnNames>] {
        (mapping["areas"]?.pairs() ?? []).compactMap { id, node in
            if let known = vocabulary?.areas { node.check(id, isOneOf: known, what: "area") }
            guard node.isMapping else { return node.column().map { AreaColumn(area: id, column: $0) } }
            guard let area = node.mapping(keys: ["column", "graded", "from", "until", "optional"]),
                let column = area.required("column")?.column(isOptional: area["optional"]?.boolean() ?? false)
            else { return nil }
            return AreaColumn(
                area: id, column: column, graded: area["graded"]?.column(), from: area["from"]?.day(),
                until: area["until"]?.day())
        }
    }

    /// `areas: {packed: Ratings}`: one column that states several areas.
    private static func packed(
        _ mapping: YAMLMapping, vocabulary: RouteVocabulary?
    ) -> PackedColumn<ColumnNames>? {
        let pairs = mapping["areas"]?.pairs() ?? []
        guard pairs.map(\.0) == ["packed"], let column = pairs.first?.1.column(),
            let codes = mapping.required("area_codes")
        else { return nil }
        return PackedColumn(column: column, areas: areaCodes(codes, vocabulary: vocabulary))
    }

    private static func areaCodes(_ codes: YAMLNode, vocabulary: RouteVocabulary?) -> [String: String] {
        let areas = codes.pairs().compactMap { printed, node in
            node.names(of: "area", known: vocabulary?.areas).first.map { (printed.lowercased(), $0) }
        }
        return Dictionary(areas, uniquingKeysWith: { first, _ in first })
    }

    /// `areas: {area: Key question, grade: Rating}`: a row for each area.
    private static func long(
        _ mapping: YAMLMapping, vocabulary: RouteVocabulary?
    ) -> LongColumns<ColumnNames>? {
        let pairs = mapping["areas"]?.pairs() ?? []
        guard Set(pairs.map(\.0)) == ["area", "grade"], let codes = mapping.required("area_codes") else { return nil }
        let columns = Dictionary(pairs, uniquingKeysWith: { first, _ in first }).compactMapValues { $0.column() }
        guard let area = columns["area"], let grade = columns["grade"] else { return nil }
        return LongColumns(area: area, grade: grade, areas: areaCodes(codes, vocabulary: vocabulary))
    }
}
