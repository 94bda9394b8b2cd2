/// Looks at one row after the other and keeps what the survey needs of them.
struct TableSurveyor {
    private let header: TableHeader
    private let seed: UInt64
    private let stated: TableEncoding?
    private let dates: DateForms
    /// Ascending.
    private let known: [Int64]
    /// Of any table.
    private let mostRows: Int
    /// What tells one inspection from another: its number, else its day, and the area of a long table.
    private let keys: [(number: Int?, start: Int?, area: Int?)]
    /// Of changed rows, where others are known already.
    private var related: RelatedRows
    private var reading: RowReading
    private var rows = 0
    private var seen = SurveyedRows()
    /// Numbers of the rows that were not known.
    private var changed = RangeSet<Int>()
    private var faults: [TableFault] = []
    /// Rows with characters beyond ASCII and the column of the first such cell, in order: in UTF-8, and in no UTF-8.
    private var wide: [Place] = []
    private var other: [Place] = []

    private struct Place {
        let row: Int32
        let column: Int32
    }

    init(
        header: TableHeader, seed: UInt64, stated: TableEncoding?, dates: DateForms, known: [Int64], mostRows: Int
    ) {
        self.header = header
        self.seed = seed
        self.stated = stated
        self.known = known
        self.mostRows = mostRows
        keys = header.era.inspections.map { ($0.number, $0.start, $0.long?.area) }
        related = RelatedRows(header.era)
        self.dates = dates
        reading = RowReading(header: header, encoding: stated, dates: dates)
    }

    mutating func look(at row: TableRow) throws(TableFault) {
        rows += 1
        do throws(TableFault) {
            try check(row)
            if !header.admits(row) {
                rows -= 1
                return
            }
            var hash = RowHash(seed: seed)
            for column in header.used where row.add(column, to: &hash) { note(row, column) }
            if hash.hasNUL { throw fault(.nulByte, header.used.first { row[$0].contains(0) }, row) }
            let fingerprint = related.fingerprint(of: row, hash: hash.value)
            if !isKnown(fingerprint) {
                try reading.check(row)
                changed.insert(contentsOf: row.number..<row.number + 1)
                if !known.isEmpty { related.add(row) }
            }
            seen.add(row.number, key: key(of: row), fingerprint: fingerprint)
        } catch {
            if error.cause == .anotherHeader, !header.isRepeated(by: row) { throw error }
            // No fault of the row: the other rows may tell what it means.
            if case .needsOrder = error.cause { throw error }
            faults.append(error)
            // More than any table may have: what they are need not be kept.
            if faults.count * 100 > mostRows { throw refusal(of: faults.count, first: faults[0]) }
        }
    }

    /// What was seen, once the last row was looked at.
    mutating func survey(delimiter: UInt8) throws(TableFault) -> TableSurvey {
        let isUTF8 = stated.map { $0 != .windows1252 } ?? (wide.count >= other.count)
        // Text that is UTF-8 in a table that is not would be read as rubbish, and the other way round.
        let strange = (isUTF8 ? other : stated == nil ? wide : []).map { place in
            TableFault(
                row: Int(place.row), column: Int(place.column) + 1, name: header.names[Int(place.column)],
                cause: .otherEncoding)
        }
        let (fingerprints, contradictions) = settle(without: Set(strange.map(\.row)))
        let faults = (self.faults + strange + contradictions).sorted { $0.row < $1.row }
        let leftOut = Set(faults.map(\.row))
        if let first = faults.first, leftOut.count * 100 > rows, leftOut.count > 10 || leftOut.count * 2 >= rows {
            throw refusal(of: leftOut.count, first: first)
        }
        for row in leftOut { changed.remove(contentsOf: row..<row + 1) }
        related.add(removed: known, insteadOf: fingerprints)
        return TableSurvey(
            header: header, delimiter: delimiter, dates: dates, encoding: isUTF8 ? .utf8 : .windows1252, rows: rows,
            fingerprints: fingerprints, changed: changed, related: related, faults: faults)
    }

    /// The fingerprints of the rows that nothing speaks against, ascending, and what contradicts each other.
    private mutating func settle(without strange: Set<Int>) -> (fingerprints: [Int64], contradictions: [TableFault]) {
        var fingerprints: [Int64] = []
        var contradictions: [TableFault] = []
        seen.takeGroups { rows in
            guard let first = rows.first else { return }
            guard let other = rows.first(where: { $0.fingerprint != first.fingerprint }) else {
                if !strange.contains(Int(first.number)) { fingerprints.append(first.fingerprint) }
                return
            }
            // Nobody can tell which of them is right.
            contradictions += rows.map { row in
                let against = row.fingerprint == first.fingerprint ? other : first
                return TableFault(row: Int(row.number), cause: .contradicts(row: Int(against.number)))
            }
        }
        fingerprints.sort()
        return (fingerprints, contradictions)
    }

