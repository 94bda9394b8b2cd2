import Foundation
import Inspections
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: ["2024-02-29", "1999-12-31", "0001-01-01"]) func readsWhatItWrites(text: String) {
        #expect(CalendarDate(iso: text)?.iso == text)
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-01-01", "2024-1-1", "", "2024-01-01T",
    ])
    func refusesWhatIsNoDay(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test(arguments: [("1970-01-01", 0), ("2000-03-01", 11017), ("1969-12-31", -1), ("2024-02-29", 19782)])
    func countsDays(text: String, days: Int) throws {
        #expect(try #require(CalendarDate(iso: text)).daysSinceEpoch == days)
    }

    /// A publication just after midnight in London is still of the day before in UTC while summer time holds.
    @Test(arguments: [
        ("2024-07-11T23:30:00Z", "2024-07-12"), ("2024-01-11T23:30:00Z", "2024-01-11"),
        ("2024-03-31T00:59:59Z", "2024-03-31"),
    ])
    func givesTheDayInLondon(instant: String, day: String) throws {
        #expect(CalendarDate(london: try Date(instant, strategy: .iso8601))?.iso == day)
    }
}
