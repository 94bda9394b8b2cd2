package import Configuration
import Foundation
import History
import Inspections
package import Text

/// Forms in which `fleet` prints.
package enum FleetFormat: String, Sendable, CaseIterable {
    case table, json
}

/// The answer to `ratingwatch fleet list`.
struct FleetReport {
    let daemons: [FleetDaemon]

    func text(_ style: TerminalStyle, now: Date) -> String {
        let times = ReadableTime(now: now)
        return TextTable(
            header: [
                "daemon", "does", "lease ends", "seen", "configuration", .extra("started", 1), .extra("version", 2),
            ],
            rows: daemons.map {
                TextTable.Row(
                    cells: [
                        $0.name, FleetReport.does($0), $0.until.map(times.text(iso8601:)) ?? "",
                        times.text(iso8601: $0.seen), String($0.configuration.prefix(8)),
                        times.text(iso8601: $0.started), $0.version,
                    ], direction: "")
            }
        ).text(style)
    }

    /// What a daemon does: hosts are many, and `--format json` names them.
    private static func does(_ daemon: FleetDaemon) -> String {
        if !daemon.leads { return "stands by" }
        if daemon.shares == ["fleet"] { return "leads" }
        let hosts = daemon.shares.filter { $0.hasPrefix("host:") }.count
        let rest = daemon.shares.filter { !$0.hasPrefix("host:") }.map { $0.replacing("receiver:", with: "receiver ") }
        return
            (rest.sorted { ($0 != "upkeep" ? 1 : 0, $0) < ($1 != "upkeep" ? 1 : 0, $1) }
            + (hosts == 0 ? [] : [hosts.counted("host")])).joined(separator: ", ")
    }

    /// Says that daemons would not all do the same; `nil` where they would.
    var difference: String? {
        let groups = Dictionary(grouping: daemons, by: \.configuration).values
            .map { $0.map(\.name).sorted().joined(separator: ", ") }.sorted()
        if groups.count < 2 { return nil }
        return "these are configured otherwise than the others, and will do otherwise when they lead: "
            + groups.joined(separator: "; ")
    }

    /// One object a line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try daemons.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
    }
}

extension Setup {
    /// What of the record's server may lose what was told already, or why it cannot be asked; a sentence each, none
    /// where the record is a file.
    package func doubtsOfServer() async -> [String] {
        guard configuration.fleet != nil else { return [] }
        do throws(HistoryError) {
            return try await History.doubtsOfServer(at: configuration.record)
        } catch {
            return ["\(error)"]
        }
    }

    /// `ratingwatch fleet list`.
    package func fleet(format: FleetFormat, style: TerminalStyle) async throws -> Answer {
        guard configuration.fleet != nil else {
            return Answer(
                "", complaint: "the record is a file, which one daemon uses; `history:` puts it on a server")
        }
        let daemons = try await archive?.fleet() ?? []
        let report = FleetReport(daemons: daemons)
        return Answer(
            format == .json ? try report.json() : report.text(style, now: Date()),
            complaint: daemons.isEmpty ? "no daemon has joined yet" : report.difference)
    }
}
