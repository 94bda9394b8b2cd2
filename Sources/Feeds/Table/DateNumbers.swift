import Inspections

/// The three numbers of a date that names no month.
struct DateNumbers: Sendable, Hashable {
    private let parts: [Substring]
    private let values: [Int]

    /// Nil where one of the three is no number of one, two or four digits, or where two might be the year.
    init?(_ parts: [Substring]) {
        guard parts.count == 3, parts[1].count <= 2, parts[0].count == 4 ? parts[2].count <= 2 : parts[0].count <= 2,
            [1, 2, 4].contains(parts[2].count)
        else { return nil }
        let values = parts.compactMap { part in part.allSatisfy(\.isWholeNumber) ? Int(part) : nil }
        guard values.count == 3 else { return nil }
        self.parts = parts
        self.values = values
    }

    /// True where four digits at the beginning tell the year, behind which the month comes.
    var isOrdered: Bool { parts[0].count == 4 }

    /// True where two digits are all that is known of the year.
    var isShort: Bool { !isOrdered && parts[2].count <= 2 }

    var first: Int { values[0] }
    var last: Int { values[2] }

    /// The only order in which the numbers can be a day; nil where there are several, or none.
    var proof: DateForms.Order? {
        if isShort, first > 31 { return .ymd }
        if first > 12, values[1] <= 12, first <= 31 { return .dmy }
        if values[1] > 12, first <= 12, values[1] <= 31 { return .mdy }
        return nil
    }

    func read(by order: DateForms.Order?) -> TableDate {
        if isOrdered { return result(day(.ymd)) }
        if let order { return result(order == .ymd && !isShort ? nil : day(order)) }
        let orders: [DateForms.Order] = isShort ? [.dmy, .mdy, .ymd] : [.dmy, .mdy]
        let days = Set(orders.compactMap(day))
        return days.isEmpty
            ? .none : days.count == 1 && !isShort && first == values[1] ? result(days.first) : .needsOrder
    }

    private func day(_ order: DateForms.Order) -> CalendarDate? {
        let (year, month, day) =
            switch order {
            case .dmy: (parts[2], values[1], values[0])
            case .mdy: (parts[2], values[0], values[1])
            case .ymd: (parts[0], values[1], values[2])
            }
        return TableDate.year(year).flatMap { CalendarDate(year: $0, month: month, day: day) }
    }

    private func result(_ day: CalendarDate?) -> TableDate { day.map(TableDate.day) ?? .none }
}
