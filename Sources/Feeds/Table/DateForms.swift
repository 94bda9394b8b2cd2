/// In which forms a table prints its dates, as far as they cannot be told from one date alone.
package struct DateForms: Sendable, Hashable {
    /// In which order three numbers stand.
    package enum Order: String, CaseIterable, Sendable {
        /// `31/03/2024`
        case dmy
        /// `03/31/2024`
        case mdy
        /// `24/03/31`; with four digits the year tells itself.
        case ymd
    }

    /// Nil where the table's own days must tell it.
    package var order: Order?
    /// True where `Sep-18`, `09/2018` and `2018-09` are months.
    package var readsMonths: Bool
    /// The day that a spreadsheet counts its days from; nil where numbers are no days.
    package var serialBase: SerialBase?

    package init(order: Order? = nil, readsMonths: Bool = false, serialBase: SerialBase? = nil) {
        self.order = order
        self.readsMonths = readsMonths
        self.serialBase = serialBase
    }
}

/// What a spreadsheet's number of a day counts from.
package enum SerialBase: Sendable, Hashable {
    /// The day before 31 December 1899: Excel takes 1900 for a leap year.
    case year1900
    case year1904

    /// Days from 1970-01-01 to the day with number 0.
    var daysSinceEpoch: Int { self == .year1900 ? -25_569 : -24_107 }
}
