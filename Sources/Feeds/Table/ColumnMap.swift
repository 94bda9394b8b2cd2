import Text

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
    /// Words of the title of the page that is the release, where a collection has several: all titles that it has had.
    package var releases: [String] = []
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

    /// A table is read row by row, never as publications.
    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        throw FeedError(subject: base, cause: .needsConfiguration)
    }
}

/// The columns of a table as its publisher named them for a while: by name in the data, by number under a header.
package struct TableEra<Column: Sendable & Hashable>: Sendable, Hashable {
    /// The provider's number, in as many columns as it takes; empty where only a name tells it.
    package var provider: [Column]
    package var name: Column?
    package var region: Column?
    /// Ids that the provider had before: those of its inspections' time.
    package var predecessors: [Column]
    package var inspections: [InspectionColumns<Column>]

    package init(
        provider: Column? = nil, name: Column? = nil, region: Column? = nil, predecessors: [Column] = [],
        inspections: [InspectionColumns<Column>]
    ) {
        self.provider = provider.map { [$0] } ?? []
        self.name = name
        self.region = region
        self.predecessors = predecessors
        self.inspections = inspections
    }

    /// What tells whom a row is on: the number, else the name.
    var who: [Column] { provider.isEmpty ? name.map { [$0] } ?? [] : provider }

    /// With the places of its columns, as far as they have one; nil where nothing could be read: without the provider,
    /// or without any inspection.
    func placed<Other>(_ place: (Column) -> Other?, isOptional: (Column) -> Bool) -> TableEra<Other>? {
        let provider = provider.map(place)
        let name = name.flatMap(place)
        var placed = TableEra<Other>(
            name: name, region: region.flatMap(place), predecessors: predecessors.compactMap(place),
            inspections: inspections.compactMap { $0.placed(place, isOptional: isOptional) })
        placed.provider = provider.compactMap(\.self)
        let isKnown = placed.provider.count == provider.count && !placed.who.isEmpty
        return isKnown && !placed.inspections.isEmpty ? placed : nil
    }
}

/// The names that one column has had, newest first.
package struct ColumnNames: Sendable, Hashable {
    package let all: [String]
    /// True for a column that not every release has: nobody is told where it is missing.
    package let isOptional: Bool

    package init(_ all: [String], isOptional: Bool = false) {
        self.all = all
        self.isOptional = isOptional
    }

    /// Upper and lower case and runs of white space do not tell columns apart.
    static func key(_ name: String) -> String { name.lowercased().collapsed }

    var keys: [String] { all.map(ColumnNames.key) }
}

/// What a cell must say for its row to be read; rows of other schemes or kinds often stand in one table.
package struct RowCondition<Column: Sendable & Hashable>: Sendable, Hashable {
    package let column: Column
    /// In lower case, white space collapsed.
    package let values: Set<String>

    package init(column: Column, values: Set<String>) {
        self.column = column
        self.values = values
    }
}

extension RowCondition<Int> {
    func holds(for row: TableRow) -> Bool {
        let cell = row[column]
        let text = TableEncoding.text(cell, in: nil)
        return values.contains(text.collapsed.lowercased())
    }
}
