/// How much of a table is held at a time and read at all; what is beyond them is no real table.
package struct TableLimits: Sendable, Hashable {
    /// Of one cell; a lost quotation mark makes one cell of all that follows.
    package var cellBytes: Int
    package var rowBytes: Int
    package var columns: Int
    package var rows: Int
    /// Of a long table, whose inspections are put together at a time.
    package var providers: Int
    /// Of one file of an archive, once it is expanded.
    package var expandedBytes = 2 << 30
    /// How many times its compressed size such a file may have, beyond its first `trustedBytes`.
    package var expansion = 200
    package var trustedBytes = 16 << 20
    /// Of the texts that the cells of a spreadsheet share.
    package var sharedTextBytes = 96 << 20

    package init(
        cellBytes: Int = 64 << 10, rowBytes: Int = 1 << 20, columns: Int = 4096, rows: Int = 5_000_000,
        providers: Int = 5000
    ) {
        self.cellBytes = cellBytes
        self.rowBytes = rowBytes
        self.columns = columns
        self.rows = rows
        self.providers = providers
    }

    package static let `default` = TableLimits()
}
