import Foundation
import History
import Inspections

@testable import Daemon
@testable import Polling
@testable import Queries

extension SourceDirectory {
    /// Feeds, each of a publisher of its own.
    static func each(_ feeds: String...) -> SourceDirectory {
        SourceDirectory(
            feeds.enumerated().map { place, feed in Source(feed: feed, publisher: "publisher:\(feed)", place: place) })
    }
}

extension Recorder {
    /// A provider's inspections, as they follow from all that was stated of them.
    func inspections(of provider: ProviderID, at now: Date, in history: History) async throws -> [Timeline.Entry] {
        let derivation = settlement.derivation
        return try await history.read("test") { try derivation.timeline(of: provider, at: now, in: $0).entries }
    }
}
