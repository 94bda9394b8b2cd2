/// How a table is read: data, from the configuration or built in.
package struct ColumnMap: Sendable, Hashable {
    /// The first whose columns are all there is the table's.
    package let eras: [TableEra<ColumnNames>]
    /// What a provider's id begins with: `ofsted`.
    package var scheme: String
    /// `school`, or `unknown`.
    package var providerKind: String
    /// From 1; nil where the row that has the names is looked for.
    package var headerRow: Int?
    /// Nil where it is told by the bytes.
    package var encoding: TableEncoding?
    /// Nil where it is the one that makes a header.
    package var delimiter: UInt8?
    /// Words of the title of the attachment that is the table, where a page has several: all titles that it has had.
    package var attachments: [String] = []
    /// Changes when the map does: a table that was read by another map is read again.
    package var version: UInt64

    package init(eras: [TableEra<ColumnNames>], scheme: String = "ofsted", providerKind: String = "unknown") {
        self.eras = eras
        self.scheme = scheme
        self.providerKind = providerKind
        version = 0
    }
}
