import Text

extension CalendarDate {
    /// `26 February 2024`; `February 2024` for a month.
    package var inWords: String { "\(dayAndMonth) \(year)" }

    /// `26 February`.
    fileprivate var dayAndMonth: String { (isMonth ? "" : "\(day) ") + MonthName.full[month - 1] }
}

extension InspectionDates {
    /// `26 February to 8 March 2024`, `4 to 8 March 2024`, `4 March 2024`; `nil` where no day is known.
    package var inWords: String? {
        guard let start else { return end?.inWords }
        guard let end, end != start else { return start.inWords }
        if start.year != end.year { return "\(start.inWords) to \(end.inWords)" }
        if start.month != end.month || start.isMonth || end.isMonth { return "\(start.dayAndMonth) to \(end.inWords)" }
        return "\(start.day) to \(end.inWords)"
    }
}
