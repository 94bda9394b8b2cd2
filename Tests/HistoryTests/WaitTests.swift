import Foundation
import History
import Inspections
import RecordSupport
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
        history = try TestRecord.open(folder.path("history.sqlite"))
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
            (publication.nextTry, publication.waitsSince) = (before + 60, before)
            _ = try history.save(publication)
            var page = ProviderPage(feed: "a", path: "/p", address: "u", listedOn: "u", walk: 1, name: "A")
            (page.nextTry, page.waitsSince) = (before + 120, before)
            try history.save(page)
            var site = SiteState(feed: "a")
            (site.pausedUntil, site.pausedSince) = (before + 180, before)
            try history.save(site)
            var receiver = ReceiverState(name: "hook", fingerprint: "f")
            (receiver.restUntil, receiver.restsSince) = (before + 240, before)
            try history.save(receiver)
            for (id, time) in [("waits", before), ("was due", now - 300)] {
                _ = try history.raise(
                    Alert(
                        kind: .operatorBaselineDone, id: id, instance: "test", time: time, subject: "feed:a", feed: "a",
                        summary: "a summary"), decisions: [], receivers: [id], line: "")
            }
            try history.markFailed([1], receiver: "waits", error: "no", at: before, next: before + 300)
            try history.moveWaits(by: -WaitTests.hours12, after: now)
            // What waits for an instant of this clock is left alone.
            try history.moveWaits(by: -WaitTests.hours12, after: now + 86400)
        }
        let waits = try await history.read("test") { history -> [Double?] in
            let feed = try history.feedState("a")
            return try [
                feed?.lastAttempt, feed?.nextDue, feed?.askedUntil, history.nextTry(feed: "a", at: now),
                history.providerPage(feed: "a", path: "/p")?.nextTry, history.siteState("a").pausedUntil,
                history.receiverState("hook")?.restUntil, history.earliestAttempt(receiver: "waits"),
                history.earliestAttempt(receiver: "was due"),
            ].map { $0?.timeIntervalSince(now) }
        }
        #expect(waits == [0, 3600, 7200, 60, 120, 180, 240, 300, -300])
        // When each was set moved with it: none is void.
        #expect(try await due(at: now) == ["delivery was due"])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Seconds after now; `nil`: nobody knows.
        let set: Double?
        let isDue: Bool
    }

    @Test(
        "A wait that was set in the future is void, one that is merely long is kept",
        arguments: [
            Case(testDescription: "set long ago", set: -500 * 86400, isDue: false),
            Case(testDescription: "set just now", set: 0, isDue: false),
            Case(testDescription: "set by a clock a moment ahead", set: 1, isDue: false),
            Case(testDescription: "set by a clock that was set back by seconds", set: 2, isDue: true),
            Case(testDescription: "set by a clock that was set back by years", set: 500 * 86400, isDue: true),
            Case(testDescription: "left by the first version", set: nil, isDue: false),
        ])
    func aWaitCountsByWhenItWasSet(_ wait: Case) async throws {
        let now = before
        let set = wait.set.map { now.addingTimeInterval($0) }
        let end = max(now, set ?? now).addingTimeInterval(400 * 86400)
        try await history.write("test") { history in
            var publication = StoredPublication(
                feed: "a", identity: "p", fingerprint: "f", publication: Publication(url: "https://example.org/p"),
                published: nil, seen: now, baseline: false)
            (publication.nextTry, publication.waitsSince) = (end, set)
            _ = try history.save(publication)
            var page = ProviderPage(feed: "a", path: "/p", address: "u", listedOn: "u", walk: 1, name: "A")
            (page.nextTry, page.waitsSince) = (end, set)
            try history.save(page)
            var site = SiteState(feed: "a")
            (site.pausedUntil, site.pausedSince) = (end, set)
            try history.save(site)
            var receiver = ReceiverState(name: "hook", fingerprint: "f")
            (receiver.restUntil, receiver.restsSince) = (end, set)
            try history.save(receiver)
            _ = try history.raise(
                Alert(
                    kind: .operatorBaselineDone, id: "x", instance: "test", time: set ?? now, subject: "feed:a",
                    feed: "a", summary: "a summary"), decisions: [], receivers: ["waits"], line: "")
            if let set { try history.markFailed([1], receiver: "waits", error: "no", at: set, next: end) }
        }
        let all = ["document", "page", "site", "receiver", "delivery waits"]
        let first = wait.set == nil ? ["delivery waits"] : []
        #expect(try await due(at: now) == (wait.isDue ? all : first))
        // When something is due agrees with what is.
        let next = try await history.read("test") {
            [
                try $0.nextTry(feed: "a", at: now), try $0.nextPageToRead(feed: "a", at: now),
                try $0.nextAttempt(receiver: "waits", at: now),
            ].compactMap(\.self)
        }
        #expect(next.count == 3)
        #expect(next.dropLast(wait.set == nil ? 1 : 0).allSatisfy { ($0 <= now) == wait.isDue })
    }

    /// What is due of all that the tests let wait.
    private func due(at now: Date) async throws -> [String] {
        try await history.read("test") { history in
            var due: [String] = []
            if try !history.pendingPublications(feed: "a", dueAt: now, limit: 1).isEmpty { due.append("document") }
            if try !history.pagesToRead(feed: "a", dueAt: now, limit: 1).isEmpty { due.append("page") }
            if try history.siteState("a").pauseEnd(at: now) == nil { due.append("site") }
            if try history.receiverState("hook")?.restEnd(at: now) == nil { due.append("receiver") }
            for receiver in ["waits", "was due"] {
                if try !history.dueDeliveries(receiver: receiver, now: now, limit: 1).isEmpty {
                    due.append("delivery " + receiver)
                }
            }
            return due
        }
    }
}
