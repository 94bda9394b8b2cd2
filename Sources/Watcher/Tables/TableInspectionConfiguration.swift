import Feeds
import Inspections

/// Reads the columns that state one inspection.
enum TableInspectionConfiguration {
    static let keys = [
        "title", "framework", "number", "provider_id", "date", "end", "published", "areas", "area_codes", "facts",
        "codes", "missing", "from", "until",
    ]

    static func columns(
        _ mapping: ConfigurationMapping, words: GradeWords, vocabulary: RouteVocabulary?
    ) -> InspectionColumns<ColumnNames>? {
        let framework = mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks).first
        let words = words.read(mapping, vocabulary: vocabulary)
        let facts = (mapping["facts"]?.pairs() ?? []).compactMap { id, node in node.column().map { (id, $0) } }
        if mapping["framework"] != nil { _ = mapping.required("areas") }
        if mapping["framework"] == nil, facts.isEmpty {
            mapping.node.problem(
                "\"framework\" is missing; an inspection without grades states at least one of \"facts\"")
        }
        guard let date = mapping.required("date")?.column() else { return nil }
        let long = long(mapping, vocabulary: vocabulary)
        var columns = InspectionColumns(
            title: mapping["title"]?.text() ?? "inspection", framework: framework, start: date,
            areas: long == nil ? areas(mapping, vocabulary: vocabulary) : [], long: long,
            facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }), codes: words.codes,
            missing: words.missing, from: mapping["from"]?.day(), until: mapping["until"]?.day())
        columns.number = mapping["number"]?.column()
        columns.provider = mapping["provider_id"]?.column()
        columns.end = mapping["end"]?.column()
        columns.published = mapping["published"]?.column()
        return columns
    }

    /// `areas: {overall-effectiveness: Overall effectiveness}`: a column for each area.
    private static func areas(
        _ mapping: ConfigurationMapping, vocabulary: RouteVocabulary?
    ) -> [AreaColumn<ColumnNames>] {
        (mapping["areas"]?.pairs() ?? []).compactMap { id, node in
            if let known = vocabulary?.areas { node.check(id, isOneOf: known, what: "area") }
            guard node.isMapping else { return node.column().map { AreaColumn(area: id, column: $0) } }
            guard let area = node.mapping(keys: ["column", "graded", "from", "until"]),
                let column = area.required("column")?.column()
            else { return nil }
            return AreaColumn(
                area: id, column: column, graded: area["graded"]?.column(), from: area["from"]?.day(),
                until: area["until"]?.day())
        }
    }

    /// `areas: {area: Key question, grade: Rating}`: a row for each area.
    private static func long(
        _ mapping: ConfigurationMapping, vocabulary: RouteVocabulary?
    ) -> LongColumns<ColumnNames>? {
        let pairs = mapping["areas"]?.pairs() ?? []
        guard Set(pairs.map(\.0)) == ["area", "grade"], let codes = mapping.required("area_codes") else { return nil }
        let columns = Dictionary(pairs, uniquingKeysWith: { first, _ in first }).compactMapValues { $0.column() }
        let areas = codes.pairs().compactMap { printed, node in
            node.names(of: "area", known: vocabulary?.areas).first.map { (printed.lowercased(), $0) }
        }
        guard let area = columns["area"], let grade = columns["grade"] else { return nil }
        return LongColumns(
            area: area, grade: grade, areas: Dictionary(areas, uniquingKeysWith: { first, _ in first }))
    }
}
