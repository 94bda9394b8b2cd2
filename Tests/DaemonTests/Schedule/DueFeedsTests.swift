import Foundation
import TestSupport
import Testing

@testable import Daemon
@testable import Polling

@Suite struct DueFeedsTests {
    private let start = Date(timeIntervalSince1970: 1_780_315_200)

    /// Takes all that is due.
    private func taken(_ due: inout DueFeeds, at instant: Date) -> [Int] {
        var taken: [Int] = []
        while let feed = due.take(dueAt: instant) { taken.append(feed) }
        return taken
    }

    @Test func whatIsDueForLongestComesFirstAndNothingComesEarly() {
        var due = DueFeeds()
        for (feed, seconds) in [30.0, 10, 20, 10, 40].enumerated() { due.add(feed, due: start + seconds) }
        due.add(5, due: nil)
        #expect(due.next == start + 10)
        #expect(taken(&due, at: start + 9.9).isEmpty)
        #expect(taken(&due, at: start + 30) == [1, 3, 2, 0])
        #expect(due.next == start + 40)
        #expect(taken(&due, at: .distantFuture) == [4])
        #expect(due.next == nil)
    }

    @Test(arguments: 0..<20)
    func theyComeInTheOrderOfTheirInstants(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var due = DueFeeds()
        let instants = (0..<200).map { _ in start + Double(Int.random(in: 0..<50, using: &chance)) }
        for (feed, instant) in instants.enumerated().shuffled(using: &chance) { due.add(feed, due: instant) }
        let expected = instants.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
        #expect(taken(&due, at: .distantFuture) == expected.map(\.offset))
    }
}
