package import Foundation
package import History
import Inspections
package import Reports
import System

/// Reads every stored document again, with the reader and the frameworks of today; it writes nothing itself.
package struct Replay: Sendable {
    let history: History
    let documents: any DocumentArchive
    let reports: ReportReader

    package init(history: History, documents: any DocumentArchive, reports: ReportReader) {
        self.history = history
        self.documents = documents
        self.reports = reports
    }

    /// Documents in memory at a time; of the children that read PDFs, as many as there are cores.
    private static let maxConcurrent = 4

    private enum Reading: Sendable {
        case differs([ReplayDifference], StoredPublication, Outcome)
        case notStored
        case damaged(String)
    }

    /// `since`: of publications first seen from then on; `progress` hears how many documents are done.
    package func run(since: Date?, progress: @Sendable (ReplayProgress) -> Void) async throws(HistoryError)
        -> ReplayReport
    {
        var report = ReplayReport()
        let total = try await countReadings(since: since)
        progress(ReplayProgress(done: 0, total: total))
        var done = 0
        var last: Int64 = 0
        while true {
            let recorded = try await readings(after: last, since: since, limit: Replay.maxConcurrent)
            guard let row = recorded.last?.publication.row else { return report }
            last = row
            for reading in await readAgain(recorded) {
                switch reading {
                case .differs(let differences, let publication, let outcome):
                    report.add(differences, of: publication, readAgain: outcome)
                case .notStored: report.notStored += 1
                case .damaged(let complaint): report.complaints.append(complaint)
                }
            }
            done += recorded.count
            // What a running daemon has added meanwhile is read, too.
            progress(ReplayProgress(done: done, total: max(done, total)))
        }
    }

    /// In the order of what is recorded.
    private func readAgain(_ recorded: [RecordedReading]) async -> [Reading] {
        await withTaskGroup(of: (Int, Reading).self) { group in
            for (index, reading) in recorded.enumerated() { group.addTask { (index, await readAgain(reading)) } }
            var readings: [(Int, Reading)] = []
            for await reading in group { readings.append(reading) }
            return readings.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func readAgain(_ recorded: RecordedReading) async -> Reading {
        guard let sha256 = recorded.publication.sha256 ?? recorded.publication.unreadSHA256 else { return .notStored }
        do throws(OperationError) {
            guard let bytes = try await documents.read(sha256) else { return .notStored }
            let outcome = await reports.read(bytes, name: recorded.publication.documentURL)
            guard outcome.sha256 == sha256 else {
                return .damaged("the document \(sha256) in \(documents.subject) is damaged: it has another digest now")
            }
            let comparison = ReplayComparison(lookup: ProviderLookup(registry: reports.registry))
            return .differs(
                comparison.differences(recorded, readAgain: outcome), recorded.publication, outcome)
        } catch {
            return .damaged("\(error)")
        }
    }

    /// At most so many publications whose document was read, in the order of their rows.
    private func readings(after row: Int64, since: Date?, limit: Int) async throws(HistoryError) -> [RecordedReading] {
        try await history.read("read what is recorded of documents") { history in
            try history.publicationsWithDocument(after: row, since: since, limit: limit).map { publication in
                let statements = try publication.row.map {
                    try history.statements(ofPublication: $0, sources: SourceDirectory([Source]()))
                }
                return RecordedReading(publication, stated: statements ?? [])
            }
        }
    }

    /// How many publications there are whose document was read.
    private func countReadings(since: Date?) async throws(HistoryError) -> Int {
        try await history.read("count documents") { try $0.countPublicationsWithDocument(since: since) }
    }
}
