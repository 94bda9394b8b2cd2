import Foundation
import Fuzzing
import Inspections

@testable import Feeds
@testable import Reports

/// Dates of feeds and of inspections, one a line.
@main
enum DateFuzz {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func main() {
        FuzzDriver.run { input in
            let text = String(decoding: input, as: UTF8.self)
            for line in text.split(separator: "\n") {
                checkFeedDate(String(line))
                checkInspectionDates(String(line))
                checkCalendarDate(String(line))
            }
            return true
        }
    }

    private static func checkFeedDate(_ text: String) {
        guard let date = FeedDate.parse(text) else { return }
        let seconds = date.timeIntervalSince1970
        Property.holds(seconds == seconds.rounded(), "an instant has whole seconds")
        // From 1583 to 9999: Foundation writes older days by the Julian calendar, and a zone may lead past the last
        // year.
        guard (-12_212_553_600..<253_402_300_800).contains(seconds) else { return }
        Property.holds(FeedDate.parse(date.iso8601) == date, "\(text) is \(date.iso8601), and is read as that again")
    }

    private static func checkInspectionDates(_ text: String) {
        guard let dates = DateRange.read(text), let start = dates.start, let end = dates.end else { return }
        Property.holds(start <= end, "\(text): \(start.iso) is not after \(end.iso)")
        // Two digits of a year stand for another one.
        guard start.year >= 100 else { return }
        let figures = [start, end].map { "\($0.day)/\($0.month)/\($0.year)" }.joined(separator: " to ")
        Property.holds(DateRange.read(figures) == dates, "\(text) is \(figures), and is read as that again")
        guard start.year >= 1990, end.year < 2200, end.daysSinceEpoch - start.daysSinceEpoch < 366 else { return }
        let words = [start, end].map { "\($0.day) \(months[$0.month - 1]) \($0.year)" }.joined(separator: " to ")
        Property.holds(DateRange.read(words) == dates, "\(text) is \(words), and is read as that again")
    }

    private static func checkCalendarDate(_ text: String) {
        guard let date = CalendarDate(iso: text) else { return }
        Property.holds(date.iso == text, "\(text) is \(date.iso), and has one spelling")
    }
}
