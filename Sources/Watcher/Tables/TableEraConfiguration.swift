import Feeds
import Inspections

/// Reads the columns of one era of a table.
enum TableEraConfiguration {
    static let keys =
        ["provider_id", "name", "region", "predecessors", "inspections"]
        + TableInspectionConfiguration.keys.filter { $0 != "provider_id" }

    static func era(
        _ mapping: ConfigurationMapping, words: GradeWords, vocabulary: RouteVocabulary?
    ) -> TableEra<ColumnNames>? {
        if mapping["provider_id"] == nil, mapping["name"] == nil {
            mapping.node.problem("\"provider_id\" or \"name\" is missing: a column must tell the provider")
        }
        let inspections =
            mapping["inspections"]?.list().map { node in
                node.mapping(keys: TableInspectionConfiguration.keys).flatMap {
                    TableInspectionConfiguration.columns($0, words: words, vocabulary: vocabulary)
                }
            } ?? [TableInspectionConfiguration.columns(mapping, words: words, vocabulary: vocabulary)]
        return TableEra(
            provider: mapping["provider_id"]?.column(), name: mapping["name"]?.column(),
            region: mapping["region"]?.column(),
            predecessors: (mapping["predecessors"]?.texts() ?? []).map { ColumnNames([$0]) },
            inspections: inspections.compactMap(\.self))
    }
}
