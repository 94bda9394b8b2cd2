package import Configuration
import Feeds
import Foundation
package import History
import Inspections
package import Text

/// The answer to `ratingwatch feeds`: the configured feeds, and how each of them does.
package struct FeedsReport {
    package struct Line {
        package let feed: FeedConfiguration
        /// `nil` before the first poll, and where what was polled under that name was another source: at another
        /// address, say.
        package let state: FeedState?
        /// Publications.
        package let known: Int
        /// Those whose document is still to be read.
        package let pending: Int
        /// Pages of providers that are still to be read, whose publications are not known before.
        package let pages: Int
        /// True while changes wait for an operator's word.
        package let isHeld: Bool

        /// The raw value is what `feeds`, `status` and the metrics say.
        package enum Condition: String, Sendable, CaseIterable {
            case good
            case notPolled = "not polled"
            case failing, held, ended, quiet, shrank

            /// True for what an operator should look at.
            package var isTrouble: Bool { self != .good && self != .notPolled }
        }

        /// Of several that hold the one that asks for more.
        package var condition: Condition {
            guard let state else { return .notPolled }
            if isHeld { return .held }
            if state.ended { return .ended }
            if state.failures > 0 { return .failing }
            if state.shrunk { return .shrank }
            return state.quiet ? .quiet : .good
        }
    }

    /// In the order of the configuration.
    package let feeds: [Line]

    package init(configured: [FeedConfiguration], in history: HistoryTransaction) throws {
        let counts = try history.publicationCounts()
        let pages = try history.pageCounts()
        feeds = try configured.map { feed in
            let known = try history.feedState(feed.name)
            let isSame = known.map { $0.identity.isAt(feed.url) && $0.kind ?? feed.kind.rawValue == feed.kind.rawValue }
            return Line(
                feed: feed, state: isSame == true ? known : nil, known: counts[feed.name]?.known ?? 0,
                pending: counts[feed.name]?.pending ?? 0, pages: pages[feed.name] ?? 0,
                isHeld: try history.brakedSince(feed: feed.name) != nil)
        }
    }

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
            .init("url", .string(RedactedAddress(ofFeed: line.state?.address ?? line.feed.url).text)),
            .init("condition", .string(line.condition.rawValue)),
            .init("last_success", .string(orNull: line.state?.lastSuccess?.iso8601)),
            .init("next_due", .string(orNull: line.state?.nextDue?.iso8601)),
            .init("failures", .int(line.state?.failures ?? 0)),
            .init("last_error", .string(orNull: line.state?.lastError)),
            .init("publications", .int(line.known)),
            .init("pending", .int(line.pending)),
            .init("pages_pending", .int(line.pages)),
        ])
    }

    /// What has a row of the table of its own: a feed, or, of a feed of several addresses, all of them that are good.
    private enum Entry {
        case feed(Line)
        case family(FeedFamily, [Line])
    }

    private var entries: [Entry] {
        var entries: [Entry] = []
        var seen: Set<String> = []
        for line in feeds {
            guard let family = line.feed.family else {
                entries.append(.feed(line))
                continue
            }
            guard seen.insert(family.name).inserted else { continue }
            let members = feeds.filter { $0.feed.family == family }
            entries.append(.family(family, members))
            entries += members.filter(\.condition.isTrouble).map { .feed($0) }
        }
        return entries
    }

    private func cells(_ entry: Entry, _ times: ReadableTime) -> [String] {
        switch entry {
        case .feed(let line):
            return [
                line.feed.name, line.condition.rawValue, String(line.known), String(line.pending),
                line.pages == 0 ? "" : String(line.pages), line.state?.lastSuccess.map(times.text) ?? "never",
                line.state?.nextDue.map(times.text) ?? "",
                line.state?.lastError
                    ?? (line.isHeld
                        ? "too much changed at once: `ratingwatch release \(ShellText.word(line.feed.name))`" : ""),
            ]
        case .family(let family, let lines):
            let conditions = Line.Condition.allCases.compactMap { condition in
                let count = lines.count { $0.condition == condition }
                return count == 0 ? nil : "\(count) \(condition.rawValue)"
            }
            let (known, pending) = (lines.map(\.known).reduce(0, +), lines.map(\.pending).reduce(0, +))
            return [
                family.name, conditions.joined(separator: ", "), String(known), String(pending), "",
                lines.compactMap { $0.state?.lastSuccess }.max().map(times.text) ?? "never",
                lines.compactMap { $0.state?.nextDue }.min().map(times.text) ?? "", "",
            ]
        }
    }

    private func table(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: Date())
        return TextTable(
            header: [
                "feed", "condition", .extra("publications", 2), .extra("documents to read", 3),
                .extra("pages to read", 4), .extra("last success", 1), .extra("next due", 2), .text("last error"),
            ],
            rows: entries.map { TextTable.Row(cells: cells($0, times), direction: "") }
        ).text(style)
    }
}

/// Forms in which `feeds` prints.
package enum FeedsFormat: String, Sendable, CaseIterable {
    case table, jsonl
}

extension Setup {
    /// `ratingwatch feeds`.
    package func feeds(format: FeedsFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let report = try await archive.feeds(configured: configuration.feeds)
        var complaints = report.feeds.isEmpty ? ["no feeds are configured; see man ratingwatch.yaml"] : []
        complaints += try await archive.heldBack(but: Set(feedNames)).map { "no longer configured: \($0)" }
        return Answer(report.text(format, style: style), complaint: complaints.joined(separator: "\n").nonEmpty)
    }
}
