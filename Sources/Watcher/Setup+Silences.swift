import Foundation
import History
import Inspections

extension Setup {
    /// `ratingwatch silence list`.
    package func silences(style: TerminalStyle) async throws -> Answer {
        let now = Date()
        let added = try await archive?.silences(now: now) ?? []
        let configured = configuration.silences.filter { $0.holds(at: now) }
        return Answer(SilencesReport(silences: configured + added).text(style))
    }

    /// `ratingwatch silence add`: holds for every alert raised from now on, by a running daemon too.
    package func add(_ request: SilenceRequest) async throws -> Answer {
        let now = Date()
        let silence = try request.silence(
            now: now, configuration: configuration, vocabulary: vocabulary, surroundings: .current(for: .ask))
        let match = String(decoding: try JSONEncoder().encode(silence.match), as: UTF8.self)
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        let id = try await history.write("add a silence") {
            try $0.addSilence(match: match, who: silence.who, why: silence.why, until: silence.until, at: now)
        }
        return Answer("silence \(id) until \(silence.until.iso8601): \(silence.match.summary)\n")
    }

    /// `ratingwatch silence remove`.
    package func removeSilence(_ id: Int64) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        let isRemoved = try await history.write("remove a silence") { try $0.removeSilence(id) }
        return isRemoved
            ? Answer("silence \(id) is removed\n")
            : Answer(
                "", complaint: "there is no silence \(id) that was added by command; see `ratingwatch silence list`",
                isGood: false)
    }
}
