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
