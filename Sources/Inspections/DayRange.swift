/// The days of an inspection, as far as they are known, on a line of days.
struct DayRange: Hashable, Sendable {
    let first: Int
    let last: Int

    /// Days that may lie between two statements on one inspection.
    static let slack = 31

    /// `nil` where no first day is known.
    init?(_ dates: InspectionDates) {
        guard let start = dates.start else { return nil }
        first = start.daysSinceEpoch
        last = max(start.lastDay.daysSinceEpoch, dates.end?.lastDay.daysSinceEpoch ?? first)
    }

    init(day: CalendarDate) {
        first = day.daysSinceEpoch
        last = day.lastDay.daysSinceEpoch
    }

    /// Days between the two; 0 where they have one in common.
    func distance(to other: DayRange) -> Int {
        max(0, first - other.last, other.first - last)
    }
}
