import Inspections

/// A whole table with the map that it is read by.
///
/// The rule for a table with faults. What may have shifted cells under other columns, or hides rows, refuses the whole
/// table: no header or two different ones, a name twice, a quotation mark that is never closed, sizes that no real
/// table has. A fault that one row keeps to itself leaves that row out, and says so: another number of cells than the
/// header has, a NUL byte, bytes of another encoding, a grade or a date that is none, no provider, two rows that
/// contradict each other. A row left out says nothing, so what was known stays. Where more than one row in a hundred,
/// and more than ten or half of all, are at fault, it is the reading that is wrong, and the whole table is refused.
package struct TableFile: Sendable {
    private let content: any TableContent
    /// Where the first row begins.
    private let start: Int
    private let stated: TableEncoding?
    private let map: ColumnMap
    private let form: TableForm?
    private let limits: TableLimits

    package init(
        _ content: any TableContent, map: ColumnMap, limits: TableLimits = .current
    ) throws(TableFault) {
        form = TableForm(try content.bytes(from: 0, count: 1024))
        (self.content, start, stated) = try TableEncoding.prepared(content, stated: map.encoding)
        self.map = map
        self.limits = limits
    }

    /// Looks at every row; `known` are the fingerprints, ascending, of rows that were read before and are not looked
    /// into again.
    package func survey(known: [Int64] = []) throws(TableFault) -> TableSurvey {
        let (header, delimiter) = try findHeader()
        do throws(TableFault) {
            let survey = try survey(header, delimiter, dates: map.dates, known: known)
            if map.dates.order == nil { try checkDates(related: survey) }
            return survey
        } catch {
            guard case .needsOrder = error.cause, map.dates.order == nil else { throw error }
            var dates = map.dates
            dates.order = try order(header, delimiter, example: error)
            return try survey(header, delimiter, dates: dates, known: known)
        }
    }

    private func survey(
        _ header: TableHeader, _ delimiter: UInt8, dates: DateForms, known: [Int64]
    ) throws(TableFault) -> TableSurvey {
        var surveyor = TableSurveyor(
            header: header, seed: map.version, stated: stated, dates: dates, known: known, mostRows: limits.rows)
        try RowReader.read(content, from: start, delimiter: delimiter, limits: limits) { row throws(TableFault) in
            if row.number > header.row { try surveyor.look(at: row) }
            return true
        }
        return try surveyor.survey(delimiter: delimiter)
    }

    /// Rows that are known are read again where they have to do with one that is changed or gone: an order that theirs
    /// alone need must be known too.
    private func checkDates(related survey: TableSurvey) throws(TableFault) {
        if survey.related.isEmpty { return }
        var reading = RowReading(header: survey.header, encoding: survey.encoding, dates: survey.dates)
        let leftOut = Set(survey.faults.map(\.row))
        try RowReader.read(content, from: start, delimiter: survey.delimiter, limits: limits) {
            row throws(TableFault) in
            if row.number > survey.header.row, !leftOut.contains(row.number), survey.header.admits(row),
                survey.related.contains(row)
            {
                try reading.check(row)
            }
            return true
        }
    }

    /// The order in which the table's dates have their numbers, as they prove it; `example`: the first that needs it.
    private func order(
        _ header: TableHeader, _ delimiter: UInt8, example: TableFault
    ) throws(TableFault) -> DateForms.Order {
        var evidence = DateEvidence()
        let reading = RowReading(header: header, encoding: stated, dates: map.dates)
        try RowReader.read(content, from: start, delimiter: delimiter, limits: limits) { row throws(TableFault) in
            if row.number > header.row, header.admits(row) {
                for date in reading.dates(row) { evidence.add(date.text) }
            }
            return !evidence.isEnough
        }
        guard let order = evidence.order else { throw example }
        return order
    }

    /// Gives every inspection that a changed row states, and those of rows that have to do with it or with a row that
    /// is gone; one inspection's rows of a long table come as one. `graded` hears of each of these rows whom it is on,
    /// and which of its grades could be read.
    package func inspections(
        in survey: TableSurvey, graded: (GradedProvider) -> Void = { _ in }, _ body: (TableInspection) throws -> Void
    ) throws {
        if survey.header.era.inspections.contains(where: { $0.long != nil }) {
            return try longInspections(in: survey, graded, body)
        }
        try eachRow(of: survey) { row, reading in
            guard survey.changed.contains(row.number) || survey.related.contains(row) else { return }
            let inspections = try reading.inspections(row)
            graded(reading.graded(row, inspections))
            for inspection in inspections { try body(inspection) }
        }
    }

    /// Rows on one inspection may stand anywhere in a long table: it is gone through as often as it takes to hold those
    /// of a few thousand providers at a time. A provider's inspections come in order of the table.
    private func longInspections(
        in survey: TableSurvey, _ graded: (GradedProvider) -> Void, _ body: (TableInspection) throws -> Void
    ) throws {
        var changed: Set<Int> = []
        try eachRow(of: survey) { row, reading in
            if survey.changed.contains(row.number) || survey.related.contains(row) {
                changed.insert(reading.provider(row).hashValue)
            }
        }
        let parts = changed.count / limits.providers + 1
        for part in 0..<parts {
            var gathered = LongInspections()
            try eachRow(of: survey) { row, reading in
                let provider = reading.provider(row).hashValue
                guard changed.contains(provider), provider.magnitude % UInt(parts) == part else { return }
                let inspections = try reading.inspections(row)
                graded(reading.graded(row, inspections))
                for inspection in inspections {
                    gathered.add(inspection, isChanged: survey.changed.contains(row.number))
                }
            }
            for inspection in survey.related.isEmpty ? gathered.changed : gathered.all { try body(inspection) }
        }
    }

    /// Goes through the rows that can be used.
    private func eachRow(of survey: TableSurvey, _ body: (TableRow, inout RowReading) throws -> Void) throws {
        var reading = RowReading(header: survey.header, encoding: survey.encoding, dates: survey.dates)
        let leftOut = Set(survey.faults.map(\.row))
        var failure: (any Error)?
        try RowReader.read(content, from: start, delimiter: survey.delimiter, limits: limits) {
            row throws(TableFault) in
            guard row.number > survey.header.row, !leftOut.contains(row.number), survey.header.admits(row) else {
                return true
            }
            do { try body(row, &reading) } catch {
                failure = error
                return false
            }
            return true
        }
        if let failure { throw failure }
    }

    /// Goes through all rows under the header, also those that cannot be used.
    func eachBareRow(of survey: TableSurvey, _ body: (TableRow) -> Void) throws(TableFault) {
        try RowReader.read(content, from: start, delimiter: survey.delimiter, limits: limits) {
            row throws(TableFault) in
            if row.number > survey.header.row { body(row) }
            return true
        }
    }

    /// The header, and the delimiter that makes it one.
    private func findHeader() throws(TableFault) -> (TableHeader, UInt8) {
        if let form { throw TableFault(row: 1, cause: .otherForm(form)) }
        var nearest: TableFault?
        var fewest = Int.max
        for delimiter in map.delimiter.map({ [$0] }) ?? Array(",;\t|".utf8) {
            var found: TableHeader?
            try RowReader.read(content, from: start, delimiter: delimiter, limits: limits) { row throws(TableFault) in
                if let only = map.headerRow, row.number < only { return true }
                if row.number > (map.headerRow ?? TableHeader.rowsToTry) { return false }
                let (header, missing) = try TableHeader.read(row, map: map)
                found = header
                if header == nil, missing.count < fewest {
                    fewest = missing.count
                    nearest = TableFault(row: row.number, cause: .noHeader(missing: missing))
                }
                return header == nil
            }
            if let found { return (found, delimiter) }
        }
        throw nearest ?? TableFault(row: 1, cause: .noRows)
    }
}

/// Puts the rows of a long table together: those on one inspection of one provider are one.
struct LongInspections {
    private struct Key: Hashable {
        let provider: String?
        let number: String?
        let start: String?
        let framework: String?
    }

    private var found: [Key: TableInspection] = [:]
    private var order: [Key] = []
    private var changedKeys: Set<Key> = []

    /// Those with at least one changed row, in order of the table.
    var changed: [TableInspection] { order.filter(changedKeys.contains).compactMap { found[$0] } }

    /// In order of the table.
    var all: [TableInspection] { order.compactMap { found[$0] } }

    mutating func add(_ inspection: TableInspection, isChanged: Bool) {
        let key = Key(
            provider: inspection.providerID ?? inspection.providerName, number: inspection.number,
            start: inspection.dates.start?.iso, framework: inspection.framework)
        if isChanged { changedKeys.insert(key) }
        if found[key] == nil {
            order.append(key)
            found[key] = inspection
        } else {
            found[key]?.judgements += inspection.judgements
        }
    }
}
