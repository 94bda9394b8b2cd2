import Feeds
import YAML

/// Reads what a feed says of its table beside the columns: which part of which file it is, which rows are meant, and how dates are
/// written. It may stand beside `table:`, for a built-in table too, or within it.
enum TableSelectionConfiguration {
    static let keys = ["where", "sheet", "member", "dates", "attachment"]

    /// A table that is read otherwise by any of these is another version of the map.
    static func read(_ mapping: YAMLMapping, into map: inout ColumnMap?) {
        if let node = mapping["attachment"] { map?.attachments = node.texts() }
        if let node = mapping["where"] { map?.conditions = conditions(node) }
        if let node = mapping["sheet"] { map?.sheet = node.label() }
        if let node = mapping["member"] { map?.member = node.label() }
        if let node = mapping["dates"] { map?.dates = dates(node) }
        let stated = keys.compactMap { key in
            mapping[key].map { "\(key): \($0.normalised)" }
        }
        if let version = map?.version, !stated.isEmpty {
            map?.version = RowHash.of("\(version)\n" + stated.joined(separator: "\n"))
        }
    }

    /// `dates: dmy`, `dates: month-year` or both.
    static func dates(_ node: YAMLNode) -> DateForms {
        let known = DateForms.Order.allCases.map(\.rawValue) + [months]
        let stated = node.members.compactMap { $0.name(of: "form of dates", known: known) }
        let orders = stated.compactMap(DateForms.Order.init)
        if orders.count > 1 { node.problem("a table has one order of day, month and year") }
        return DateForms(order: orders.first, readsMonths: stated.contains(months))
    }

    private static let months = "month-year"

    /// `where: {Column: value}` or `{Column: [value, other value]}`.
    static func conditions(_ node: YAMLNode) -> [RowCondition<ColumnNames>] {
        node.pairs().compactMap { name, values in
            let values = values.members.compactMap(\.scalar).map { value in
                value.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
            }
            if values.isEmpty {
                node.problem("\"\(name)\" has no value that a row must have")
                return nil
            }
            return RowCondition(column: ColumnNames([name]), values: Set(values))
        }
    }
}
