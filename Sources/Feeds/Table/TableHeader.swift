import Text

/// The row that names a table's columns, with where they stand.
struct TableHeader: Sendable {
    let row: Int
    let era: TableEra<Int>
    let conditions: [RowCondition<Int>]
    /// As printed.
    let names: [String]
    /// Columns that are read, in order.
    let used: [Int]
    /// Columns up to the last that has a name.
    let width: Int
    /// Names of columns that the map expects and the table has not: what they carry is not read.
    let missing: [String]

    /// Rows in which a header is looked for.
    static let rowsToTry = 50

    /// `row`: the cells of one row. Nil, with the names that are missing, where nothing could be read under it.
    static func read(_ row: TableRow, map: ColumnMap) throws(TableFault) -> (header: TableHeader?, missing: [String]) {
        try read((0..<row.count).map { printed(row[$0]) }, row: row.number, map: map)
    }

    /// `names`: as printed.
    static func read(
        _ names: [String], row: Int, map: ColumnMap
    ) throws(TableFault) -> (header: TableHeader?, missing: [String]) {
        let places = ColumnPlaces(names)
        var best: (era: TableEra<Int>, search: ColumnSearch)?
        var fewest: [String]?
        for era in map.eras {
            var search = ColumnSearch(places)
            let placed = era.placed({ search.place($0) }, isOptional: \.isOptional)
            if let placed, search.missing.count < best?.search.missing.count ?? .max { best = (placed, search) }
            if search.missing.count < fewest?.count ?? .max { fewest = search.missing }
        }
        // Without the column of a condition nobody knew which rows are meant.
        var filter = ColumnSearch(places)
        let conditions = map.conditions.compactMap { condition in
            filter.place(condition.column).map { RowCondition(column: $0, values: condition.values) }
        }
        guard let best, filter.missing.isEmpty else { return (nil, (fewest ?? []) + filter.missing) }
        if let twice = best.search.ambiguous ?? filter.ambiguous {
            throw TableFault(row: row, column: twice + 1, name: names[twice], cause: .columnTwice)
        }
        let header = TableHeader(
            row: row, era: best.era, conditions: conditions, names: names, used: best.search.used.sorted(),
            width: (names.lastIndex { !$0.isEmpty } ?? 0) + 1, missing: best.search.missing)
        return (header, [])
    }

    /// True where a row repeats the name of a column that is read.
    func isRepeated(by row: TableRow) -> Bool {
        used.allSatisfy { ColumnNames.key(TableHeader.printed(row[$0])) == ColumnNames.key(names[$0]) }
    }

    /// Columns with dates, in order.
    var dateColumns: [Int] {
        let all = era.inspections.flatMap { [$0.start, $0.end, $0.published] + $0.areas.map(\.graded) }
        return Set(all.compactMap(\.self)).sorted()
    }

    func admits(_ row: TableRow) -> Bool { conditions.allSatisfy { $0.holds(for: row) } }

    private static func printed(_ cell: ArraySlice<UInt8>) -> String {
        TableEncoding.text(cell, in: nil).collapsed
    }
}

/// Where the names of a header stand.
private struct ColumnPlaces {
    private(set) var places: [String: Int] = [:]
    private(set) var doubled: Set<String> = []

    init(_ names: [String]) {
        for (place, name) in names.enumerated() where !name.isEmpty {
            let key = ColumnNames.key(name)
            if places[key] == nil { places[key] = place } else { doubled.insert(key) }
        }
    }
}

/// Looks up the columns of one era, and notes what it does not find.
private struct ColumnSearch {
    private let places: ColumnPlaces
    private(set) var used: Set<Int> = []
    /// Names of columns that are expected and not there, each once.
    private(set) var missing: [String] = []
    /// A column whose name stands there twice.
    private(set) var ambiguous: Int?

    init(_ places: ColumnPlaces) { self.places = places }

    mutating func place(_ column: ColumnNames) -> Int? {
        guard let key = column.keys.first(where: { places.places[$0] != nil }), let place = places.places[key] else {
            if !column.isOptional, let name = column.all.first, !missing.contains(name) { missing.append(name) }
            return nil
        }
        if places.doubled.contains(key) { ambiguous = place }
        used.insert(place)
        return place
    }
}
