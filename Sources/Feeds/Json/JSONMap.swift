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
    /// A parameter of the address is the page's number; `pages`: where the number of the last stands. Without it, the first page
    /// without items is behind the last.
    case number(parameter: String, first: Int, pages: JSONPath?)
    /// A parameter of the address is the number of items to leave out. The last page is the one that brings them to `total`, or,
    /// without it, the first without items.
    case offset(parameter: String)
}
