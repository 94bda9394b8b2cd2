import Foundation
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import System

@Suite struct QuietHoursTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let quiet: String
        let now: String
        /// `nil` where alerts may be sent.
        let end: String?
        var testDescription: String { name }
    }

    private func window(_ text: String) throws -> ActiveWindow {
        let yaml = """
            feeds: [{name: a, kind: feed, url: 'https://example.org/a.atom'}]
            receivers: [{name: a, kind: webhook, url: 'https://example.org/', quiet: '\(text)'}]

            """
        let configuration = try Configuration.parse(
            yaml, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/srv"))
        return try #require(configuration.receivers.first?.quiet)
    }

    @Test(arguments: [
        Example(
            name: "by day", quiet: "22:00-07:00 Europe/London", now: "2026-01-05T12:00:00Z", end: nil),
        Example(
            name: "before midnight", quiet: "22:00-07:00 Europe/London", now: "2026-01-05T22:00:00Z",
            end: "2026-01-06T07:00:00Z"),
        Example(
            name: "after midnight", quiet: "22:00-07:00 Europe/London", now: "2026-01-06T06:59:59Z",
            end: "2026-01-06T07:00:00Z"),
        Example(name: "the end", quiet: "22:00-07:00 Europe/London", now: "2026-01-06T07:00:00Z", end: nil),
        Example(
            name: "summer", quiet: "22:00-07:00 Europe/London", now: "2026-07-05T21:00:00Z",
            end: "2026-07-06T06:00:00Z"),
        Example(
            name: "the night in which the clocks go forward is an hour shorter", quiet: "22:00-07:00 Europe/London",
            now: "2026-03-28T22:00:00Z", end: "2026-03-29T06:00:00Z"),
        Example(
            name: "the night in which they go back is an hour longer", quiet: "22:00-07:00 Europe/London",
            now: "2026-10-24T21:00:00Z", end: "2026-10-25T07:00:00Z"),
        Example(
            name: "an end that the clocks leave out is where they jump", quiet: "22:00-01:30 Europe/London",
            now: "2026-03-29T00:59:00Z", end: "2026-03-29T01:00:00Z"),
        Example(
            name: "what comes twice is quiet twice", quiet: "01:00-01:30 Europe/London", now: "2026-10-25T01:10:00Z",
            end: "2026-10-25T01:30:00Z"),
        Example(
            name: "a weekend", quiet: "Sat-Sun 00:00-24:00 Europe/London", now: "2026-03-28T00:00:00Z",
            end: "2026-03-29T23:00:00Z"),
        Example(
            name: "the night of a Friday alone", quiet: "Fri 22:00-07:00 UTC", now: "2026-01-10T03:00:00Z",
            end: "2026-01-10T07:00:00Z"),
        Example(name: "the night before it", quiet: "Fri 22:00-07:00 UTC", now: "2026-01-09T03:00:00Z", end: nil),
        Example(
            name: "New York back", quiet: "22:00-07:00 America/New_York", now: "2026-11-01T03:00:00Z",
            end: "2026-11-01T12:00:00Z"),
    ])
    func alertsWaitUntilItsEnd(example: Example) throws {
        let schedule = DeliverySchedule(quiet: try window(example.quiet))
        let now = try Date(example.now, strategy: .iso8601)
        #expect(schedule.quietEnd(at: now) == (try example.end.map { try Date($0, strategy: .iso8601) }))
    }

    /// What is said to wait until then may be sent then, and not a second before.
    @Test(arguments: ["Mon-Fri 18:00-08:00 Europe/London", "Sat,Sun 00:00-24:00 America/New_York", "12:00-11:59 UTC"])
    func itIsQuietUpToTheEndAlone(quiet: String) throws {
        let schedule = DeliverySchedule(quiet: try window(quiet))
        let start = try Date("2026-01-01T00:00:00Z", strategy: .iso8601)
        for hour in 0..<(366 * 24) {
            let now = start.addingTimeInterval(Double(hour) * 3600)
            guard let end = schedule.quietEnd(at: now) else { continue }
            #expect(end > now)
            #expect(schedule.quietEnd(at: end) == nil)
            #expect(schedule.quietEnd(at: end.addingTimeInterval(-1)) == end)
        }
    }
}
