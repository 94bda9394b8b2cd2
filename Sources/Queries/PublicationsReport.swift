package import Configuration
import Foundation
import History
import Inspections
package import Text

/// The answer to `ratingwatch publications`.
struct PublicationsReport {
    let publications: [StoredPublication]
    /// Of the providers that are known.
    let names: [ProviderID: String]
    /// By row: since when a publication is gone.
    let withdrawn: [Int64: CalendarDate]

    func text(_ format: PublicationsFormat, style: TerminalStyle) -> String {
        switch format {
        case .jsonl: publications.map { json($0).text + "\n" }.joined()
        case .csv: csv
        case .table: table(style)
        }
    }

    /// As it is known, else as the feed states it.
    private func provider(_ publication: StoredPublication) -> String? {
        publication.providerID.flatMap { names[$0] } ?? publication.providerName
    }

    private func json(_ publication: StoredPublication) -> JSONValue {
        .object([
            .init("feed", .string(publication.feed)),
            .init("id", .string(publication.identity)),
            .init("url", .string(orNull: publication.documentURL)),
            .init("title", .string(orNull: publication.title)),
            .init("published", .string(orNull: publication.published?.iso)),
            .init("provider", .string(orNull: provider(publication))),
            .init("provider_id", .string(orNull: publication.providerID?.text)),
            .init("state", .string(publication.state.rawValue)),
            .init("reason", .string(orNull: publication.reason)),
            .init("attempts", .int(publication.attempts)),
            .init("next_try", .string(orNull: publication.nextTry?.iso8601)),
            .init("withdrawn", .string(orNull: publication.row.flatMap { withdrawn[$0] }?.iso)),
        ])
    }

    /// Why it is in its state, and that it is gone.
    private func reason(_ publication: StoredPublication) -> String {
        let gone = publication.row.flatMap { withdrawn[$0] }.map { "withdrawn \($0.iso)" }
        return [gone, publication.reason].compactMap(\.self).joined(separator: "; ")
    }

    private var csv: String {
        let header = [
            "published", "provider", "provider_id", "feed", "state", "title", "reason", "attempts", "next_try", "url",
            "id",
        ]
        return CSVText.line(header)
            + publications.map {
                CSVText.line([
                    $0.published?.iso ?? "", provider($0) ?? "", $0.providerID?.text ?? "", $0.feed, $0.state.rawValue,
                    $0.title ?? "", reason($0), String($0.attempts), $0.nextTry?.iso8601 ?? "",
                    $0.documentURL ?? "", $0.identity,
                ])
            }.joined()
    }

    private func table(_ style: TerminalStyle) -> String {
        TextTable(
            header: [
                "published", .text("provider"), .extra("feed", 2), "state", .extra("title", 1, isText: true),
                .text("reason"),
            ],
            rows: publications.map {
                TextTable.Row(
                    cells: [
                        $0.published?.iso ?? "", provider($0) ?? "", $0.feed, $0.state.rawValue,
                        $0.title ?? $0.identity, reason($0),
                    ], direction: "")
            }
        ).text(style)
    }
}

/// Forms in which `publications` prints.
package enum PublicationsFormat: String, Sendable, CaseIterable {
    case table, jsonl, csv
}

extension Setup {
    /// `ratingwatch publications`.
    package func publications(
        feed: String?, provider: String?, format: PublicationsFormat, style: TerminalStyle
    ) async throws -> Answer {
        let archive = try archive
        let feed = try await known(feed: feed, in: archive)
        guard let archive else { return nothingYet(isGood: true) }
        let found = try await known(provider, in: archive)
        let report = try await archive.publications(ofFeeds: feed.map(members), provider: found)
        let asked =
            (found.map { " on \($0.name) (\($0.id.text))" } ?? "") + (feed.map { " of the feed \($0)" } ?? "")
        let nothing = report.publications.isEmpty ? ["no publication\(asked) has been seen yet"] : []
        return Answer(
            report.text(format, style: style),
            complaint: (nothing + (try await archive.heldBack())).joined(separator: "\n").nonEmpty)
    }
}
