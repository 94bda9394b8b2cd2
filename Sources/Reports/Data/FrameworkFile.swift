import Inspections
import YAML

/// Reads one file of framework data.
package struct FrameworkFile {
    package let data: FrameworkData

    package init(_ yaml: String, file: String) throws(ReportsError) {
        let document = try DataFile(yaml, file: file)
        let data = FrameworkFile.data(document.root)
        try document.check()
        // What is not read has a problem.
        guard let data else { throw ReportsError(file: file, problems: []) }
        self.data = data
    }

    /// How a report prints its grades.
    private enum Form: String, CaseIterable {
        case table, card
    }

    private static func data(_ node: YAMLNode) -> FrameworkData? {
        let keys = [
            "id", "name", "line", "titles", "marks", "topics", "scale", "areas", "facts", "comparable_from", "form",
        ]
        guard let root = node.mapping(keys: keys) else { return nil }
        let scale = root.required("scale")?.mapping(keys: ["id", "family", "grades"])
        let grades = scale.map(grades) ?? []
        let areas = areas(root, grades: Set(grades.map(\.printed.id)))
        let ids = Set(areas.map(\.printed.id))
        for area in areas {
            if let split = area.area.splitFrom, !ids.contains(split) {
                area.node.problem("split_from names no area of this framework: \(split)")
            }
        }
        var comparable: [String: Set<String>] = [:]
        for (framework, node) in root["comparable_from"]?.pairs() ?? [] {
            let named = node.texts()
            for name in named where !ids.contains(name) { node.problem("this framework has no area \(name)") }
            comparable[framework] = Set(named)
        }
        let framework = Framework(
            id: id(root), name: root.required("name")?.text() ?? "", line: root.required("line")?.text() ?? "",
            scale: Scale(
                id: scale?.required("id")?.text() ?? "", family: scale?.required("family")?.text() ?? "",
                ranks: Dictionary(
                    grades.compactMap { grade in grade.rank.map { (grade.printed.id, $0) } },
                    uniquingKeysWith: { first, _ in first }),
                names: Dictionary(grades.map { ($0.printed.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
                printed: Dictionary(
                    grades.flatMap { grade in
                        grade.printed.forms.map { ($0.joined(separator: " "), grade.printed.id) }
                    }, uniquingKeysWith: { first, _ in first })),
            areas: areas.map(\.area), comparableFrom: comparable)
        return FrameworkData(
            framework: framework, isCard: root["form"]?.choice(Form.self) == .card,
            titles: root["titles"]?.patterns(withGrade: false) ?? [],
            marks: root["marks"]?.words() ?? [], topics: root["topics"]?.words() ?? [], grades: grades.map(\.printed),
            areas: areas.map(\.printed), facts: facts(root["facts"]))
    }

    private static func grades(_ scale: YAMLMapping) -> [(printed: PrintedGrade, rank: Int?, name: String)] {
        let grades = items("grades", of: scale, keys: ["id", "rank", "name", "printed", "number"]).map { grade in
            let forms = grade["printed"]?.words() ?? []
            if forms.isEmpty || forms.contains([]) { grade.node.problem("printed forms are missing") }
            return (
                printed: PrintedGrade(id: id(grade), forms: forms, number: grade["number"]?.integer(in: 0...1000)),
                rank: grade["rank"]?.integer(in: 0...1000), name: grade.required("name")?.text() ?? ""
            )
        }
        if Set(grades.map(\.printed.id)).count < grades.count { scale.node.problem("a grade's id is used twice") }
        return grades
    }

    private static func areas(
        _ root: YAMLMapping, grades: Set<String>
    ) -> [(area: Area, printed: PrintedArea, node: YAMLNode)] {
        let keys = [
            "id", "name", "from", "until", "labels", "sentences", "phrases", "statements", "stands_apart", "split_from",
            "optional", "grades", "under",
        ]
        let items = items("areas", of: root, keys: keys)
        let claimed = items.map { $0["grades"].map { Set($0.texts()) } }
        let ofSome = claimed.reduce(into: Set<String>()) { $0.formUnion($1 ?? []) }
        for grade in ofSome.subtracting(grades).sorted() {
            root["areas"]?.problem("this scale has no grade \(grade)")
        }
        let areas = zip(items, claimed).map { item, claimed in
            let id = id(item)
            let area = Area(
                id: id, name: item.required("name")?.text() ?? "",
                standsApart: item["stands_apart"]?.boolean() ?? false,
                splitFrom: item["split_from"]?.text())
            let printed = PrintedArea(
                id: id, isOptional: item["optional"]?.boolean() ?? false, from: item["from"]?.day(),
                until: item["until"]?.day(), grades: claimed ?? grades.subtracting(ofSome),
                under: item["under"]?.text().map { Words.of($0) } ?? [], labels: item["labels"]?.words() ?? [],
                sentences: item["sentences"]?.patterns(withGrade: true) ?? [],
                phrases: item["phrases"]?.words() ?? [], statements: statements(item["statements"], grades: grades))
            if printed.labels.isEmpty, printed.sentences.isEmpty, printed.statements.isEmpty {
                item.node.problem("labels, sentences or statements must say how the area is printed")
            }
            return (area: area, printed: printed, node: item.node)
        }
        if Set(areas.map(\.printed.id)).count < areas.count { root["areas"]?.problem("an area's id is used twice") }
        return areas
    }

    private static func statements(_ node: YAMLNode?, grades: Set<String>) -> [PrintedStatement] {
        (node?.pairs() ?? []).compactMap { grade, node in
            if !grades.contains(grade) { node.problem("this scale has no grade \(grade)") }
            return node.mapping(keys: ["says", "confirmed_by"]).map {
                PrintedStatement(
                    grade: grade, says: $0["says"]?.words() ?? [], confirmedBy: $0["confirmed_by"]?.words() ?? [])
            }
        }
    }

    private static func facts(_ node: YAMLNode?) -> [PrintedFact] {
        (node?.pairs() ?? []).map { id, node in
            PrintedFact(id: id, values: node.pairs().map { value, node in (value: value, says: node.words()) })
        }
    }

    /// The members of a list that must not be empty.
    private static func items(_ key: String, of mapping: YAMLMapping, keys: [String]) -> [YAMLMapping] {
        guard let node = mapping.required(key) else { return [] }
        if node.isEmptyList { node.problem("must not be empty") }
        return node.list().compactMap { $0.mapping(keys: keys) }
    }

    private static func id(_ mapping: YAMLMapping) -> String {
        guard let node = mapping.required("id"), let text = node.text() else { return "" }
        let isID = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
        if !isID { node.problem("an id has lower-case letters, digits and dashes") }
        return text
    }
}

/// One area in all its printed forms.
struct PrintedArea: Sendable {
    let id: String
    /// True where a report may well leave it out: a school without a sixth form.
    let isOptional: Bool
    /// First day of inspections that judge it, where it was not judged from the start.
    let from: CalendarDate?
    /// Last day of inspections that judge it.
    let until: CalendarDate?
    /// The grades that it can have: safeguarding standards are met or not met, and nothing else is.
    let grades: Set<String>
    /// The heading of the section in which its label stands, as words; empty where the label says all.
    let under: [String]
    /// Labels of a table's row and of a body's heading, as word sequences.
    let labels: [[String]]
    /// Statements that take whole lines and name the grade.
    let sentences: [Pattern]
    /// Names that running prose gives the area, as word sequences.
    let phrases: [[String]]
    /// What an outcome paragraph says for each grade, where grades are sentences.
    let statements: [PrintedStatement]
}

extension PrintedArea {
    func canBe(_ grade: String) -> Bool { grades.contains(grade) }
}

/// One fact beside the grades, such as whether safeguarding is effective, in its printed forms.
struct PrintedFact: Sendable {
    let id: String
    /// Each value with the word sequences that state it.
    let values: [(value: String, says: [[String]])]
}

/// One grade in all its printed forms.
struct PrintedGrade: Sendable {
    let id: String
    /// Word sequences, lower case.
    let forms: [[String]]
    /// The number that may follow the word: `Inadequate Grade 4`.
    let number: Int?
}

/// What an outcome paragraph says where a grade is a sentence.
struct PrintedStatement: Sendable {
    let grade: String
    /// Word sequences, one of which states the grade.
    let says: [[String]]
    /// Word sequences that go with this grade and no other: the time until the next inspection.
    let confirmedBy: [[String]]
}
