import Inspections
import YAML

/// Reads the columns that state one inspection.
enum TableInspectionConfiguration {
    static let keys = [
        "title", "framework", "number", "provider_id", "date", "end", "published", "areas", "area_codes", "facts",
        "codes", "missing", "from", "until", "where", "optional",
    ]

    static func columns(
        _ mapping: YAMLMapping, inherited: String? = nil, words: GradeWords, vocabulary: KnownNames?
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
                mapping[key]?.problem("current ratings without a date have no \"\(key)\"")
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
        _ mapping: YAMLMapping, vocabulary: KnownNames?
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
        _ mapping: YAMLMapping, vocabulary: KnownNames?
    ) -> PackedColumn<ColumnNames>? {
        let pairs = mapping["areas"]?.pairs() ?? []
        guard pairs.map(\.0) == ["packed"], let column = pairs.first?.1.column(),
            let codes = mapping.required("area_codes")
        else { return nil }
        return PackedColumn(column: column, areas: areaCodes(codes, vocabulary: vocabulary))
    }

    private static func areaCodes(_ codes: YAMLNode, vocabulary: KnownNames?) -> [String: String] {
        let areas = codes.pairs().compactMap { printed, node in
            node.names(of: "area", known: vocabulary?.areas).first.map { (printed.lowercased(), $0) }
        }
        return Dictionary(areas, uniquingKeysWith: { first, _ in first })
    }

    /// `areas: {area: Key question, grade: Rating}`: a row for each area.
    private static func long(
        _ mapping: YAMLMapping, vocabulary: KnownNames?
    ) -> LongColumns<ColumnNames>? {
        let pairs = mapping["areas"]?.pairs() ?? []
        guard Set(pairs.map(\.0)) == ["area", "grade"], let codes = mapping.required("area_codes") else { return nil }
        let columns = Dictionary(pairs, uniquingKeysWith: { first, _ in first }).compactMapValues { $0.column() }
        guard let area = columns["area"], let grade = columns["grade"] else { return nil }
        return LongColumns(area: area, grade: grade, areas: areaCodes(codes, vocabulary: vocabulary))
    }
}

/// What a table prints for each grade, and where there is none: of a whole table, and of one of its inspections beside
/// it.
struct GradeWords {
    /// Printed grade, in lower case -> grade id.
    private(set) var codes: [String: String]
    /// In lower case.
    private(set) var missing: Set<String>

    private static let usual = [
        "outstanding": "outstanding", "good": "good", "requires improvement": "requires-improvement",
        "requires improvement to be good": "requires-improvement", "adequate": "adequate",
        "satisfactory": "satisfactory", "inadequate": "inadequate",
    ]

    /// `codes` and `missing` of a table: without codes of its own it prints the usual words.
    init(_ mapping: YAMLMapping, vocabulary: KnownNames?) {
        codes = GradeWords.usual
        missing = ["not judged", "not applicable"]
        self = read(mapping, vocabulary: vocabulary)
    }

    /// With the forms in which a framework's grades are printed, where the table says nothing else of them.
    func with(printed: [String: String]) -> GradeWords {
        var words = self
        words.codes.merge(printed.filter { !missing.contains($0.key) }) { own, _ in own }
        return words
    }

    /// With the `codes` and `missing` of a part of the table: they win where they name the same word.
    func read(_ mapping: YAMLMapping, vocabulary: KnownNames?) -> GradeWords {
        var words = self
        for (printed, grade) in mapping["codes"]?.pairs() ?? [] {
            guard let id = grade.names(of: "grade", known: vocabulary?.grades).first else { continue }
            words.codes[printed.lowercased()] = id
            words.missing.remove(printed.lowercased())
        }
        for text in mapping["missing"]?.texts() ?? [] {
            words.codes[text.lowercased()] = nil
            words.missing.insert(text.lowercased())
        }
        return words
    }
}

extension YAMLNode {
    func day() -> CalendarDate? {
        guard let day = scalar.flatMap(CalendarDate.init(iso:)) else {
            mustBe("a day such as 2023-01-31")
            return nil
        }
        return day
    }

    /// A column by its name, or by all names that it has had; `{column: Name, optional: true}` where not every release
    /// has it.
    func column(isOptional: Bool = false) -> ColumnNames? {
        if isMapping {
            guard let mapping = mapping(keys: ["column", "optional"]) else { return nil }
            return mapping.required("column")?.column(isOptional: mapping["optional"]?.boolean() ?? false)
        }
        let names = texts()
        return names.isEmpty ? nil : ColumnNames(names, isOptional: isOptional)
    }
}
