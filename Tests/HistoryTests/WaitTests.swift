import Foundation
import History
import Inspections
import TestSupport
import Testing

/// What waits, after the clock was set back.
@Suite struct WaitTests {
    let folder: TemporaryFolder
    let history: History
    private let before = Date(timeIntervalSince1970: 1_780_315_200)
    private static let hours12: Double = 43200

    init() throws {
        folder = try TemporaryFolder()
        history = try History(path: folder.path("history.sqlite"))
    }

    @Test func everyWaitIsAsLongAsItWas() async throws {
        let (before, now) = (before, before - WaitTests.hours12)
        try await history.write("test") { history in
            var feed = FeedState(name: "a", url: "u")
            (feed.lastAttempt, feed.nextDue, feed.askedUntil) = (before, before + 3600, before + 7200)
            try history.save(feed)
            var publication = StoredPublication(
                feed: "a", identity: "p", fingerprint: "f", publication: Publication(url: "https://example.org/p"),
                published: nil, seen: before, baseline: false)
            publication.nextTry = before + 60
            _ = try history.save(publication)
            var page = ProviderPage(feed: "a", path: "/p", address: "u", listedOn: "u", walk: 1, name: "A")
            page.nextTry = before + 120
            try history.save(page)
            var site = SiteState(feed: "a")
            site.pausedUntil = before + 180
            try history.save(site)
            var receiver = ReceiverState(name: "hook", fingerprint: "f")
            receiver.restUntil = before + 240
            try history.save(receiver)
            for (id, time) in [("waits", before + 300), ("was due", now - 300)] {
                _ = try history.raise(
                    Alert(
                        kind: .operatorBaselineDone, id: id, instance: "test", time: time, subject: "feed:a", feed: "a",
                        summary: "a summary"), decisions: [], receivers: [id], line: "")
            }
            try history.moveWaits(by: -WaitTests.hours12, after: now)
            // What waits for an instant of this clock is left alone.
            try history.moveWaits(by: -WaitTests.hours12, after: now + 86400)
        }
        let waits = try await history.read("test") { history -> [Double?] in
            let feed = try history.feedState("a")
            return try [
                feed?.lastAttempt, feed?.nextDue, feed?.askedUntil, history.nextTry(feed: "a"),
                history.providerPage(feed: "a", path: "/p")?.nextTry, history.siteState("a").pausedUntil,
                history.receiverState("hook")?.restUntil, history.earliestAttempt(receiver: "waits"),
                history.earliestAttempt(receiver: "was due"),
            ].map { $0?.timeIntervalSince(now) }
        }
        #expect(waits == [0, 3600, 7200, 60, 120, 180, 240, 300, -300])
    }
}
