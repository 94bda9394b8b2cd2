import Inspections
import Text

/// Reads what a row states, under its table's header.
struct RowReading {
    private let header: TableHeader
    /// `nil` while the table is gone through for the first time.
    private let encoding: TableEncoding?
    private let forms: DateForms
    /// What cells with grades and dates were found to say: tables repeat themselves.
    private var grades: [UInt64: Grade?] = [:]
    private var dates: [UInt64: CalendarDate?] = [:]
    /// Of the inspection being read, among those of its era: one column may mean two things to two of them.
    private var position = 0

    init(header: TableHeader, encoding: TableEncoding?, dates: DateForms) {
        self.header = header
        self.encoding = encoding
        forms = dates
    }

    private struct Grade {
        let id: String
        let printed: String
    }

    /// Throws where anything that is read of the row cannot be right.
    mutating func check(_ row: TableRow) throws(TableFault) {
        for (position, columns) in header.era.inspections.enumerated() {
            self.position = position
            _ = try findings(columns, row)
        }
    }

    /// All inspections of the row, oldest first; throws where anything that is read of it cannot be right.
    mutating func inspections(_ row: TableRow) throws(TableFault) -> [TableInspection] {
        var found: [TableInspection] = []
        for (position, columns) in header.era.inspections.enumerated() {
            self.position = position
            if let findings = try findings(columns, row) { found += inspections(findings, columns, row) }
        }
        return found.sorted { ($0.dates.start ?? .distantPast) < ($1.dates.start ?? .distantPast) }
    }

    /// Whom a row is on, with the areas of the grades that were read of it.
    func graded(_ row: TableRow, _ inspections: [TableInspection]) -> GradedProvider {
        GradedProvider(
            id: providerID(row), name: header.era.name.flatMap { text($0, row) },
            areas: Set(inspections.flatMap(\.judgements).map(\.area)))
    }

    /// Whom a row is on: the id, else the name.
    func provider(_ row: TableRow) -> String? {
        providerID(row) ?? header.era.name.flatMap { text($0, row) }
    }

    /// The publisher's numbers of its inspections, where it has any.
    func numbers(_ row: TableRow) -> [String?] {
        header.era.inspections.map { columns in columns.number.flatMap { number($0, row) } }
    }

    /// All that its cells say.
    func words(_ row: TableRow) -> [String] {
        (0..<row.count).map { TableEncoding.text(row[$0], in: encoding).collapsed }
    }

    /// Nil where any part of it is missing.
    private func providerID(_ row: TableRow) -> String? {
        let parts = header.era.provider.compactMap { number($0, row) }
        return parts.isEmpty || parts.count < header.era.provider.count ? nil : parts.joined(separator: "-")
    }

    /// The texts of the row's dates, as far as they are three numbers in an order that must be known.
    func dates(_ row: TableRow) -> [(column: Int, text: String)] {
        header.dateColumns.compactMap { column in
            text(column, row).flatMap { TableDate.numbers(in: $0) == nil ? nil : (column, $0) }
        }
    }

    /// Grades and dates of one inspection, before they are put into words.
    private struct Findings {
        let start: CalendarDate?
        let end: CalendarDate?
        let published: CalendarDate?
        var grades: [Finding] = []
    }

    private struct Finding {
        let area: String
        /// As the table prints it.
        let name: String
        let grade: Grade
        let graded: CalendarDate?
    }

    /// Nil where the row states no such inspection.
    private mutating func findings(
        _ columns: InspectionColumns<Int>, _ row: TableRow
    ) throws(TableFault) -> Findings? {
        if !columns.conditions.allSatisfy({ $0.holds(for: row) }) { return nil }
        let start = try date(columns.start, row, columns)
        if let start, !columns.holds(start) { return nil }
        let grades = try grades(columns, row, on: start)
        if grades.isEmpty {
            let statesFacts = columns.framework == nil && columns.facts.values.contains { text($0, row) != nil }
            if !statesFacts { return nil }
        }
        if start == nil, let column = columns.start { throw fault(.noDate(""), column, row) }
        if header.era.who.contains(where: { text($0, row) == nil }) {
            throw fault(.noProvider, header.era.who.first { text($0, row) == nil } ?? 0, row)
        }
        return Findings(
            start: start, end: try date(columns.end, row, columns),
            published: try date(columns.published, row, columns),
            grades: grades)
    }

    private mutating func grades(
        _ columns: InspectionColumns<Int>, _ row: TableRow, on start: CalendarDate?
    ) throws(TableFault) -> [Finding] {
        var found: [Finding] = []
        if let long = columns.long {
            guard let grade = try grade(long.grade, row, columns) else { return [] }
            let printed = TableEncoding.text(row[long.area], in: encoding).collapsed
            guard let area = long.areas[printed.lowercased()] else {
                throw fault(.unknownArea(printed), long.area, row)
            }
            found.append(Finding(area: area, name: printed, grade: grade, graded: nil))
        }
        if let packed = columns.packed { found += try grades(packed, row, columns) }
        for area in columns.areas where start.map({ area.holds($0) }) ?? true {
            guard let grade = try grade(area.column, row, columns) else { continue }
            found.append(
                Finding(
                    area: area.area, name: header.names[area.column], grade: grade,
                    graded: try date(area.graded, row, columns)))
        }
        return found
    }

