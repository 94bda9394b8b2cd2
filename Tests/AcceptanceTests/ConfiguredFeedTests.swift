import Foundation
import TestSupport
import Testing

/// What the configuration makes of a feed changes, or it is taken out.
@Suite(.timeLimit(.minutes(10))) struct ConfiguredFeedTests {
    private typealias Document = LedgerDocument

    struct Removed: Sendable, CustomTestStringConvertible {
        let name: String
        let keys: String
        /// What it is configured as before it states anything.
        var then: String?
        var testDescription: String { name }
    }

    private static let removed = [
        Removed(name: "secondary, on the publisher's own host", keys: ", authority: secondary"),
        Removed(name: "secondary, of somebody", keys: ", authority: secondary, publisher: someone"),
        Removed(name: "press", keys: ", authority: press"),
        Removed(name: "secondary only at last", keys: "", then: ", authority: secondary"),
    ]

    @Test("One who republishes is not the publisher because his feed is configured no more", arguments: removed)
    func aRemovedFeedDoesNotBecomeThePublishers(_ removed: Removed) async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", removed.keys)])
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        if let keys = removed.then { try world.configure("other", keys) }
        await world.publish("between", Document.report(from: "2023-11-06", "i"), on: "2024-01-10", in: "other")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2023-11-06"])
        try world.configure("other", nil)
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("second", Document.report(from: "2024-02-26", "r"), on: "2024-05-16")
        let told = try await world.poll()
        #expect(told.lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(told.first?.data.judgements?.first { $0.area == "overall-effectiveness" }?.from == "good")
        #expect(
            try await world.history() == [
                "2023-03-06 good first", "2023-11-06 inadequate declined", "2024-02-26 requires-improvement declined",
            ])
    }

    @Test("And takes back nothing that the publisher has stated", arguments: removed)
    func aRemovedFeedVoidsNothing(_ removed: Removed) async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", removed.keys)])
        await world.publish("first", Document.report(from: "2023-03-06", "i"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        if let keys = removed.then { try world.configure("other", keys) }
        await world.publish("second", Document.report(from: "2024-02-26", "g"), on: "2024-05-16")
        #expect(try await world.poll().lines == ["rating-changed improved Kent 2024-02-26"])
        await world.publish("same", Document.report(from: "2024-02-26", "i"), on: "2024-05-20", in: "other")
        #expect(try await world.poll().lines == ["sources-disagree Kent 2024-02-26"])
        try world.configure("other", nil)
        await world.publish(
            "surrey", Document.report("Surrey", from: "2024-02-26", "i"), on: "2024-05-21", of: LedgerWorld.surrey)
        #expect(try await world.poll().lines == ["inspection-published Surrey 2024-02-26"])
        // Whatever has its news derived anew.
        await world.publish("third", Document.report(from: "2024-05-06", "g"), on: "2024-05-22")
        #expect(try await world.poll().lines == ["inspection-published unchanged Kent 2024-05-06"])
    }
}
