import Foundation
import HTTPTransport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling

@Suite struct FirstPollsTests {
    private let clock = ManualClock(Date(timeIntervalSince1970: 1_700_000_000))

    private func feeds(_ count: Int, every: Double = 3600, hosts: Int = 1, due: Date? = .distantPast) throws
        -> [FirstPolls.Feed]
    {
        try (0..<count).map {
            FirstPolls.Feed(
                origin: try #require(Origin(url: "https://publisher\($0 % hosts).example/")), every: every, due: due)
        }
    }

    /// Seconds from now.
    private func waits(_ feeds: [FirstPolls.Feed], intervalPerHost: Double = 0) -> [Double] {
        let now = clock.now
        return FirstPolls(intervalPerHost: intervalPerHost).instants(of: feeds, at: now).compactMap {
            $0?.timeIntervalSince(now)
        }
    }

    @Test(arguments: [1, 8])
    func fewFeedsArePolledAtOnce(count: Int) throws {
        #expect(waits(try feeds(count)).allSatisfy { $0 <= 0 })
    }

    @Test(arguments: [(3600.0, 60.0), (60, 6), (1, 0.1)])
    func manyFeedsAreSpreadOverAShareOfTheirInterval(every: Double, span: Double) throws {
        let waits = waits(try feeds(1000, every: every, hosts: 1000))
        #expect(waits.count == 1000)
        #expect(waits == waits.sorted())
        #expect(waits.first == 0)
        #expect(waits.allSatisfy { $0 < span })
        // In each tenth of the span about a tenth of them.
        for tenth in 0..<10 {
            let part = waits.count { Int($0 / span * 10) == tenth }
            #expect((90...110).contains(part))
        }
    }

    @Test func feedsOfOneHostKeepItsIntervalAndNoOtherHostWaitsForThem() throws {
        let crowded = try feeds(1000)
        let single = FirstPolls.Feed(
            origin: try #require(Origin(url: "https://elsewhere.example/")), every: 3600, due: .distantPast)
        let waits = waits(crowded + [single], intervalPerHost: 1)
        let gaps = zip(waits.dropLast().dropFirst(), waits).map { $0 - $1 }
        #expect(gaps.allSatisfy { $0 >= 1 })
        #expect(waits.last.map { $0 < 60 } == true)
    }

    @Test func whatIsNotDueKeepsItsInstantAndWhatWaitsLongestGoesFirst() throws {
        let now = clock.now
        let early = try feeds(20, due: now.addingTimeInterval(-10))
        let late = try feeds(1, due: now.addingTimeInterval(-5000))
        let future = try feeds(1, due: now.addingTimeInterval(700))
        let ended = try feeds(1, due: nil)
        let instants = FirstPolls(intervalPerHost: 1).instants(of: early + late + future + ended, at: now)
        #expect(instants[20] == now)
        #expect(instants[21] == now.addingTimeInterval(700))
        #expect(instants[22] == nil)
        #expect(instants[0] == now.addingTimeInterval(60.0 / 21) || instants[0] == now.addingTimeInterval(1))
    }

    @Test func filesAreNotKeptWaitingForOneAnother() throws {
        let origin = try #require(Origin(url: "file:///var/feeds/a.atom"))
        let files = Array(repeating: FirstPolls.Feed(origin: origin, every: 1, due: .distantPast), count: 1000)
        #expect(waits(files, intervalPerHost: 1).allSatisfy { $0 < 0.1 })
    }
}
