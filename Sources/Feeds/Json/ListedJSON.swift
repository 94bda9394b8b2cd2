package import Markup

/// How a JSON document is read: data, from the configuration.
package struct JSONMap: Sendable, Hashable {
    /// The array whose elements are the items.
    package let items: JSONPath
    /// What is read of each item.
    package var fields: ItemMap<JSONPath>
    /// Nil where one answer has all items.
    package var paging: JSONPaging?
    /// How many items all pages have together, as the publisher says.
    package var total: JSONPath?
    /// Changes when the map does: what was read by another map is read again.
    package var version: UInt64 = 0

    package init(items: JSONPath, fields: ItemMap<JSONPath> = ItemMap()) {
        self.items = items
        self.fields = fields
    }
}

/// How one page of a list leads to the next.
package enum JSONPaging: Sendable, Hashable {
    /// The address of the next page; the last has none.
    case next(JSONPath)
    /// A parameter of the address is the page's number; `pages`: where the number of the last stands. Without it, the
    /// first page without items is behind the last.
    case number(parameter: String, first: Int, pages: JSONPath?)
    /// A parameter of the address is the number of items to leave out. The last page is the one that brings them to
    /// `total`, or, without it, the first without items.
    case offset(parameter: String)
}

/// JSON of whatever publisher, by paths.
struct ListedJSON: FeedSource {
    /// `nil` where none is known: then nothing can be read.
    let map: JSONMap?

    let accept = "application/json"
    let noun = "feed"
    let key = SourceKey.optional(header: "Authorization")
    var content: SourceContent { map?.fields.content ?? .publications }
    var publisher: String? { map?.fields.grades?.scheme }
    var version: UInt64? { map?.version }
    var pages: JSONReader? { map.flatMap { $0.paging == nil ? nil : JSONReader(map: $0) } }

    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        guard let map else { throw FeedError(subject: base, cause: .needsConfiguration) }
        return try JSONReader.document(bytes, map: map, base: base, contentType: contentType)
    }
}
