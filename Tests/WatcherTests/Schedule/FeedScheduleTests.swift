import Foundation
import History
import Testing
import Watcher

@Suite struct FeedScheduleTests {
    let schedule = FeedSchedule(every: 3600, backoff: Backoff(first: 60, most: 86400))
    let now = Date(timeIntervalSince1970: 1_700_000_000)

    @Test func aFeedThatWasNeverPolledIsDue() throws {
        #expect(try #require(schedule.due(nil)) <= now)
    }

    @Test func aRestartDoesNotPollEarlier() {
        var state = FeedState(name: "a", url: "u")
        state.lastAttempt = now
        state.everySeconds = 3600
        state.nextDue = now.addingTimeInterval(3500)
        #expect(schedule.due(state) == now.addingTimeInterval(3500))
    }

    @Test func aShorterIntervalCountsFromTheLastPoll() {
        var state = FeedState(name: "a", url: "u")
        state.lastAttempt = now
        state.everySeconds = 86400
        state.nextDue = now.addingTimeInterval(86400)
        #expect(schedule.due(state) == now.addingTimeInterval(3600))
        state.failures = 1
        #expect(schedule.due(state) == now.addingTimeInterval(86400))
    }

    @Test func aFeedThatHasEndedIsNeverDue() {
        var state = FeedState(name: "a", url: "u")
        state.ended = true
        #expect(schedule.due(state) == nil)
    }

    @Test(
        arguments: [
            (nil, 0, 3600), (60, 0, 3600), (7200, 0, 7200), (1_000_000, 0, 86400), (nil, 1, 3960), (nil, -1, 3240),
        ] as [(Double?, Double, Double)])
    func aPublisherMayLengthenTheIntervalButNeverShortenIt(asked: Double?, spread: Double, wait: Double) {
        #expect(
            schedule.afterSuccess(at: now, asked: asked, spread: spread).timeIntervalSince(now).rounded() == wait)
    }

    @Test(arguments: [(1, 60), (2, 120), (5, 960), (11, 61440), (12, 86400), (1_000_000, 86400)] as [(Int, Double)])
    func backOffDoublesAndNeverEnds(failures: Int, wait: Double) {
        #expect(
            schedule.afterFailure(at: now, failures: failures, asked: nil, spread: 0).timeIntervalSince(now) == wait)
    }

    @Test func retryAfterIsAMinimum() {
        #expect(schedule.afterFailure(at: now, failures: 1, asked: 600, spread: 0).timeIntervalSince(now) == 600)
        #expect(schedule.afterFailure(at: now, failures: 9, asked: 600, spread: 0).timeIntervalSince(now) == 15360)
    }
}
