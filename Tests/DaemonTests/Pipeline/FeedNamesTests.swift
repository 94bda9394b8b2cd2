import Foundation
import History
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// Which feeds of the history bear other names in the configuration.
@Suite struct FeedNamesTests {
    private static let own = "{provider_id: A, date: D, framework: oeif, areas: {b: B}, codes: {1: good}}"

    /// `old`: what the history has, as names with the last part of an address; `new`: what is configured.
    private func changes(
        _ old: [String], _ new: [String], empty: Set<String> = [], _ change: (inout FeedState) -> Void = { _ in }
    ) throws -> [String: String] {
        func parts(_ text: String) -> (name: String, url: String) {
            (
                String(text.prefix { $0 != " " }).replacing("_", with: " "),
                "https://example.org/" + text.split(separator: " ")[1]
            )
        }
        let known = old.map { text in
            var state = FeedState(name: parts(text).name, url: parts(text).url)
            (state.kind, state.map) = ("feed", "")
            change(&state)
            return state
        }
        let feeds = new.map { "{name: '\(parts($0).name)', kind: feed, url: '\(parts($0).url)'}" }
        return try changes(known, feeds.joined(separator: ", "), empty: empty)
    }

    private func changes(_ known: [FeedState], _ feeds: String, empty: Set<String> = []) throws -> [String: String] {
        let configuration = try Configuration.parse(
            "feeds: [\(feeds)]", file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"))
        return FeedNames.changes(known.map(\.identity), configured: configuration.feeds) { empty.contains($0.name) }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let old: [String]
        let new: [String]
        var changes: [String: String] = [:]
        var empty: Set<String> = []
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "nothing changed", old: ["a 1", "b 2"], new: ["b 2", "a 1"]),
        Case(name: "renamed", old: ["a 1", "b 2"], new: ["c 1", "b 2"], changes: ["a": "c"]),
        Case(name: "another address", old: ["a 1"], new: ["a 2"]),
        Case(name: "renamed, at another address", old: ["a 1"], new: ["b 2"]),
        Case(name: "removed and added", old: ["a 1"], new: ["b 2", "c 3"]),
        Case(name: "both changed places", old: ["a 1", "b 2"], new: ["a 2", "b 1"], changes: ["a": "b", "b": "a"]),
        Case(
            name: "each took the next name", old: ["a 1", "b 2"], new: ["b 1", "c 2"], changes: ["a": "b", "b": "c"]),
        Case(name: "renamed, and its name given away", old: ["a 1"], new: ["a 2", "b 1"], changes: ["a": "b"]),
        Case(
            name: "the name of one that is no more", old: ["a 1", "b 2"], new: ["b 1"],
            changes: ["a": "b", "b": "b (former)"]),
        Case(
            name: "each took the next name, the first of one that is no more", old: ["a 1", "b 2", "c 3"],
            new: ["a 2", "b 3"], changes: ["b": "a", "c": "b", "a": "a (former)"]),
        Case(
            name: "the name of one that is no more, and its own given away", old: ["a 1", "b 2"], new: ["b 1", "a 3"],
            changes: ["a": "b", "b": "b (former)"]),
        Case(
            name: "the name of one that is no more, once again", old: ["a 1", "b 2", "b_(former) 3"], new: ["b 1"],
            changes: ["a": "b", "b": "b (former 2)"]),
        Case(
            name: "one that is no more is back", old: ["b 1", "b_(former) 2"], new: ["a 1", "b 2"],
            changes: ["b": "a", "b (former)": "b"]),
        Case(
            name: "the name of one that was never read", old: ["a 1", "b 2"], new: ["b 1"], changes: ["a": "b"],
            empty: ["b"]),
        Case(name: "one that was never read", old: ["a 1"], new: ["b 1"], empty: ["a"]),
        Case(name: "two left at one address", old: ["a 1", "b 1"], new: ["c 1"]),
    ])
    func followTheConfiguration(example: Case) throws {
        #expect(try changes(example.old, example.new, empty: example.empty) == example.changes)
    }

    @Test func anAddressInCapitalsIsTheSame() throws {
        var state = FeedState(name: "a", url: "HTTPS://Example.ORG:443/1")
        (state.kind, state.map) = ("feed", "")
        #expect(try changes([state], "{name: b, kind: feed, url: 'Https://example.org/1'}") == ["a": "b"])
        #expect(state.configured(at: "https://example.org/1", kind: "feed", map: "").baselineAt == state.baselineAt)
    }

    @Test func whatAnOlderVersionRecordedIsKnownByItsAddressAlone() throws {
        let taken = try changes(["a 1"], ["b 1"]) { ($0.kind, $0.map) = (nil, nil) }
        #expect(taken == ["a": "b"])
        #expect(try changes(["a 1"], ["b 1"]) { $0.kind = "page" }.isEmpty)
        #expect(try changes(["a 1"], ["b 1"]) { $0.map = "x" }.isEmpty)
    }

    @Test func theAddressThatThePublisherHasMovedItToIsItsOwnToo() throws {
        #expect(try changes(["a 1"], ["b 2"]) { $0.movedTo = "https://example.org/2" } == ["a": "b"])
    }

    @Test func anotherMapUnderTheSameNameIsTheSameFeed() throws {
        var state = FeedState(name: "a", url: "https://example.org/1")
        (state.kind, state.map) = ("table", "other")
        let feed = "kind: table, url: 'https://example.org/1', table: \(Self.own)"
        #expect(try changes([state], "{name: a, \(feed)}").isEmpty)
        #expect(try changes([state], "{name: b, \(feed)}").isEmpty)
        let read = state.configured(at: state.url, kind: "table", map: "new")
        #expect(read.map == "new" && read.silentBefore == nil)
    }
}
