import Foundation
import History
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import System

/// A feed polled for weeks, whenever it is due, through changes of the clocks.
@Suite struct PollsThroughTimeTests {
    static let backoff = Backoff(first: 60, limit: 86400)

    /// The instants of the polls from `start` on; `failing` ones fail.
    private func polls(
        _ schedule: FeedSchedule, from start: Date, days: Double, seed: UInt64, skipHours: Set<Int> = [],
        failing: Bool = false
    ) throws -> [Date] {
        var chance = SeededGenerator(seed: seed)
        var state = FeedState(name: "a", url: "u")
        state.skipHours = skipHours
        state.etag = "e"
        var now = start
        var polls: [Date] = []
        while true {
            now = max(now, try #require(schedule.due(state, at: now)))
            if now > start.addingTimeInterval(days * 86400) { return polls }
            polls.append(now)
            state.lastAttempt = now
            state.everySeconds = schedule.every
            state.failures = failing ? state.failures + 1 : 0
            let jitter = Double.random(in: -1...1, using: &chance)
            state.nextDue =
                failing
                ? schedule.afterFailure(state, isRefusal: false, at: now, jitter: jitter)
                : schedule.afterSuccess(state, at: now, jitter: jitter)
        }
    }

    @Test(
        arguments: [
            ("Europe/London", "2026-03-20T00:00:00Z"), ("Europe/London", "2026-10-16T00:00:00Z"),
            ("America/New_York", "2026-02-27T00:00:00Z"), ("America/New_York", "2026-10-23T00:00:00Z"),
        ])
    func everyOpeningIsUsedAndNoClosedHour(zone: String, start: String) throws {
        let zone = try #require(TimeZone(identifier: zone))
        let start = try Date(start, strategy: .iso8601)
        let window = ActiveWindow(days: Set(Weekday.monday.through(.friday)), opens: 360, closes: 1320, zone: zone)
        let schedule = FeedSchedule(every: 3600, active: window, backoff: PollsThroughTimeTests.backoff)
        for seed in 0..<5 as Range<UInt64> {
            let polls = try polls(schedule, from: start, days: 20, seed: seed, skipHours: [17])
            for (poll, next) in zip(polls, polls.dropFirst()) {
                #expect(window.contains(poll))
                #expect(!SkippedTimes(hours: [17], days: []).contains(poll))
                #expect(next.timeIntervalSince(poll) >= 3240)
            }
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            let byDay = Dictionary(grouping: polls) { calendar.startOfDay(for: $0) }
            #expect(byDay.count == 14 || byDay.count == 15)
            let end = start.addingTimeInterval(20 * 86400)
            for (day, polls) in byDay where day > start && day.addingTimeInterval(90_000) < end {
                let six = try #require(calendar.date(bySettingHour: 6, minute: 0, second: 0, of: day))
                #expect((0...301).contains(try #require(polls.min()).timeIntervalSince(six)))
                #expect((13...18).contains(polls.count))
            }
        }
    }

    @Test func aFeedThatNeverAnswersIsAskedDailyForYears() throws {
        let schedule = FeedSchedule(every: 3600, backoff: PollsThroughTimeTests.backoff)
        let start = Date(timeIntervalSince1970: 1_780_315_200)
        let polls = try polls(schedule, from: start, days: 1000, seed: 1, failing: true)
        #expect(polls.count > 900)
        let longest = zip(polls, polls.dropFirst()).map { $1.timeIntervalSince($0) }.max()
        #expect(try #require(longest) <= 86400 * 1.1)
    }
}
