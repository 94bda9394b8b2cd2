import Inspections

/// Reads one file of framework data strictly: unknown keys, unknown ids and missing parts are problems with line and column.
package struct FrameworkFile {
    package let data: FrameworkData

    package init(_ yaml: String, file: String) throws(ReportsError) {
        var problems = FrameworkProblems(file: file)
        let root = try YAMLSection(document: yaml, problems)
        root.allow(
            ["id", "name", "line", "titles", "marks", "topics", "scale", "areas", "facts", "comparable_from", "form"],
            &problems)
        let id = root.text("id", &problems) ?? ""
        if !FrameworkFile.isID(id) {
            problems.add(root["id"] ?? root, "an id has lower-case letters, digits and dashes")
        }
        let scale = root["scale"]
        if scale == nil { problems.add(root, "scale is missing") }
        let grades = scale.map { FrameworkFile.grades($0, &problems) } ?? []
        let areas = FrameworkFile.areas(root, grades: Set(grades.map(\.printed.id)), &problems)
        let ids = Set(areas.map(\.printed.id))
        for area in areas {
            if let split = area.area.splitFrom, !ids.contains(split) {
                problems.add(area.section, "split_from names no area of this framework: \(split)")
            }
        }
        var comparable: [String: Set<String>] = [:]
        for (framework, section) in root["comparable_from"]?.members(&problems) ?? [] {
            let named = section.texts(&problems)
            for name in named where !ids.contains(name) { problems.add(section, "no area of this framework: \(name)") }
            comparable[framework] = Set(named)
        }
        let titles = root.patterns("titles", withGrade: false, &problems)
        let topics = root["topics"]?.texts(&problems).map { Words.of($0) } ?? []
        let marks = root["marks"]?.texts(&problems).map { Words.of($0) } ?? []
        let facts = FrameworkFile.facts(root["facts"], &problems)
        let form = root["form"]?.scalar
        if let section = root["form"], form != "table", form != "card" {
            problems.add(section, "form is table or card")
        }
        let framework = Framework(
            id: id, name: root.text("name", &problems) ?? "", line: root.text("line", &problems) ?? "",
            scale: Scale(
                id: scale?.text("id", &problems) ?? "", family: scale?.text("family", &problems) ?? "",
                ranks: Dictionary(
                    grades.compactMap { grade in grade.rank.map { (grade.printed.id, $0) } },
                    uniquingKeysWith: { first, _ in first }),
                names: Dictionary(grades.map { ($0.printed.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
                printed: Dictionary(
                    grades.flatMap { grade in
                        grade.printed.forms.map { ($0.joined(separator: " "), grade.printed.id) }
                    }, uniquingKeysWith: { first, _ in first })),
            areas: areas.map(\.area), comparableFrom: comparable)
        guard problems.found.isEmpty else { throw problems.error }
        data = FrameworkData(
            framework: framework, isCard: form == "card", titles: titles, marks: marks, topics: topics,
            grades: grades.map(\.printed),
            areas: areas.map(\.printed), facts: facts)
    }

    private static func grades(
        _ scale: YAMLSection, _ problems: inout FrameworkProblems
    ) -> [(printed: PrintedGrade, rank: Int?, name: String)] {
        scale.allow(["id", "family", "grades"], &problems)
        let grades = scale.items("grades", &problems).map { section in
            section.allow(["id", "rank", "name", "printed", "number"], &problems)
            let id = section.text("id", &problems) ?? ""
            if !isID(id) { problems.add(section, "an id has lower-case letters, digits and dashes") }
            let forms = section["printed"]?.texts(&problems).map { Words.of($0) } ?? []
            if forms.isEmpty || forms.contains([]) { problems.add(section, "printed forms are missing") }
            let printed = PrintedGrade(id: id, forms: forms, number: section.number("number", &problems))
            return (
                printed: printed, rank: section.number("rank", &problems), name: section.text("name", &problems) ?? ""
            )
        }
        if Set(grades.map(\.printed.id)).count < grades.count { problems.add(scale, "a grade's id stands twice") }
        return grades
    }

    private static func areas(
        _ root: YAMLSection, grades: Set<String>, _ problems: inout FrameworkProblems
    ) -> [(area: Area, printed: PrintedArea, section: YAMLSection)] {
        let sections = root.items("areas", &problems)
        let claimed = Set(sections.flatMap { $0["grades"]?.texts(&problems) ?? [] })
        for grade in claimed where !grades.contains(grade) {
            problems.add(root["areas"] ?? root, "no grade of this scale: \(grade)")
        }
        let areas = sections.map { section in
            section.allow(
                [
                    "id", "name", "from", "until", "labels", "sentences", "phrases", "statements", "stands_apart",
                    "split_from", "optional", "grades", "under",
                ], &problems)
            let id = section.text("id", &problems) ?? ""
            if !isID(id) { problems.add(section, "an id has lower-case letters, digits and dashes") }
            let area = Area(
                id: id, name: section.text("name", &problems) ?? "",
                standsApart: section["stands_apart"]?.scalar == "true",
                splitFrom: section["split_from"].flatMap(\.scalar))
            let printed = PrintedArea(
                id: id, isOptional: section["optional"]?.scalar == "true", from: day(section["from"], &problems),
                until: day(section["until"], &problems),
                grades: section["grades"].map { Set($0.texts(&problems)) } ?? grades.subtracting(claimed),
                under: section["under"]?.scalar.map { Words.of($0) } ?? [],
                labels: section["labels"]?.texts(&problems).map { Words.of($0) } ?? [],
                sentences: section.patterns("sentences", withGrade: true, &problems),
                phrases: section["phrases"]?.texts(&problems).map { Words.of($0) } ?? [],
                statements: statements(section["statements"], grades: grades, &problems))
            if printed.labels.isEmpty, printed.sentences.isEmpty, printed.statements.isEmpty {
                problems.add(section, "labels, sentences or statements must say how the area is printed")
            }
            return (area: area, printed: printed, section: section)
        }
        if Set(areas.map(\.printed.id)).count < areas.count {
            problems.add(root["areas"] ?? root, "an area's id stands twice")
        }
        return areas
    }

    private static func statements(
        _ section: YAMLSection?, grades: Set<String>, _ problems: inout FrameworkProblems
    ) -> [PrintedStatement] {
        (section?.members(&problems) ?? []).map { grade, section in
            if !grades.contains(grade) { problems.add(section, "no grade of this scale: \(grade)") }
            section.allow(["says", "confirmed_by"], &problems)
            return PrintedStatement(
                grade: grade, says: section["says"]?.texts(&problems).map { Words.of($0) } ?? [],
                confirmedBy: section["confirmed_by"]?.texts(&problems).map { Words.of($0) } ?? [])
        }
    }

    private static func facts(_ section: YAMLSection?, _ problems: inout FrameworkProblems) -> [PrintedFact] {
        var facts: [PrintedFact] = []
        for (id, section) in section?.members(&problems) ?? [] {
            let values = section.members(&problems).map { value, section in
                (value: value, says: section.texts(&problems).map { Words.of($0) })
            }
            facts.append(PrintedFact(id: id, values: values))
        }
        return facts
    }

    private static func day(_ section: YAMLSection?, _ problems: inout FrameworkProblems) -> CalendarDate? {
        guard let section else { return nil }
        guard let day = section.scalar.flatMap(CalendarDate.init(iso:)) else {
            problems.add(section, "a day is written YYYY-MM-DD")
            return nil
        }
        return day
    }

    private static func isID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
