import Foundation
import Inspections
import Testing

/// Dates of which only the month is known.
@Suite struct MonthTests {
    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(dayOrMonth: text)) }

    @Test func aMonthIsWrittenAsItIsRead() throws {
        let month = try date("2018-09")
        #expect(month.isMonth && month.iso == "2018-09" && month == CalendarDate(year: 2018, month: 9))
        #expect(CalendarDate(iso: "2018-09") == nil)
        for text in ["2018-13", "2018-9", "2018-00", "0000-01"] { #expect(CalendarDate(dayOrMonth: text) == nil) }
    }

    @Test func aMonthComesBehindItsDaysAndBeforeTheNext() throws {
        let order = try ["2018-08-31", "2018-09-01", "2018-09-30", "2018-09", "2018-10-01", "2018-10"].map(date)
        #expect(order.reversed().sorted() == order)
        #expect(order.map(\.place) == order.map(\.place).sorted() && Set(order.map(\.place)).count == order.count)
    }

    @Test(arguments: [
        ("2018-09", "2018-09-01", 0), ("2018-09", "2018-09-30", 0), ("2018-09", "2018-10-01", 1),
        ("2018-09", "2018-08-31", 1), ("2018-09", "2018-09", 0), ("2018-09", "2018-11", 32),
        ("2018-09-02", "2018-09-12", 10),
    ])
    func aMonthIsAtNoDistanceFromItsDays(first: String, second: String, days: Int) throws {
        let (a, b) = (try date(first), try date(second))
        #expect(a.days(from: b) == days && b.days(from: a) == days)
    }

    @Test func whatWasKeptBeforeThereWereMonthsIsRead() throws {
        let old = Data(#"{"year":2018,"month":9,"day":2}"#.utf8)
        #expect(try JSONDecoder().decode(CalendarDate.self, from: old).iso == "2018-09-02")
        for text in ["2018-09", "2018-09-02"] {
            let stored = try JSONEncoder().encode(try date(text))
            #expect(try JSONDecoder().decode(CalendarDate.self, from: stored).iso == text)
        }
    }
}
