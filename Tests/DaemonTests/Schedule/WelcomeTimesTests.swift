import Foundation
import History
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling

/// Windows of the operator and hours and days that the feed skips, together.
@Suite struct WelcomeTimesTests {
    /// 2026-06-01, a Monday, 00:00 UTC.
    static let monday = Date(timeIntervalSince1970: 1_780_272_000)
    static let office = ActiveWindow(
        days: Set(Weekday.monday.through(.friday)), opens: 360, closes: 1320, zone: .gmt)

    private func state(due hours: Double, skipHours: Set<Int> = [], skipDays: Set<String> = []) -> FeedState {
        var state = FeedState(name: "a", url: "u")
        state.lastAttempt = WelcomeTimesTests.monday
        state.everySeconds = 3600
        state.nextDue = WelcomeTimesTests.monday.addingTimeInterval(hours * 3600)
        state.skipHours = skipHours
        state.skipDays = skipDays
        return state
    }

    /// Hours after Monday 00:00; the present is Monday 00:00 too.
    private func due(_ state: FeedState, active: ActiveWindow? = nil, nowHours: Double = 0) throws -> Double {
        let schedule = FeedSchedule(every: 3600, active: active, backoff: Backoff(first: 60, limit: 86400))
        let now = WelcomeTimesTests.monday.addingTimeInterval(nowHours * 3600)
        return try #require(schedule.due(state, at: now)).timeIntervalSince(WelcomeTimesTests.monday) / 3600
    }

    @Test(arguments: [(5, 6), (6, 6), (21.5, 21.5), (22, 30), (4 * 24 + 22, 7 * 24 + 6)] as [(Double, Double)])
    func aPollWaitsForItsWindow(asked: Double, due expected: Double) throws {
        #expect(try due(state(due: asked), active: WelcomeTimesTests.office) == expected)
    }

    @Test func aSlotThatWasMissedOutsideTheWindowRunsOnceWhenItOpens() throws {
        // Due on Monday at 12, looked at again on Saturday at 12.
        let missed = state(due: 12)
        #expect(try due(missed, active: WelcomeTimesTests.office, nowHours: 5 * 24 + 12) == 7 * 24 + 6)
        // Looked at again on Tuesday at 12, it is due at once.
        #expect(try due(missed, active: WelcomeTimesTests.office, nowHours: 36) <= 36)
    }

    @Test func feedsThatWaitForOneOpeningAreSpread() throws {
        let instants = try (0..<20).map {
            try due(state(due: 2 + Double($0) * 0.0123), active: WelcomeTimesTests.office)
        }
        #expect(Set(instants).count > 10)
        #expect(instants.allSatisfy { (6...6.1).contains($0) })
    }

    @Test func aFeedThatWasNeverPolledWaitsForItsWindowToo() throws {
        let due = try due(FeedState(name: "a", url: "u"), active: WelcomeTimesTests.office)
        #expect((6...6.1).contains(due))
    }

    @Test(
        arguments: [
            ([0, 1, 2], [], 0, 3), ([0, 1, 2], [], 2, 3), ([0, 1, 2], [], 3, 3), ([23, 0], [], 23, 25),
            ([], ["Monday"], 3, 24), ([], ["Monday", "Tuesday"], 3, 48), ([0], ["Monday"], 3, 25),
            ([], ["Saturday", "Sunday"], 5 * 24, 7 * 24), ([], ["Moonday"], 3, 3),
        ] as [(Set<Int>, Set<String>, Double, Double)])
    func hoursAndDaysThatTheFeedSkipsLengthenTheWait(
        hours: Set<Int>, days: Set<String>, asked: Double, due expected: Double
    ) throws {
        #expect(try due(state(due: asked, skipHours: hours, skipDays: days)) == expected)
    }

    @Test func aWindowAndSkippedHoursHoldTogether() throws {
        let skips = state(due: 5, skipHours: [6, 7])
        #expect(try due(skips, active: WelcomeTimesTests.office) == 8)
    }

    @Test func aFeedThatSkipsEverythingIsPolledAllTheSame() throws {
        #expect(try due(state(due: 5, skipHours: Set(0..<24))) == 5)
        #expect(try due(state(due: 5, skipDays: Set(Weekday.allCases.map(\.rawValue)))) == 5)
        let all = state(due: 5, skipHours: Set(6..<22))
        #expect(try due(all, active: WelcomeTimesTests.office) == 6)
    }
}
