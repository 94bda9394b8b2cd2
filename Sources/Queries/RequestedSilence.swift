package import Configuration
import History
import Inspections

/// A silence that a user asks for, found good.
package struct RequestedSilence: Sendable {
    package let silence: Silence
    /// What of it is probably not meant, but may be.
    package let doubts: [String]
}

extension RequestedSilence {
    /// Held against the record, which knows more names than the configuration: nobody is to wait for a silence that can never begin.
    /// A provider goes on under a name that alerts have.
    package func known(to archive: Archive, vocabulary: RouteVocabulary) async throws -> RequestedSilence {
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
        for region in match.regions where !regions.contains(region) {
            mistakes.append("--region: " + UnknownName.description(region, of: "region", known: regions))
        }
        if !mistakes.isEmpty { throw SilenceMistake(problems: mistakes) }
        return RequestedSilence(
            silence: Silence(
                name: silence.name, match: match, who: silence.who, why: silence.why, until: silence.until),
            doubts: doubts.filter { !$0.hasPrefix("--provider:") && !$0.hasPrefix("--region:") })
    }
}
