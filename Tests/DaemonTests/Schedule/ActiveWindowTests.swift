import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Polling
@testable import System

@Suite struct ActiveWindowTests {
    static func window(_ days: [Weekday], _ opens: Int, _ closes: Int, _ zone: String) throws -> ActiveWindow {
        ActiveWindow(
            days: Set(days), opens: opens * 60, closes: closes * 60, zone: try #require(TimeZone(identifier: zone)))
    }

    private func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    struct Opening: Sendable, CustomTestStringConvertible {
        let name: String
        var days = Weekday.allCases
        let hours: (Int, Int)
        var zone = "Europe/London"
        let from: String
        let opens: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Opening(name: "open", hours: (6, 22), from: "2026-01-05T12:00:00Z", opens: "2026-01-05T12:00:00Z"),
        Opening(name: "winter", hours: (6, 22), from: "2026-01-05T05:59:59Z", opens: "2026-01-05T06:00:00Z"),
        Opening(name: "summer", hours: (6, 22), from: "2026-07-06T04:00:00Z", opens: "2026-07-06T05:00:00Z"),
        Opening(name: "the end is closed", hours: (6, 22), from: "2026-01-05T22:00:00Z", opens: "2026-01-06T06:00:00Z"),
        Opening(
            name: "over the weekend", days: Weekday.monday.through(.friday), hours: (6, 22),
            from: "2026-01-09T22:30:00Z", opens: "2026-01-12T06:00:00Z"),
        Opening(
            name: "over the weekend on which London's clocks go forward", days: Weekday.monday.through(.friday),
            hours: (6, 22), from: "2026-03-27T22:00:00Z", opens: "2026-03-30T05:00:00Z"),
        Opening(
            name: "over the weekend on which London's clocks go back", days: Weekday.monday.through(.friday),
            hours: (6, 22), from: "2026-10-23T21:00:00Z", opens: "2026-10-26T06:00:00Z"),
        Opening(
            name: "New York forward", hours: (6, 22), zone: "America/New_York", from: "2026-03-08T03:30:00Z",
            opens: "2026-03-08T10:00:00Z"),
        Opening(
            name: "New York back", hours: (6, 22), zone: "America/New_York", from: "2026-11-01T02:30:00Z",
            opens: "2026-11-01T11:00:00Z"),
        Opening(
            name: "an hour that the clocks leave out opens nothing", hours: (1, 2), from: "2026-03-29T00:30:00Z",
            opens: "2026-03-30T00:00:00Z"),
        Opening(
            name: "an opening that the clocks leave out is at the change", hours: (1, 5),
            from: "2026-03-29T00:30:00Z", opens: "2026-03-29T01:00:00Z"),
        Opening(
            name: "the same in New York", hours: (2, 5), zone: "America/New_York", from: "2026-03-08T06:00:00Z",
            opens: "2026-03-08T07:00:00Z"),
        Opening(
            name: "an hour that comes twice is open twice", hours: (1, 2), from: "2026-10-25T00:59:59Z",
            opens: "2026-10-25T00:59:59Z"),
        Opening(
            name: "also the second time", hours: (1, 2), from: "2026-10-25T01:00:00Z", opens: "2026-10-25T01:00:00Z"),
        Opening(
            name: "over midnight", days: [.friday], hours: (22, 6), from: "2026-01-10T05:59:00Z",
            opens: "2026-01-10T05:59:00Z"),
        Opening(
            name: "the night belongs to the day on which it begins", days: [.friday], hours: (22, 6),
            from: "2026-01-10T22:00:00Z", opens: "2026-01-16T22:00:00Z"),
        Opening(name: "whole day", hours: (0, 24), from: "2026-01-10T23:59:59Z", opens: "2026-01-10T23:59:59Z"),
        Opening(
            name: "a zone of half an hour", hours: (6, 22), zone: "Asia/Kolkata", from: "2026-01-05T20:00:00Z",
            opens: "2026-01-06T00:30:00Z"),
    ])
    func opens(opening: Opening) throws {
        let window = try ActiveWindowTests.window(opening.days, opening.hours.0, opening.hours.1, opening.zone)
        #expect(window.firstOpen(from: try instant(opening.from)) == (try instant(opening.opens)))
    }

    /// Over two years of seeded instants: what opens is open, nothing before it is, and asking again changes nothing.
    @Test(arguments: ["Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"])
    func theFirstOpenInstantIsOpenAndNoneBeforeIt(zone: String) throws {
        var chance = SeededGenerator(seed: 4)
        for _ in 0..<300 {
            let days = Weekday.allCases.shuffled(using: &chance).prefix(Int.random(in: 1...7, using: &chance))
            let opens = Int.random(in: 0...23, using: &chance)
            let closes = Int.random(in: 1...24, using: &chance)
            guard opens != closes else { continue }
            let window = try ActiveWindowTests.window(Array(days), opens, closes, zone)
            let from = Date(timeIntervalSince1970: 1_767_225_600 + Double.random(in: 0..<63_072_000, using: &chance))
            let open = window.firstOpen(from: from)
            #expect(open >= from)
            #expect(window.contains(open))
            #expect(window.firstOpen(from: open) == open)
            // An hour left out can close a weekly window for two weeks.
            #expect(open.timeIntervalSince(from) < 15 * 86400)
            for part in 0..<20 where open > from {
                let earlier = from.addingTimeInterval(open.timeIntervalSince(from) * Double(part) / 20)
                #expect(!window.contains(earlier))
            }
        }
    }

    @Test func aWindowThatOpensOnNoDayEndsTheSearch() throws {
        let window = try ActiveWindowTests.window([], 6, 22, "UTC")
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        #expect(window.firstOpen(from: now) == now)
    }
}
