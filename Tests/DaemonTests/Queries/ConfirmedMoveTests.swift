import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Daemon
@testable import Queries

/// `ratingwatch release FEED --moved`.
@Suite struct ConfirmedMoveTests {
    private static let target = "https://elsewhere.example/a"

    /// Of this feed, and of no other.
    @Test func whatWasNotFollowedIsReadAgain() async throws {
        let world = try await QueryWorld()
        let history = try History(at: .file(world.folder.path("history.sqlite")))
        try await history.write("test") { history in
            var state = FeedState(name: "councils", url: "https://example.org/a")
            state.unconfirmedMove = Self.target
            try history.save(state)
            for feed in ["councils", "quiet"] {
                var publication = StoredPublication(
                    feed: feed, identity: "moved", fingerprint: "",
                    publication: Publication(url: "https://elsewhere.example/1.pdf"), published: nil,
                    seen: QueryWorld.start, baseline: true)
                publication.state = .notFollowed
                publication.reason = "its host is another one"
                _ = try history.save(publication)
            }
        }
        let refused = try await world.setup.confirmMove(of: "quiet")
        #expect(refused.output == "the feed quiet has not moved to another host\n")
        let answer = try await world.setup.confirmMove(of: "councils")
        #expect(
            answer.output
                == "the feed councils is polled at \(Self.target) from now on; configure that address when you can\n")
        let (address, followed) = try await history.read("test") { history in
            (
                try history.feedState("councils")?.address,
                try ["councils", "quiet"].map { try history.publication(feed: $0, identity: "moved") }
            )
        }
        #expect(address == Self.target)
        #expect(followed.map(\.?.state) == [.pending, .notFollowed])
        #expect(followed.map { $0?.nextTry != nil } == [true, false])
        #expect(try await world.setup.confirmMove(of: "councils").output.contains("has not moved"))
    }
}
