import Inspections
import Testing

/// Of which feeds the providers' timelines may be others by another configuration.
@Suite struct SourceChangesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// `feed:publisher`, with `/authority` behind it where that is not official, in the order of the configuration;
        /// behind a bar those that are configured no more.
        let before: String
        let now: String
        let changed: String
        var testDescription: String { name }

        init(_ name: String, _ before: String, _ now: String, changes changed: String) {
            self.name = name
            self.before = before
            self.now = now
            self.changed = changed
        }
    }

    private static func sources(_ text: String) -> [Source] {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        var places: [Substring: Int] = [:]
        var sources: [Source] = []
        for (part, isFormer) in zip(parts, [false, true]) {
            for (index, word) in part.split(separator: " ").enumerated() {
                let words = word.split { $0 == ":" || $0 == "/" }
                let place = places[words[1]] ?? (isFormer ? .max : index)
                places[words[1]] = place
                sources.append(
                    Source(
                        feed: String(words[0]), publisher: String(words[1]),
                        authority: words.count > 2 ? Authority(rawValue: String(words[2])) ?? .official : .official,
                        place: place))
            }
        }
        return sources
    }

    @Test(arguments: [
        Case("nothing", "a:x b:y", "a:x b:y", changes: ""),
        Case("one republishes from now on", "a:x b:y", "a:x b:y/secondary", changes: "b"),
        Case("one does no longer", "a:x b:y/press", "a:x b:y", changes: "b"),
        Case("one has another publisher", "a:x b:y", "a:x b:x", changes: "b"),
        Case("two have changed places: one of them", "a:x b:y", "b:y a:x", changes: "b"),
        Case("two of one publisher have changed places", "a:x b:x c:y", "b:x a:x c:y", changes: ""),
        Case("the first is the last now", "a:x b:y c:z", "b:y c:z a:x", changes: "a"),
        Case("the last is the first now", "a:x b:y c:z", "c:z a:x b:y", changes: "c"),
        Case("one has moved, with another feed of its publisher", "a:x b:y c:z d:x", "b:y c:z a:x d:x", changes: "a d"),
        Case("the first is taken out: it stands last", "a:x b:y c:z", "b:y c:z | a:x", changes: "a"),
        Case("the last is taken out", "a:x b:y c:z", "a:x b:y | c:z", changes: ""),
        Case("one of two feeds of a publisher is taken out", "a:x b:y c:x", "b:y c:x | a:x", changes: "b"),
        Case("and stays out", "b:y c:z | a:x", "b:y c:z | a:x", changes: ""),
        Case("and comes back to its place", "b:y c:z | a:x", "a:x b:y c:z", changes: "a"),
        Case("all are turned round: one may stay", "a:x b:y c:z", "c:z b:y a:x", changes: "b c"),
    ])
    func thoseAreDerivedAnewWhoseWordCountsOtherwise(_ example: Case) {
        let changed = SourceChanges.feeds(from: Self.sources(example.before), to: Self.sources(example.now))
        #expect(changed.sorted().joined(separator: " ") == example.changed)
    }

    /// All orders of six, by what the longest row is that kept its order.
    @Test func asFewAsCanBeHaveMoved() {
        let feeds = ["a", "b", "c", "d", "e", "f"]
        for order in Self.orders(of: feeds) {
            let source = { (place: Int, feed: String) in
                Source(feed: feed, publisher: feed, authority: .official, place: place)
            }
            let moved = SourceChanges.feeds(
                from: feeds.enumerated().map(source), to: order.enumerated().map(source))
            let stay = order.filter { !moved.contains($0) }
            #expect(stay == stay.sorted(), "\(order)")
            #expect(stay.count == Self.longestRow(of: order), "\(order)")
        }
    }

    private static func orders(of feeds: [String]) -> [[String]] {
        if feeds.isEmpty { return [[]] }
        return feeds.flatMap { first in orders(of: feeds.filter { $0 != first }).map { [first] + $0 } }
    }

    /// Of all choices that stand in their order.
    private static func longestRow(of order: [String]) -> Int {
        (0..<(1 << order.count)).map { choice in
            let row = order.indices.filter { choice & (1 << $0) != 0 }.map { order[$0] }
            return row == row.sorted() ? row.count : 0
        }.max() ?? 0
    }
}
