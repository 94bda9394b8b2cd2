package import Feeds
package import Markup
package import Reports
import YAML

/// The part `limits:`: how much of what comes from outside is read before it is refused, by the key that says so.
package struct LimitsConfiguration: Sendable {
    package var markup = MarkupLimits()
    package var tables = TableLimits()
    package var reports = ReportLimits()
    /// Bytes from which on a document is read alone: of such only one is in memory at a time.
    package var heavy = 2_000_000

    package init() {}

    init(_ node: YAMLNode) {
        let keys = [
            "document", "nodes", "items", "heavy", "report_text", "pdf_time", "rows", "columns", "row", "cell",
            "expanded",
        ]
        guard let mapping = node.mapping(keys: keys) else { return }
        func count(_ key: String, _ value: inout Int) { value = mapping[key]?.integer(in: 1...1_000_000_000) ?? value }
        func size(_ key: String, _ value: inout Int) { value = mapping[key]?.size() ?? value }
        size("document", &markup.documentBytes)
        count("nodes", &markup.nodes)
        count("items", &markup.items)
        size("heavy", &heavy)
        size("report_text", &reports.textBytes)
        reports.pdfSeconds = mapping["pdf_time"]?.duration(atLeast: 1) ?? reports.pdfSeconds
        count("rows", &tables.rows)
        count("columns", &tables.columns)
        size("row", &tables.rowBytes)
        size("cell", &tables.cellBytes)
        size("expanded", &tables.expandedBytes)
    }

    /// Does something that keeps to them.
    package func holding<Value, Failure>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await MarkupLimits.$current.withValue(markup) {
            await TableLimits.$current.withValue(tables) {
                await ReportLimits.$current.withValue(reports) {
                    do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
                }
            }
        }
        return try result.get()
    }

    /// The same without a wait.
    package func holding<Value>(_ body: () throws -> Value) rethrows -> Value {
        try MarkupLimits.$current.withValue(markup) {
            try TableLimits.$current.withValue(tables) { try ReportLimits.$current.withValue(reports) { try body() } }
        }
    }
}
