import Foundation

extension Setup {
    /// `ratingwatch replay`; `since` as `SinceText` reads it, `progress` hears how many documents are done.
    package func replay(
        since: String?, style: TerminalStyle, progress: @Sendable (ReplayProgress) -> Void
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let replay = try Replay(
            archive: archive, documents: DocumentFolder(path: configuration.documentsPath), reports: reports)
        let report = try await replay.run(
            since: since.flatMap { SinceText.instant($0, now: Date()) }, progress: progress)
        let complaints = report.complaints.joined(separator: "\n")
        return Answer(report.text(style), complaint: complaints.isEmpty ? nil : complaints)
    }
}
