import Configuration
import Foundation
import History
import Inspections
package import Queries
package import Text

extension Setup {
    /// `ratingwatch silence list`.
    package func silences(style: TerminalStyle) async throws -> Answer {
        let now = Date()
        let added = try await archive?.silences(now: now) ?? []
        let configured = configuration.silences.filter { $0.holds(at: now) }
        let silences = configured + added
        let names = try await archive?.names(ofProviders: silences.flatMap(\.match.providers)) ?? [:]
        return Answer(
            SilencesReport(silences: silences, names: names).text(style),
            complaint: silences.isEmpty ? "no silence holds now" : nil)
    }

    /// The silence that a user asks for; throws all that is wrong with it.
    package func silence(for request: SilenceRequest) async throws -> RequestedSilence {
        let checked = try request.checked(
            now: Date(), configuration: configuration, vocabulary: vocabulary, surroundings: .current(for: .ask))
        guard let archive = try archive else { return checked }
        return try await checked.known(to: archive, vocabulary: vocabulary)
    }

    /// `ratingwatch silence add`: holds for every alert raised from now on, by a running daemon too.
    package func add(_ requested: RequestedSilence, style: TerminalStyle) async throws -> Answer {
        let now = Date()
        let silence = requested.silence
        let match = String(decoding: try JSONEncoder().encode(silence.match), as: UTF8.self)
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        let id = try await history.write("add a silence") {
            try $0.addSilence(match: match, who: silence.who, why: silence.why, until: silence.until, at: now)
        }
        let names = try await archive?.names(ofProviders: silence.match.providers) ?? [:]
        let doubts = requested.doubts + (try await archive?.doubts(ofAreas: silence.match.areas) ?? [])
        var effect = SilenceEffect(of: silence, now: now)
        try await archive?.forEachRouted(AlertQuery(since: effect.since)) { effect.add($0) }
        return Answer(
            "silence \(id) until \(silence.until.iso8601): \(silence.match.summary(naming: names))\n"
                + effect.text(style),
            complaint: doubts.isEmpty ? nil : doubts.joined(separator: "\n"))
    }

    /// `ratingwatch silence remove`.
    package func removeSilence(_ id: Int64) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        let isRemoved = try await history.write("remove a silence") { try $0.removeSilence(id) }
        return isRemoved
            ? Answer("silence \(id) is removed\n")
            : Answer(
                "", complaint: "no silence \(id) was added by command; see `ratingwatch silence list`",
                isGood: false)
    }
}
