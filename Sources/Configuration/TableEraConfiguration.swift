import Feeds
import Inspections
import YAML

/// Reads the columns of one era of a table.
enum TableEraConfiguration {
    static let keys =
        ["provider_id", "name", "region", "predecessors", "inspections"]
        + TableInspectionConfiguration.keys.filter { $0 != "provider_id" && $0 != "where" && $0 != "optional" }

    static func era(
        _ mapping: YAMLMapping, inherited: String? = nil, words: GradeWords, vocabulary: RouteVocabulary?
    ) -> TableEra<ColumnNames>? {
        if mapping["provider_id"] == nil, mapping["name"] == nil {
            mapping.node.problem("\"provider_id\" or \"name\" is missing: a column must tell the provider")
        }
        let framework =
            mapping["inspections"] == nil
            ? inherited : mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks).first ?? inherited
        let inspections =
            mapping["inspections"]?.list().map { node in
                node.mapping(keys: TableInspectionConfiguration.keys).flatMap {
                    TableInspectionConfiguration.columns(
                        $0, inherited: framework, words: words, vocabulary: vocabulary)
                }
            } ?? [
                TableInspectionConfiguration.columns(
                    mapping, inherited: framework, words: words, vocabulary: vocabulary)
            ]
        var era = TableEra(
            name: mapping["name"]?.column(),
            region: mapping["region"]?.column(),
            predecessors: (mapping["predecessors"]?.members ?? []).compactMap { $0.column() },
            inspections: inspections.compactMap(\.self))
        era.provider = mapping["provider_id"].map(providerColumns) ?? []
        return era
    }

    /// `provider_id: Id`, or `provider_id: {parts: [Authority, Number]}` where several columns make the id.
    private static func providerColumns(_ node: YAMLNode) -> [ColumnNames] {
        guard node.isMapping else { return node.column().map { [$0] } ?? [] }
        guard let parts = node.mapping(keys: ["parts"])?.required("parts") else { return [] }
        return parts.list().compactMap { $0.column() }
    }
}
