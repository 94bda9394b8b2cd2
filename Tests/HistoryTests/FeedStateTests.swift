import Foundation
import RecordSupport
import TestSupport
import Testing

@testable import History

/// What a poll keeps of its feed, while others change the same row.
@Suite struct FeedStateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func state(_ change: (inout FeedState) -> Void = { _ in }) -> FeedState {
        var state = FeedState(name: "a", url: "https://publisher.example/a")
        (state.kind, state.map, state.etag, state.failures) = ("feed", "", "\"1\"", 2)
        (state.lastSuccess, state.skipHours, state.skipDays) = (Date(timeIntervalSince1970: 5), [3, 1], ["Sunday"])
        change(&state)
        return state
    }

    private static let elsewhere = "https://publisher.example/b"

    /// At another address, of which nothing is known.
    private static func fresh(_ change: (inout FeedState) -> Void = { _ in }) -> FeedState {
        var state = FeedState(name: "a", url: elsewhere)
        change(&state)
        return state
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// What the record holds when the poll begins; `nil`: nothing.
        var recorded: FeedState? = FeedStateTests.state()
        /// What the poll begins with, as the feed is configured.
        var before = FeedStateTests.state()
        /// What somebody else changes while the poll is under way.
        var meanwhile: (@Sendable (inout FeedState) -> Void)?
        /// What the poll changes.
        let change: @Sendable (inout FeedState) -> Void
        let expected: FeedState
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "what was learnt is kept, and the rest with it", change: { $0.etag = "\"2\"" },
            expected: state { $0.etag = "\"2\"" }),
        Case(
            name: "what is no more goes", change: { ($0.etag, $0.skipHours, $0.failures) = (nil, [], 0) },
            expected: state { ($0.etag, $0.skipHours, $0.failures) = (nil, [], 0) }),
        Case(name: "nothing differs", change: { _ in }, expected: state()),
        Case(
            name: "a feed that was never polled", recorded: nil, before: fresh(), change: { $0.quiet = true },
            expected: fresh { $0.quiet = true }),
        Case(
            name: "a feed at another address forgets what it knew of the old one", before: fresh(),
            change: { $0.listed = 7 }, expected: fresh { $0.listed = 7 }),
        Case(
            name: "a map of another version", before: state { $0.map = "2" }, change: { $0.listed = 7 },
            expected: state { ($0.map, $0.listed) = ("2", 7) }),
        Case(
            name: "of a version that did not know maps yet", recorded: state { ($0.kind, $0.map) = (nil, nil) },
            change: { $0.listed = 7 }, expected: state { $0.listed = 7 }),
        Case(
            name: "an operator has confirmed a move meanwhile", meanwhile: { $0.movedTo = elsewhere },
            change: { $0.listed = 7 }, expected: state { ($0.movedTo, $0.listed) = (elsewhere, 7) }),
        Case(
            name: "the row is of another feed meanwhile", meanwhile: { $0 = fresh() }, change: { $0.listed = 7 },
            expected: state { $0.listed = 7 }),
    ])
    func aPollKeepsWhatItChanged(_ it: Case) async throws {
        let record = try TestRecord.open(folder.path("history.sqlite"))
        let saved = try await record.write("test") { history in
            if let recorded = it.recorded { try history.save(recorded) }
            if let meanwhile = it.meanwhile, var other = try history.feedState("a") {
                meanwhile(&other)
                try history.save(other)
            }
            var state = it.before
            it.change(&state)
            try history.save(state, after: it.before)
            return try (history.feedState("a"), history.feedStates(named: ["b", "a"]), history.feedStates(named: []))
        }
        #expect(saved.0 == it.expected)
        #expect(saved.1 == ["a": it.expected])
        #expect(saved.2.isEmpty)
    }
}
