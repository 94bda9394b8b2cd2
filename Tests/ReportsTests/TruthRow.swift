/// What one real document is known to state.
struct TruthRow: Sendable {
    /// `reports.csv`, `letters.csv` or `send.csv`.
    let kind: String
    let cells: [String: String]

    private static let others: Set<String> = [
        "urn", "provider", "framework", "full", "file_id", "invented", "published", "published_printed",
        "dates_printed", "inspection_start", "inspection_end", "lead_inspector", "listed_as", "path",
    ]

    var path: String { cells["path"] ?? "" }

    /// The name under which its fields are counted.
    var framework: String { cells["framework"] ?? (kind == "send.csv" ? "area-send" : "letter") }

    /// Each field by name; an empty text where the document states none.
    var fields: [String: String] {
        var fields = ["provider": cells["provider"] ?? "", "urn": cells["urn"] ?? ""]
        switch kind {
        case "reports.csv":
            fields["framework"] = cells["framework"] ?? ""
            fields["start"] = cells["inspection_start"] ?? ""
            fields["end"] = cells["inspection_end"] ?? ""
            fields["published"] = cells["published_printed"] ?? ""
            fields["lead inspector"] = cells["lead_inspector"] ?? ""
            for (name, value) in cells where !TruthRow.others.contains(name) { fields["grade \(name)"] = value }
        case "letters.csv":
            fields["start"] = cells["visit_start"] ?? ""
            fields["end"] = cells["visit_end"] ?? ""
            fields["priority action"] = cells["priority_action"] ?? ""
        default:
            fields["framework"] = "area-send"
            fields["start"] = cells["start"] ?? ""
            fields["end"] = cells["end"] ?? ""
            fields["grade arrangements"] = cells["outcome"] ?? ""
        }
        return fields
    }
}
