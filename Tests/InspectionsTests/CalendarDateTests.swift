import Foundation
import Inspections
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: ["2024-02-29", "1999-12-31", "0001-01-01"]) func readsWhatItWrites(text: String) {
        #expect(CalendarDate(iso: text)?.iso == text)
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-01-01", "2024-1-1", "2024-05-+3", "", "2024-01-01T",
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

    @Test(arguments: [
        "0001-01-01", "1900-02-28", "1969-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "2024-12-31", "2100-03-01",
        "9999-12-31",
    ])
    func isFoundAgainByItsDays(text: String) throws {
        let day = try #require(CalendarDate(iso: text))
        #expect(CalendarDate(daysSinceEpoch: day.daysSinceEpoch) == day)
        #expect(CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 4_000_000) == nil)
    }

    /// From the year 1589 on: before 1582 the library reckons by the Julian calendar, which ISO 8601 does not know.
    @Test func instantsAreWrittenAsTheLibraryWritesThem() {
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let instant = Date(timeIntervalSince1970: Double.random(in: -1.2e10...2e11, using: &chance))
            #expect(instant.iso8601 == instant.formatted(.iso8601))
        }
    }
}
