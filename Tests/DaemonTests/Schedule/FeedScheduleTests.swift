import Foundation
import History
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import System

@Suite struct FeedScheduleTests {
    let schedule = FeedSchedule(every: 3600, backoff: Backoff(first: 60, limit: 86400))
    let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func state(_ change: (inout FeedState) -> Void = { _ in }) -> FeedState {
        var state = FeedState(name: "a", url: "u")
        state.etag = "e"
        state.lastAttempt = now
        state.lastSuccess = now
        state.everySeconds = 3600
        state.nextDue = now.addingTimeInterval(3600)
        change(&state)
        return state
    }

    private func wait(_ schedule: FeedSchedule, _ state: FeedState, from instant: Date) throws -> Double {
        try #require(schedule.due(state, at: instant)).timeIntervalSince(now)
    }

    @Test func aFeedThatWasNeverPolledIsDue() throws {
        #expect(try #require(schedule.due(FeedState(name: "a", url: "u"), at: now)) <= now)
    }

    @Test(arguments: [0, 1, 1800, 3499] as [Double]) func aRestartDoesNotPollEarlier(restartedAfter: Double) throws {
        let state = state { $0.nextDue = now.addingTimeInterval(3500) }
        #expect(try wait(schedule, state, from: now.addingTimeInterval(restartedAfter)) == 3500)
    }

    @Test(arguments: [3600, 7200, 86400, 864_000] as [Double]) func missedSlotsRunOnce(backAfter: Double) throws {
        let back = now.addingTimeInterval(backAfter)
        #expect(try #require(schedule.due(state(), at: back)) <= back)
        let polled = state {
            $0.lastAttempt = back
            $0.nextDue = schedule.afterSuccess($0, at: back, jitter: 0)
        }
        #expect(try #require(schedule.due(polled, at: back)).timeIntervalSince(back) == 3600)
    }

    @Test func aChangedIntervalCountsFromTheLastPoll() throws {
        var state = state {
            $0.everySeconds = 86400
            $0.nextDue = now.addingTimeInterval(86400)
        }
        #expect(try wait(schedule, state, from: now) == 3600)
        state.askedUntil = now.addingTimeInterval(7200)
        #expect(try wait(schedule, state, from: now) == 7200)
        state.failures = 1
        #expect(try wait(schedule, state, from: now) == 86400)
    }

    @Test func aFeedThatHasEndedIsNeverDue() {
        #expect(schedule.due(state { $0.ended = true }, at: now) == nil)
    }

    /// `back`: seconds; `wait`: nil where the feed is due at once.
    @Test(
        arguments: [
            (1, 0, nil, 3600), (2, 0, nil, nil), (43200, 0, nil, nil), (400 * 86400, 0, nil, nil),
            (1, 3, nil, 3600), (2, 3, nil, nil), (1, 0, 3000, 3600), (2, 0, 3000, nil),
        ] as [(Double, Int, Double?, Double?)])
    func aClockThatWasSetBackDoesNotSilenceAFeed(back: Double, failures: Int, asked: Double?, wait: Double?) throws {
        let state = state {
            $0.failures = failures
            $0.askedUntil = asked.map { now.addingTimeInterval($0) }
        }
        let then = now.addingTimeInterval(-back)
        let due = try #require(schedule.due(state, at: then))
        if let wait { #expect(due.timeIntervalSince(now) == wait) } else { #expect(due <= then) }
    }

    @Test(
        arguments: [
            (nil, nil, 0, 3600), (60, nil, 0, 3600), (7200, nil, 0, 7200), (1_000_000, nil, 0, 86400),
            (nil, nil, 1, 3960), (nil, nil, -1, 3240), (nil, 600, 0, 3600), (nil, 7200, 0, 7200),
            (nil, 31_536_000, 0, 86400), (7200, 10800, 0, 10800), (10800, 7200, 0, 10800), (3600, nil, -1, 3600),
        ] as [(Double?, Double?, Double, Double)])
    func aPublisherMayLengthenTheIntervalButNeverShortenIt(
        asked: Double?, hinted: Double?, jitter: Double, wait: Double
    ) {
        let state = state {
            $0.askedUntil = schedule.askedUntil(asked, at: now)
            $0.hintedInterval = hinted
        }
        #expect(schedule.afterSuccess(state, at: now, jitter: jitter).timeIntervalSince(now).rounded() == wait)
    }

    @Test func aDocumentThatIsSentWholeEachTimeIsAskedForLessOften() {
        let schedule = FeedSchedule(every: 3600, everyWithoutValidators: 86400, backoff: schedule.backoff)
        let plain = state { $0.etag = nil }
        let dated = state {
            $0.etag = nil
            $0.lastModified = "d"
        }
        #expect(schedule.afterSuccess(plain, at: now, jitter: 0).timeIntervalSince(now) == 86400)
        #expect(schedule.afterSuccess(dated, at: now, jitter: 0).timeIntervalSince(now) == 3600)
        #expect(schedule.afterSuccess(state(), at: now, jitter: 0).timeIntervalSince(now) == 3600)
        // Nothing is known yet of a feed that was never read.
        #expect(schedule.interval(FeedState(name: "a", url: "u")) == 3600)
    }

    @Test(arguments: [(1, 60), (2, 120), (5, 960), (11, 61440), (12, 86400), (1_000_000, 86400)] as [(Int, Double)])
    func backOffDoublesAndNeverEnds(failures: Int, wait: Double) {
        let state = state { $0.failures = failures }
        #expect(schedule.afterFailure(state, isRefusal: false, at: now, jitter: 0).timeIntervalSince(now) == wait)
    }

    @Test(arguments: [(1, 7200), (2, 14400), (4, 57600), (5, 86400), (1_000_000, 86400)] as [(Int, Double)])
    func aServerThatRefusesIsAskedLessOftenThanBefore(failures: Int, wait: Double) {
        let state = state { $0.failures = failures }
        #expect(schedule.afterFailure(state, isRefusal: true, at: now, jitter: 0).timeIntervalSince(now) == wait)
        let earliest = schedule.afterFailure(state, isRefusal: true, at: now, jitter: -1)
        #expect(earliest.timeIntervalSince(now) >= wait)
    }

    @Test(arguments: [(1, 60, 600), (9, 15360, 15360)] as [(Int, Double, Double)])
    func retryAfterIsAMinimum(failures: Int, own: Double, wait: Double) {
        var state = state { $0.failures = failures }
        #expect(schedule.afterFailure(state, isRefusal: false, at: now, jitter: 0).timeIntervalSince(now) == own)
        state.askedUntil = schedule.askedUntil(600, at: now)
        #expect(schedule.afterFailure(state, isRefusal: false, at: now, jitter: 0).timeIntervalSince(now) == wait)
    }

    @Test(arguments: [-1, -0.5, 0, 0.5, 1] as [Double]) func jitterStaysWithinATenth(jitter: Double) {
        for failures in 0..<50 {
            let state = state { $0.failures = failures }
            let good = schedule.afterSuccess(state, at: now, jitter: jitter).timeIntervalSince(now)
            #expect((3239...3961).contains(good))
            let own = schedule.backoff.delay(failures: failures, jitter: 0)
            let bad = schedule.afterFailure(state, isRefusal: false, at: now, jitter: jitter).timeIntervalSince(now)
            #expect((own * 0.89...own * 1.11).contains(bad))
        }
    }
}
