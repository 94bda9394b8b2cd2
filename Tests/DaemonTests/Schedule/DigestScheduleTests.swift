import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling

@Suite struct DigestScheduleTests {
    private static func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private static func schedule(_ day: Weekday?, _ hour: Int, _ minute: Int, _ zone: String) throws -> DigestSchedule {
        DigestSchedule(day: day, minute: hour * 60 + minute, zone: try #require(TimeZone(identifier: zone)))
    }

    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        var day: Weekday?
        var at = (7, 30)
        var zone = "Europe/London"
        let from: String
        let next: String
        let last: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Example(
            name: "winter", from: "2026-01-05T12:00:00Z", next: "2026-01-06T07:30:00Z", last: "2026-01-05T07:30:00Z"),
        Example(
            name: "summer", from: "2026-07-05T06:29:59Z", next: "2026-07-05T06:30:00Z", last: "2026-07-04T06:30:00Z"),
        Example(
            name: "the instant itself", from: "2026-07-05T06:30:00Z", next: "2026-07-05T06:30:00Z",
            last: "2026-07-05T06:30:00Z"),
        Example(
            name: "a week", day: .monday, from: "2026-01-05T07:30:01Z", next: "2026-01-12T07:30:00Z",
            last: "2026-01-05T07:30:00Z"),
        Example(
            name: "the day on which London's clocks go forward", from: "2026-03-28T08:00:00Z",
            next: "2026-03-29T06:30:00Z", last: "2026-03-28T07:30:00Z"),
        Example(
            name: "the day on which London's clocks go back", from: "2026-10-24T08:00:00Z",
            next: "2026-10-25T07:30:00Z", last: "2026-10-24T06:30:00Z"),
        Example(
            name: "a time that the clocks leave out is where they jump", at: (1, 30), from: "2026-03-28T12:00:00Z",
            next: "2026-03-29T01:00:00Z", last: "2026-03-28T01:30:00Z"),
        Example(
            name: "a time that comes twice counts once", at: (1, 30), from: "2026-10-25T00:30:01Z",
            next: "2026-10-26T01:30:00Z", last: "2026-10-25T00:30:00Z"),
        Example(
            name: "over a week with a change", day: .friday, at: (17, 0), from: "2026-03-27T17:00:01Z",
            next: "2026-04-03T16:00:00Z", last: "2026-03-27T17:00:00Z"),
        Example(
            name: "far east, where it is tomorrow already", day: .tuesday, at: (0, 0), zone: "Pacific/Auckland",
            from: "2026-01-05T10:00:00Z", next: "2026-01-05T11:00:00Z", last: "2025-12-29T11:00:00Z"),
        Example(
            name: "New York back", at: (1, 30), zone: "America/New_York", from: "2026-11-01T05:30:01Z",
            next: "2026-11-02T06:30:00Z", last: "2026-11-01T05:30:00Z"),
    ])
    func aDigestGoesOutByTheClocksOfItsPlace(example: Example) throws {
        let schedule = try DigestScheduleTests.schedule(example.day, example.at.0, example.at.1, example.zone)
        let from = try DigestScheduleTests.instant(example.from)
        #expect(schedule.first(from: from) == (try DigestScheduleTests.instant(example.next)))
        #expect(schedule.last(until: from) == (try DigestScheduleTests.instant(example.last)))
    }

    /// Through two years every day has one digest, and the last before one is the one before it.
    @Test(arguments: ["Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"])
    func noDayIsLeftOutAndNoneHasTwo(zone: String) throws {
        var chance = SeededGenerator(seed: 9)
        for _ in 0..<12 {
            let schedule = try DigestScheduleTests.schedule(
                nil, Int.random(in: 0...23, using: &chance), Int.random(in: 0...59, using: &chance), zone)
            var previous = schedule.first(from: try DigestScheduleTests.instant("2026-01-01T00:00:00Z"))
            for _ in 0..<730 {
                let next = schedule.first(from: previous.addingTimeInterval(1))
                #expect((22 * 3600...26 * 3600).contains(next.timeIntervalSince(previous)), "\(previous)")
                #expect(schedule.last(until: next) == next)
                #expect(schedule.last(until: next.addingTimeInterval(-1)) == previous)
                previous = next
            }
        }
    }
}
