import Feeds
import Foundation
import History
import HTTPTransport
import Inspections

/// The answer to `ratingwatch feeds`: the configured feeds, and how each of them does.
struct FeedsReport {
    struct Line {
        let feed: FeedConfiguration
        /// `nil` before the first poll.
        let state: FeedState?
        let known: Int
        let pending: Int

        /// One word: `ended` before `failing`, as nothing more is to come of it.
        var condition: String {
            guard let state else { return "not polled" }
            if state.ended { return "ended" }
            if state.failures > 0 { return "failing" }
            if state.shrunk { return "shrank" }
            return state.quiet ? "quiet" : "good"
        }
    }

    /// In the order of the configuration.
    let feeds: [Line]

    func text(_ format: FeedsFormat, style: TerminalStyle) -> String {
        switch format {
        case .jsonl: feeds.map { json($0).text + "\n" }.joined()
        case .table: table(style)
        }
    }

    private func json(_ line: Line) -> JSONValue {
        .object([
            .init("name", .string(line.feed.name)),
            .init("kind", .string(line.feed.kind.rawValue)),
            .init("url", .string(RedactedAddress(line.state?.address ?? line.feed.url, withPath: true).text)),
            .init("condition", .string(line.condition)),
            .init("last_success", .string(orNull: line.state?.lastSuccess?.iso8601)),
            .init("next_due", .string(orNull: line.state?.nextDue?.iso8601)),
            .init("failures", .int(line.state?.failures ?? 0)),
            .init("last_error", .string(orNull: line.state?.lastError)),
            .init("publications", .int(line.known)),
            .init("pending", .int(line.pending)),
        ])
    }

    private func table(_ style: TerminalStyle) -> String {
        TextTable(
            header: ["feed", "condition", "known", "pending", "last success", "next due", "last error"],
            rows: feeds.map { line in
                TextTable.Row(
                    cells: [
                        line.feed.name, line.condition, String(line.known), String(line.pending),
                        line.state?.lastSuccess?.iso8601 ?? "never", line.state?.nextDue?.iso8601 ?? "",
                        line.state?.lastError ?? "",
                    ], direction: "")
            }
        ).text(style)
    }
}
