package import Configuration
import Foundation
import History
import Inspections
package import Text

/// Forms in which `doubts` prints.
package enum DoubtsFormat: String, Sendable, CaseIterable {
    case table, jsonl
}

/// One publication in doubt, with what its places state.
struct Doubt {
    let publication: StoredPublication
    /// As it is known; `nil` where nobody is named.
    let provider: Provider?
    let witnesses: [Witness]
    let since: Date?
}

/// The answer to `ratingwatch doubts`.
struct DoubtsReport {
    /// The oldest first.
    let doubts: [Doubt]
    private let names: ReaderNames

    init(in history: HistoryTransaction, names: ReaderNames) throws {
        self.names = names
        doubts = try history.doubts().map { publication, since in
            let stated = try publication.row.map {
                try history.statements(ofPublication: $0, sources: SourceDirectory([Source]()))
            }
            let doubtful = stated?.last { $0.trust == .doubtful }
            let id = publication.providerID ?? doubtful?.provider
            return Doubt(
                publication: publication,
                provider: try id.map {
                    try history.provider($0)
                        ?? Provider(id: $0, name: publication.providerName ?? $0.text, kind: Provider.unknownKind)
                },
                witnesses: try doubtful.map { try history.witnesses(of: $0.id) } ?? [], since: since)
        }
    }

    func text(_ format: DoubtsFormat, style: TerminalStyle) -> String {
        switch format {
        case .jsonl: doubts.map { json($0).text + "\n" }.joined()
        case .table: table(style)
        }
    }

    private func json(_ doubt: Doubt) -> JSONValue {
        .object([
            .init("publication", .string(doubt.publication.identity)),
            .init("url", .string(orNull: doubt.publication.documentURL)),
            .init("provider", doubt.provider?.json ?? .null),
            .init("reason", .string(orNull: doubt.publication.reason)),
            .init(
                "witnesses",
                .array(
                    doubt.witnesses.map { witness in
                        .object([
                            .init("area", .string(witness.area)), .init("grade", .string(orNull: witness.grade)),
                            .init("printed", .string(orNull: witness.said)),
                            .init("page", .int(orNull: witness.page)),
                            .init("source", .string(witness.source)),
                        ])
                    })),
            .init("since", .string(orNull: doubt.since?.iso8601)),
        ])
    }

    private func table(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: Date())
        return TextTable(
            header: [
                .extra("since", 1), .text("provider"), .text("reason"), .text("what it states"), .text("publication"),
            ],
            rows: doubts.map { doubt in
                TextTable.Row(
                    cells: [
                        doubt.since.map(times.text) ?? "", doubt.provider?.name ?? "", doubt.publication.reason ?? "",
                        doubt.witnesses.map(words).joined(separator: "; "),
                        doubt.publication.nameForRuling,
                    ], direction: "")
            }
        ).text(style)
    }

    /// `overall-effectiveness: "Good" in the grade table on page 1`.
    private func words(_ witness: Witness) -> String {
        let area = names.area(witness.area, of: nil)
        guard let said = witness.said else { return "\(area): no grade could be read" }
        return "\(area): \"\(said)\" in \(witness.source)"
            + (witness.page.map { " on page \($0)" } ?? "")
    }
}

extension StoredPublication {
    /// What `ratingwatch rule` takes for it: rows of one table share its address.
    var nameForRuling: String { self.basis == .table ? self.identity : self.documentURL ?? self.identity }
}

extension Setup {
    /// `ratingwatch doubts`.
    package func doubts(format: DoubtsFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let report = try await archive.doubts()
        return Answer(
            report.doubts.isEmpty ? "" : report.text(format, style: style),
            complaint: report.doubts.isEmpty ? "nothing is in doubt" : nil)
    }
}

extension Witness {
    /// What its place says; `nil` where it states nothing.
    fileprivate var said: String? { self.grade == nil && self.printed.isEmpty ? nil : self.printed }
}
