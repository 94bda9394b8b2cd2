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
            header: ["daemon", "does", "seen", .extra("started", 1), .extra("version", 2)],
            rows: daemons.map {
                TextTable.Row(
                    cells: [
                        $0.name, $0.leads ? "leads" : "stands by", times.text(iso8601: $0.seen),
                        times.text(iso8601: $0.started), $0.version,
                    ], direction: "")
            }
        ).text(style)
    }

    /// One object a line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try daemons.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
    }
}

extension Setup {
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
            complaint: daemons.isEmpty ? "no daemon has joined yet" : nil)
    }
}
