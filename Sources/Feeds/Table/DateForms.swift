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

/// What the dates of a table tell of the order of their numbers: a day beyond the twelfth can stand in one place alone.
struct DateEvidence {
    private var proofs: [DateForms.Order: Int] = [:]
    /// Least and greatest number at the beginning and at the end of dates with two digits for the year.
    private var firsts: ClosedRange<Int>?
    private var lasts: ClosedRange<Int>?

    /// As many proofs are as good as all: what comes behind them and cannot be read by them is at fault.
    private static let enough = 1000

    var isEnough: Bool { proofs.values.reduce(0, +) >= DateEvidence.enough }

    mutating func add(_ text: String) {
        guard let numbers = TableDate.numbers(in: text) else { return }
        if let proof = numbers.proof { proofs[proof, default: 0] += 1 }
        guard numbers.isShort else { return }
        firsts = DateEvidence.wider(firsts, numbers.first)
        lasts = DateEvidence.wider(lasts, numbers.last)
    }

    /// The order that the dates prove; nil where none does, or where more than one in a hundred prove another.
    var order: DateForms.Order? {
        guard let best = proofs.max(by: { $0.value < $1.value }) else { return nil }
        let others = proofs.values.reduce(0, +) - best.value
        if others * 100 > best.value { return nil }
        // Of two digits the year may stand first: then the last numbers, as days, are spread wider than the first.
        if best.key == .dmy, let firsts, let lasts, lasts.count > firsts.count { return nil }
        return best.key
    }

    private static func wider(_ range: ClosedRange<Int>?, _ number: Int) -> ClosedRange<Int> {
        range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
    }
}
