import Foundation
import History
import Inspections

/// The answer to `ratingwatch publications`.
struct PublicationsReport {
    let publications: [StoredPublication]

    func text(_ format: PublicationsFormat, style: TerminalStyle) -> String {
        switch format {
        case .jsonl: publications.map { json($0).text + "\n" }.joined()
        case .table: table(style)
        }
    }

    private func json(_ publication: StoredPublication) -> JSONValue {
        .object([
            .init("feed", .string(publication.feed)),
            .init("id", .string(publication.identity)),
            .init("url", .string(orNull: publication.documentURL)),
            .init("title", .string(orNull: publication.title)),
            .init("published", .string(orNull: publication.published?.iso)),
            .init("provider_id", .string(orNull: publication.providerID?.text)),
            .init("state", .string(publication.state.rawValue)),
            .init("reason", .string(orNull: publication.reason)),
            .init("attempts", .int(publication.attempts)),
            .init("next_try", .string(orNull: publication.nextTry?.iso8601)),
        ])
    }

    private func table(_ style: TerminalStyle) -> String {
        TextTable(
            header: ["published", "feed", "state", "title", "reason"],
            rows: publications.map {
                TextTable.Row(
                    cells: [
                        $0.published?.iso ?? "", $0.feed, $0.state.rawValue, $0.title ?? $0.identity, $0.reason ?? "",
                    ], direction: "")
            }
        ).text(style)
    }
}
