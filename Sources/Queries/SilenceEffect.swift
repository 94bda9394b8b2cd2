package import Configuration
package import Foundation
import History
package import Inspections
package import Text

/// What a silence would have kept from readers: said before it does.
package struct SilenceEffect {
    private let silence: Silence
    private let now: Date
    private var count = 0
    private var matching = 0
    /// The newest of those that match.
    private var newest: [RecordedRouting] = []

    private static let days = 365
    private static let mostShown = 5

    package init(of silence: Silence, now: Date) {
        self.silence = silence
        self.now = now
    }

    /// From when on alerts are looked at.
    package var since: Date { now.addingTimeInterval(Double(-SilenceEffect.days) * 86400) }

    package mutating func add(_ recorded: RecordedRouting) {
        count += 1
        if silence.match.refusal(of: recorded.routed) != nil { return }
        matching += 1
        newest.append(recorded)
        if newest.count > SilenceEffect.mostShown { newest.removeFirst() }
    }

    package func text(_ style: TerminalStyle) -> String {
        if count == 0 { return "no alert was raised in the last \(SilenceEffect.days) days to try it on\n" }
        let all = "of \(count.counted("alert")) of the last \(SilenceEffect.days) days it would have silenced "
        if matching == 0 { return all + "none\n" }
        let times = ReadableTime(now: now)
        return all + "\(matching)" + (matching > newest.count ? ", the newest:\n" : ":\n")
            + TextTable(
                header: ["no", .extra("time", 1), .extra("kind", 2), .text("summary")],
                rows: newest.map { recorded in
                    TextTable.Row(
                        cells: [
                            String(recorded.alert.sequence), times.text(recorded.alert.time), recorded.alert.kind,
                            recorded.alert.summary,
                        ], direction: recorded.alert.direction)
                }
            ).text(style)
    }
}

extension RequestedSilence {
    /// Held against the record, which knows more names than the configuration: nobody is to wait for a silence that can
    /// never begin. A provider goes on under a name that alerts have.
    package func known(to archive: Archive, vocabulary: KnownNames) async throws -> RequestedSilence {
        var match = silence.match
        var mistakes: [String] = []
        for (index, text) in match.providers.enumerated() {
            switch try await archive.provider(text) {
            case .found(let provider), .unseen(let provider):
                match.providers[index] = provider.names.contains(text) ? text : provider.id.text
            case .unknown(let why): mistakes.append("--provider: \(why)")
            }
        }
        let regions = Set(vocabulary.regions).union(try await archive.regions()).sorted()
        for (index, region) in match.regions.enumerated() {
            do throws(UnknownName) {
                match.regions[index] = try UnknownName.resolving(region, of: "region", among: regions)
            } catch {
                mistakes.append("--region: \(error)")
            }
        }
        if !mistakes.isEmpty { throw SilenceMistake(problems: mistakes) }
        return RequestedSilence(
            silence: Silence(
                name: silence.name, match: match, who: silence.who, why: silence.why, until: silence.until),
            doubts: doubts.filter { !$0.hasPrefix("--provider:") && !$0.hasPrefix("--region:") })
    }
}