    private func grades(
        _ packed: PackedColumn<Int>, _ row: TableRow, _ columns: InspectionColumns<Int>
    ) throws(TableFault) -> [Finding] {
        var found: [Finding] = []
        // A line break within the cell parts its pairs.
        guard let text = text(packed.column, row, without: columns.missing) else { return [] }
        for pair in PackedColumn<Int>.pairs(in: TableEncoding.text(row[packed.column], in: encoding)) {
            guard let pair else { throw fault(.unknownGrade(text), packed.column, row) }
            if columns.missing.contains(pair.grade.lowercased()) { continue }
            guard let area = packed.areas[pair.area.lowercased()] else {
                throw fault(.unknownArea(pair.area), packed.column, row)
            }
            guard let id = columns.codes[pair.grade.lowercased()], !found.contains(where: { $0.area == area }) else {
                throw fault(.unknownGrade(pair.grade), packed.column, row)
            }
            found.append(Finding(area: area, name: pair.area, grade: Grade(id: id, printed: pair.grade), graded: nil))
        }
        return found
    }

    /// The inspection itself, and one for each day on which some of its areas were graded again: what was graded after
    /// its publication was graded by a later visit, which has no columns of its own.
    private func inspections(
        _ findings: Findings, _ columns: InspectionColumns<Int>, _ row: TableRow
    ) -> [TableInspection] {
        let published = findings.published ?? findings.start ?? .distantFuture
        let (again, first) = (
            findings.grades.filter { ($0.graded ?? published) > published },
            findings.grades.filter { ($0.graded ?? published) <= published }
        )
        let days = Set(again.compactMap(\.graded)).sorted()
        var found = days.map { day in
            inspection(
                again.filter { $0.graded == day }, InspectionDates(start: day, end: day), published: nil, columns, row,
                isPartial: true)
        }
        if !first.isEmpty || days.isEmpty {
            let dates = InspectionDates(start: findings.start, end: findings.end)
            found.append(inspection(first, dates, published: findings.published, columns, row, isPartial: false))
        }
        return found
    }

    private func inspection(
        _ grades: [Finding], _ dates: InspectionDates, published: CalendarDate?, _ columns: InspectionColumns<Int>,
        _ row: TableRow, isPartial: Bool
    ) -> TableInspection {
        let id = providerID(row)
        let predecessors = Set(header.era.predecessors.compactMap { number($0, row) }).subtracting([id ?? ""])
        return TableInspection(
            place: "row \(row.number)", link: nil, providerID: id,
            providerName: header.era.name.flatMap { text($0, row) },
            region: header.era.region.flatMap { text($0, row) }, predecessors: predecessors.sorted(),
            title: columns.title, framework: columns.framework, number: columns.number.flatMap { number($0, row) },
            idAtTheTime: columns.provider.flatMap { number($0, row) } ?? id, dates: dates, published: published,
            judgements: grades.map { finding in
                Judgement(
                    area: finding.area, grade: finding.grade.id, printed: finding.grade.printed, page: nil,
                    evidence: "\(finding.name): \(finding.grade.printed) (row \(row.number))")
            }, unsaid: columns.unsaid, isPartial: isPartial,
            facts: isPartial ? [:] : columns.facts.compactMapValues { text($0, row) })
    }

    private mutating func grade(
        _ column: Int, _ row: TableRow, _ columns: InspectionColumns<Int>
    ) throws(TableFault) -> Grade? {
        let key = key(column, row)
        if let known = grades[key] { return known }
        var grade: Grade?
        if let printed = text(column, row, without: columns.missing) {
            guard let id = columns.codes[printed.lowercased()] else { throw fault(.unknownGrade(printed), column, row) }
            grade = Grade(id: id, printed: printed)
        }
        grades[key] = .some(grade)
        return grade
    }

    private mutating func date(
        _ column: Int?, _ row: TableRow, _ columns: InspectionColumns<Int>
    ) throws(TableFault) -> CalendarDate? {
        guard let column else { return nil }
        let key = key(column, row)
        if let known = dates[key] { return known }
        var day: CalendarDate?
        if let text = text(column, row, without: columns.missing) {
            switch TableDate(text, forms: forms) {
            case .day(let found): day = found
            case .needsOrder: throw fault(.needsOrder(text), column, row)
            case .none: throw fault(.noDate(text), column, row)
            }
        }
        dates[key] = .some(day)
        return day
    }

    private func key(_ column: Int, _ row: TableRow) -> UInt64 {
        var key = RowHash(seed: UInt64(column * header.era.inspections.count + position))
        _ = row.add(column, to: &key)
        return key.value
    }

    /// Nil where the cell says that there is nothing, by the words of every column or by these.
    private func text(_ column: Int, _ row: TableRow, without words: Set<String> = []) -> String? {
        let cell = row[column]
        if cell.isEmpty { return nil }
        let decoded = TableEncoding.text(cell, in: encoding)
        let text = RowReading.isPlain(cell) ? decoded : decoded.collapsed
        let key = text.lowercased()
        return text.isEmpty || RowReading.nothing.contains(key) || words.contains(key) ? nil : text
    }

    /// A number or an id.
    private func number(_ column: Int, _ row: TableRow) -> String? { text(column, row).map(SheetNumber.withoutPoint) }

    private static let nothing: Set<String> = ["null", "-", "n/a", "redacted"]

    /// True for printable ASCII with single spaces, as nearly all cells are: nothing is to be collapsed there.
    private static func isPlain(_ cell: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in cell {
            if byte < 0x20 || byte > 0x7E || (byte == 0x20 && previous == 0x20) { return false }
            previous = byte
        }
        return true
    }

    private func fault(_ cause: TableFault.Cause, _ column: Int, _ row: TableRow) -> TableFault {
        TableFault(row: row.number, column: column + 1, name: header.names[column], cause: cause)
    }
}
