import Foundation
import History
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries

/// One run over a plain feed.
@Suite(.timeLimit(.minutes(5))) struct OnceTests {
    @Test("A run tries all documents again whose time has come, however many they are, once each")
    func aRunTriesAgainHoweverManyHaveFailed() async throws {
        let watched = try WatchedOnce()
        let publisher = try await Publisher()
        let entries = (0..<2 * PollPlan.documentsPerRun + 5).map { number in
            Publisher.Entry(
                id: "\(100 + number)", title: "Town \(number): inspection", urn: "\(90000 + number)",
                council: "Town \(number)", published: "2023-05-01", document: [])
        }
        await publisher.publish(entries)
        for entry in entries { await publisher.answer(publisher.documentPath(entry.id), with: ServerAnswer(503)) }
        let yaml = """
            http: {per_host: {connections: 4, interval: 0s}, retry: {first: 1m, most: 24h}}
            feeds: [{name: a, kind: feed, url: '\(publisher.feedURL)', every: 1h}]
            """
        for round in 1...3 {
            try await watched.run(yaml)
            let asked = await publisher.server.requests.filter { $0.path.hasPrefix("/file/") }
            #expect(asked.count == round * entries.count)
            #expect(Set(Dictionary(grouping: asked, by: \.path).map(\.value.count)) == [round])
            watched.clock.advance(3600)
        }
    }
}
