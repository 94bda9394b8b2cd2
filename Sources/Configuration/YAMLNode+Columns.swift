import Feeds
import YAML

extension YAMLNode {
    /// A column by its name, or by all names that it has had; `{column: Name, optional: true}` where not every release has it.
    func column(isOptional: Bool = false) -> ColumnNames? {
        if isMapping {
            guard let mapping = mapping(keys: ["column", "optional"]) else { return nil }
            return mapping.required("column")?.column(isOptional: mapping["optional"]?.boolean() ?? false)
        }
        let names = texts()
        return names.isEmpty ? nil : ColumnNames(names, isOptional: isOptional)
    }
}
