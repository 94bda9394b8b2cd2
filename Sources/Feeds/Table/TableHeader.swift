import Text

/// The row that names a table's columns, with where they stand.
struct TableHeader: Sendable {
    let row: Int
    let era: TableEra<Int>
    /// As printed.
    let names: [String]
    /// Columns that are read, in order.
    let used: [Int]
    /// Columns up to the last that has a name.
    let width: Int

    /// Rows in which a header is looked for.
    static let rowsToTry = 8

    /// `names`: the cells of one row. Nil, with the names that are missing, where no era's columns are all there.
    static func read(
        _ row: TableRow, eras: [TableEra<ColumnNames>]
    ) throws(TableFault) -> (header: TableHeader?, missing: [String]) {
        let names = (0..<row.count).map { printed(row[$0]) }
        var places: [String: Int] = [:]
        var doubled: Set<String> = []
        for (place, name) in names.enumerated() where !name.isEmpty {
            let key = ColumnNames.key(name)
            if places[key] == nil { places[key] = place } else { doubled.insert(key) }
        }
        var fewest: [String]?
        for era in eras {
            var missing: [String] = []
            var ambiguous: Int?
            var used: Set<Int> = []
            let placed = era.map { column -> Int in
                guard let key = column.keys.first(where: { places[$0] != nil }), let place = places[key] else {
                    missing.append(column.all.first ?? "")
                    return 0
                }
                if doubled.contains(key) { ambiguous = place }
                used.insert(place)
                return place
            }
            if missing.isEmpty {
                if let ambiguous {
                    throw TableFault(
                        row: row.number, column: ambiguous + 1, name: names[ambiguous], cause: .columnTwice)
                }
                let width = (names.lastIndex { !$0.isEmpty } ?? 0) + 1
                return (
                    TableHeader(row: row.number, era: placed, names: names, used: used.sorted(), width: width), []
                )
            }
            if missing.count < fewest?.count ?? .max { fewest = missing }
        }
        return (nil, fewest ?? [])
    }

    /// True where a row repeats the name of a column that is read.
    func isRepeated(by row: TableRow) -> Bool {
        used.allSatisfy { ColumnNames.key(TableHeader.printed(row[$0])) == ColumnNames.key(names[$0]) }
    }

    private static func printed(_ cell: ArraySlice<UInt8>) -> String {
        (String(validating: cell, as: UTF8.self) ?? TableEncoding.windows1252.text(cell)).collapsed
    }
}
