import Feeds
import Inspections
import Text
import Yams

extension ConfigurationNode {
    var isMapping: Bool { node.mapping != nil }

    /// A column by its name, or by all names that it has had; `{column: Name, optional: true}` where not every release has it.
    func column(isOptional: Bool = false) -> ColumnNames? {
        if isMapping {
            guard let mapping = mapping(keys: ["column", "optional"]) else { return nil }
            return mapping.required("column")?.column(isOptional: mapping["optional"]?.boolean() ?? false)
        }
        let names = texts()
        return names.isEmpty ? nil : ColumnNames(names, isOptional: isOptional)
    }

    func day() -> CalendarDate? {
        guard let day = scalar.flatMap(CalendarDate.init(iso:)) else {
            problem("must be a day such as 2023-01-31")
            return nil
        }
        return day
    }

    /// The members of a mapping whose keys are free, in order.
    func pairs() -> [(String, ConfigurationNode)] {
        guard let mapping = node.mapping else {
            problem("must be a mapping")
            return []
        }
        return mapping.compactMap { key, value in
            key.string.map {
                ($0, ConfigurationNode(node: value, path: path.isEmpty ? $0 : "\(path).\($0)", problems: problems))
            }
        }
    }

    /// Reports a name that is not known.
    func check(_ name: String, isOneOf known: [String], what: String) {
        if known.contains(name) { return }
        problem("there is no \(what) \"\(name)\"\(NearestName.hint(for: name, among: known))")
    }
}
