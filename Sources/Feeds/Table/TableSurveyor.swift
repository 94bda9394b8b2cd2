/// Looks at one row after the other and keeps what the survey needs of them.
struct TableSurveyor {
    private struct Entry {
        let row: Int
        let fingerprint: UInt64
        let isNew: Bool
    }

    private let header: TableHeader
    private let seed: UInt64
    private let stated: TableEncoding?
    private let known: Set<UInt64>
    private let keyColumns: [Int]
    private var reading: RowReading
    private var rows = 0
    private var entries: [Entry] = []
    private var faults: [TableFault] = []
    /// Which inspection a row is on -> its place among the entries.
    private var places: [UInt64: Int] = [:]
    /// Rows with characters beyond ASCII -> the column of the first such cell: in UTF-8, and in no UTF-8.
    private var wide: [Int: Int] = [:]
    private var other: [Int: Int] = [:]

    init(header: TableHeader, seed: UInt64, stated: TableEncoding?, known: Set<UInt64>) {
        self.header = header
        self.seed = seed
        self.stated = stated
        self.known = known
        let era = header.era
        keyColumns =
            [era.provider ?? era.name].compactMap(\.self)
            + era.inspections.flatMap { [$0.number ?? $0.start, $0.long?.area].compactMap(\.self) }
        // Grades and dates are ASCII: the encoding, which is told only at the end, does not matter to them.
        reading = RowReading(header: header, encoding: stated ?? .windows1252)
    }

    mutating func look(at row: TableRow) throws(TableFault) {
        rows += 1
        do throws(TableFault) {
            try check(row)
            var hash = RowHash(seed: seed)
            for column in header.used where row.add(column, to: &hash) { note(row, column) }
            if hash.hasNUL { throw fault(.nulByte, header.used.first { row[$0].contains(0) }, row) }
            let isNew = !known.contains(hash.value)
            if isNew { try reading.check(row) }
            try add(Entry(row: row.number, fingerprint: hash.value, isNew: isNew), key: key(of: row), row)
        } catch {
            if error.cause == .anotherHeader, !header.isRepeated(by: row) { throw error }
            faults.append(error)
        }
    }

    /// What was seen, once the last row was looked at.
    func survey(delimiter: UInt8) throws(TableFault) -> TableSurvey {
        let isUTF8 = stated.map { $0 != .windows1252 } ?? (wide.count >= other.count)
        // Text that is UTF-8 in a table that is not would be read as rubbish, and the other way round.
        let strange = (isUTF8 ? other : stated == nil ? wide : [:]).map { row, column in
            TableFault(row: row, column: column + 1, name: header.names[column], cause: .otherEncoding)
        }
        let faults = (self.faults + strange).sorted { $0.row < $1.row }
        let leftOut = Set(faults.map(\.row))
        if let first = faults.first, leftOut.count * 100 > rows, leftOut.count > 10 || leftOut.count * 2 >= rows {
            throw TableFault(
                row: first.row, column: first.column, name: first.name,
                cause: .tooManyFaults(leftOut.count, rows: rows, first: first.words))
        }
        let good = entries.filter { !leftOut.contains($0.row) }
        return TableSurvey(
            header: header, delimiter: delimiter, encoding: isUTF8 ? .utf8 : .windows1252, rows: rows,
            fingerprints: Set(good.map(\.fingerprint)), changed: Set(good.filter(\.isNew).map(\.row)), faults: faults)
    }

    /// Throws where cells may stand under other columns than their own.
    private func check(_ row: TableRow) throws(TableFault) {
        if let column = row.brokenColumn { throw fault(.textBehindQuote, column - 1, row) }
        let count = row.count
        let isShort = count < header.width
        let isLong = count > header.names.count && (header.names.count..<count).contains { !row[$0].isEmpty }
        if isShort || isLong {
            throw fault(.ragged(cells: count, header: header.names.count), nil, row)
        }
        if let column = header.era.provider ?? header.era.name, row[column].count == header.names[column].utf8.count,
            ColumnNames.key(encoded(row[column])) == ColumnNames.key(header.names[column])
        {
            throw fault(.anotherHeader, column, row)
        }
    }

    private mutating func add(_ entry: Entry, key: UInt64, _ row: TableRow) throws(TableFault) {
        if let place = places[key], entries[place].fingerprint != entry.fingerprint {
            // Nobody can tell which of the two is right.
            let earlier = entries[place].row
            faults.append(TableFault(row: earlier, cause: .contradicts(row: row.number)))
            throw TableFault(row: row.number, cause: .contradicts(row: earlier))
        }
        places[key] = entries.count
        entries.append(entry)
    }

    private func key(of row: TableRow) -> UInt64 {
        var key = RowHash()
        for column in keyColumns { _ = row.add(column, to: &key) }
        return key.value
    }

    private mutating func note(_ row: TableRow, _ column: Int) {
        if String(validating: row[column], as: UTF8.self) != nil {
            if wide[row.number] == nil { wide[row.number] = column }
        } else if other[row.number] == nil {
            other[row.number] = column
        }
    }

    private func encoded(_ cell: ArraySlice<UInt8>) -> String { String(decoding: cell, as: UTF8.self) }

    private func fault(_ cause: TableFault.Cause, _ column: Int?, _ row: TableRow) -> TableFault {
        TableFault(
            row: row.number, column: column.map { $0 + 1 },
            name: column.flatMap { $0 < header.names.count ? header.names[$0] : nil }, cause: cause)
    }
}