    private func refusal(of faults: Int, first: TableFault) -> TableFault {
        TableFault(
            row: first.row, column: first.column, name: first.name,
            cause: .tooManyFaults(faults, rows: rows, first: first.words))
    }

    private func isKnown(_ fingerprint: Int64) -> Bool {
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low + high) / 2
            if known[middle] < fingerprint { low = middle + 1 } else { high = middle }
        }
        return low < known.count && known[low] == fingerprint
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
        if let column = header.era.who.first, row[column].count == header.names[column].utf8.count,
            ColumnNames.key(encoded(row[column])) == ColumnNames.key(header.names[column])
        {
            throw fault(.anotherHeader, column, row)
        }
    }

    private func key(of row: TableRow) -> UInt64 {
        var key = RowHash()
        for column in header.era.who { _ = row.add(column, to: &key) }
        for (number, start, area) in keys {
            let stated = number.flatMap { row.isNumber($0) ? $0 : nil }
            if let column = stated ?? start { _ = row.add(column, to: &key) }
            if let area { _ = row.add(area, to: &key) }
        }
        return key.value
    }

    private mutating func note(_ row: TableRow, _ column: Int) {
        let place = Place(row: Int32(truncatingIfNeeded: row.number), column: Int32(truncatingIfNeeded: column))
        if String(validating: row[column], as: UTF8.self) != nil {
            if wide.last?.row != place.row { wide.append(place) }
        } else if other.last?.row != place.row {
            other.append(place)
        }
    }

    private func encoded(_ cell: ArraySlice<UInt8>) -> String { String(decoding: cell, as: UTF8.self) }

    private func fault(_ cause: TableFault.Cause, _ column: Int?, _ row: TableRow) -> TableFault {
        TableFault(
            row: row.number, column: column.map { $0 + 1 },
            name: column.flatMap { $0 < header.names.count ? header.names[$0] : nil }, cause: cause)
    }
}

/// What a first look at a whole table tells: which rows are new, and which must be left out.
package struct TableSurvey: Sendable {
    let header: TableHeader
    let delimiter: UInt8
    /// In which forms its dates are read.
    let dates: DateForms
    let encoding: TableEncoding
    /// Rows under the header that are not empty, and meant.
    package let rows: Int
    /// Hashes of the rows that can be used, ascending.
    package let fingerprints: [Int64]
    /// Numbers of the rows that were not known and can be used.
    let changed: RangeSet<Int>
    /// What tells the rows that have to do with these.
    let related: RelatedRows
    /// Why rows were left out, in order of the table.
    package let faults: [TableFault]

    /// Names of columns that the map expects and the table has not: what they carry is not read.
    package var missing: [String] { header.missing }

    /// Rows that were not known and can be used.
    package var changedRows: Int { changed.ranges.reduce(0) { $0 + $1.count } }
}

/// The rows of a survey by what they are on: 24 bytes a row, in parts that grow and are sorted one at a time, so that
/// little is ever held twice.
///
/// What a row is on is told by 64 bits: of five million rows, two on different things are taken for one with a chance
/// of one in a million, and then both are left out, with their numbers told.
struct SurveyedRows {
    struct Row {
        /// Hash of what the row is on: a provider, one of its inspections, an area.
        let key: UInt64
        let fingerprint: Int64
        let number: Int32
    }

    private var parts = [[Row]](repeating: [], count: 256)

    mutating func add(_ number: Int, key: UInt64, fingerprint: Int64) {
        parts[Int(key >> 56)].append(Row(key: key, fingerprint: fingerprint, number: Int32(truncatingIfNeeded: number)))
    }

    /// Hands out the rows on one thing together, in order of the table, and keeps none.
    mutating func takeGroups(_ body: (ArraySlice<Row>) -> Void) {
        for part in parts.indices {
            var rest = parts[part]
            parts[part] = []
            rest.sort { ($0.key, $0.number) < ($1.key, $1.number) }
            var start = 0
            while start < rest.count {
                let end = rest[start...].firstIndex { $0.key != rest[start].key } ?? rest.count
                body(rest[start..<end])
                start = end
            }
        }
    }
}
