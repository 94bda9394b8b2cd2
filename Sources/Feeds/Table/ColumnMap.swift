/// How a table is read: data, from the configuration or built in.
package struct ColumnMap: Sendable, Hashable {
    /// The one that misses the fewest columns is the table's; of several the first.
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
    package var dates = DateForms()
    /// All must hold for a row to be read.
    package var conditions: [RowCondition<ColumnNames>] = []
    /// The sheet of a spreadsheet that is the table; nil for the first in which a header stands.
    package var sheet: String?
    /// The file of an archive that is the table; nil where it holds only one.
    package var member: String?
    /// True for a table that states no date: it tells the ratings that stand.
    package var isStanding = false
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

extension ColumnMap {
    /// Reads nothing.
    static let none = ColumnMap(eras: [])

    /// The `Accept` field of a request for a table.
    package static let accept = "text/csv, text/tab-separated-values;q=0.9, */*;q=0.1"
}

/// A table that lies at the source's own address.
struct TableAtAddress: TableSource {
    let map: ColumnMap

    var content: SourceContent { .table(self) }
    let accept = ColumnMap.accept
    let noun = "table"
    var publisher: String? { map.scheme }
    var version: UInt64? { map.version }

    func index(of url: String) -> String? { nil }

    func newest(_ index: [UInt8], base: String) throws(FeedError) -> StatisticsAttachment? { nil }

    /// A table is read row by row, never as publications.
    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        throw FeedError(subject: base, cause: .needsConfiguration)
    }
}
