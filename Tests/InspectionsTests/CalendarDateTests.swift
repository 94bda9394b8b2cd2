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

    /// A leap year is every fourth, but of the hundreds only every fourth.
    @Test(arguments: [
        ("1900-02-29", false), ("2100-02-29", false), ("2000-02-29", true), ("2400-02-29", true), ("2022-02-29", false),
        ("2024-02-30", false), ("2024-04-31", false), ("2024-06-31", false), ("2024-09-31", false),
        ("2024-11-31", false), ("2024-12-31", true), ("2024-12-32", false), ("2024-01-00", false),
        ("0000-12-31", false),
    ])
    func aMonthHasItsDays(text: String, exists: Bool) {
        #expect((CalendarDate(iso: text) != nil) == exists)
        let parts = text.split(separator: "-").compactMap { Int($0) }
        #expect((CalendarDate(year: parts[0], month: parts[1], day: parts[2]) != nil) == exists)
    }

    /// From the first day of the calendar to the last: each day is one later than the day before, and none is left out.
    @Test func daysAreCountedWithoutAGap() throws {
        let (first, last) = (CalendarDate.distantPast.daysSinceEpoch, CalendarDate.distantFuture.daysSinceEpoch)
        #expect(CalendarDate(daysSinceEpoch: first - 1) == nil && CalendarDate(daysSinceEpoch: last + 1) == nil)
        // Around each turn of a month of four centuries, and a day of each year beyond them.
        let turns = stride(from: 1900, through: 2300, by: 1).flatMap { year in
            (1...12).compactMap { CalendarDate(year: year, month: $0, day: 1)?.daysSinceEpoch }
        }
        for days in turns.flatMap({ [$0 - 1, $0] }) + Array(stride(from: first, through: last, by: 365)) {
            let day = try #require(CalendarDate(daysSinceEpoch: days))
            #expect(day.daysSinceEpoch == days)
            if let next = CalendarDate(daysSinceEpoch: days + 1) {
                #expect(day < next && next.days(from: day) == 1 && day.days(from: next) == 1)
                #expect(next.day == 1 ? next.month != day.month : next.month == day.month && next.day == day.day + 1)
            }
        }
    }

    /// The last instant of a day in London is of that day, and the next one of the next day, through every change of
    /// clocks.
    @Test(arguments: [
        ("2024-01-11", "2024-01-11T23:59:59Z"), ("2024-07-11", "2024-07-11T22:59:59Z"),
        ("2024-03-30", "2024-03-30T23:59:59Z"), ("2024-03-31", "2024-03-31T22:59:59Z"),
        ("2024-10-26", "2024-10-26T22:59:59Z"), ("2024-10-27", "2024-10-27T23:59:59Z"),
    ])
    func aDayEndsInLondon(text: String, instant: String) throws {
        let day = try #require(CalendarDate(iso: text))
        let end = try #require(day.endInLondon)
        #expect(end.iso8601 == instant)
        #expect(CalendarDate(london: end) == day)
        #expect(CalendarDate(london: end.addingTimeInterval(0.002))?.daysSinceEpoch == day.daysSinceEpoch + 1)
    }

    @Test func whatIsBeyondTheCalendarIsNoDayInLondon() {
        for seconds in [1e12, -1e12] {
            #expect(CalendarDate(london: Date(timeIntervalSince1970: seconds)) == nil, "\(seconds)")
        }
    }
}
