import Inspections
import Text

/// Dates as tables print them. What cannot mean two days is read without being told: `20240331`, `2024-03-31`,
/// `2024/03/31`, `31 March 2024`, `31st March 2024`, `March 31, 2024`, `31-Mar-24`, `Sunday 31 March 2024`, each
/// perhaps with a time behind it, and `Mar 2024` for a whole month. `31/03/2024` and `31/03/24` are read by the order
/// that is stated, or that the table proves.
enum TableDate: Sendable, Hashable {
    case day(CalendarDate)
    /// Which of three numbers is the day is not known.
    case needsOrder
    case none

    init(_ text: String, forms: DateForms) {
        if let base = forms.serialBase, let day = TableDate.serial(text, base) {
            self = .day(day)
            return
        }
        if let day = TableDate.london(text) {
            self = .day(day)
            return
        }
        let parts = TableDate.parts(of: text)
        switch parts.count {
        case 1: self = TableDate.result(TableDate.digits(parts[0]))
        case 2: self = TableDate.result(TableDate.month(parts, forms))
        case 3:
            if let numbers = DateNumbers(parts) {
                self = numbers.read(by: forms.order)
            } else {
                self = TableDate.result(TableDate.named(parts))
            }
        default: self = .none
        }
    }

    /// The day by forms that cannot mean two.
    static func day(_ text: String, forms: DateForms = DateForms()) -> CalendarDate? {
        if case .day(let day) = TableDate(text, forms: forms) { day } else { nil }
    }

    /// Three numbers in an order that the text alone does not tell; nil for any other text.
    static func numbers(in text: String) -> DateNumbers? {
        DateNumbers(parts(of: text)).flatMap { $0.isOrdered ? nil : $0 }
    }

    /// Of two digits below 69 it is one of this century, as in POSIX.
    static func year(_ digits: Substring) -> Int? {
        guard let year = Int(digits), digits.allSatisfy(\.isWholeNumber) else { return nil }
        switch digits.count {
        case 4: return year
        case 2: return year < 69 ? 2000 + year : 1900 + year
        default: return nil
        }
    }

    private static func result(_ day: CalendarDate?) -> TableDate { day.map(TableDate.day) ?? .none }

    /// `2024-05-15T23:00:00Z` is the 16th: so programs write the midnight with which it begins. An instant in another
    /// zone stands for the day that it prints, which is that of its publisher.
    private static func london(_ text: String) -> CalendarDate? {
        guard text.utf8.last == UInt8(ascii: "Z"), isISO(text.prefix(10)) else { return nil }
        return W3CDate(text).flatMap { CalendarDate(london: $0.moment.date) }
    }

    /// The words and numbers of a date, without its time, the name of its weekday and the ending of its ordinal.
    private static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
            if word.contains(":") {
                // `2024-03-31T00:00:00`: the day stands before the letter.
                let day = word.prefix { $0 != "T" }
                if day.endIndex < word.endIndex { parts += split(day) }
                break
            }
            if parts.isEmpty, weekdays.contains(word.prefix(3).lowercased()), word.allSatisfy(\.isLetter) { continue }
            if word.lowercased() == "of" { continue }
            parts += split(word)
        }
        return parts.map(withoutOrdinal)
    }

    private static func split(_ word: Substring) -> [Substring] {
        let day = word.firstIndex(of: "T").flatMap { isISO(word[..<$0]) ? word[..<$0] : nil } ?? word
        return day.split { $0 == "/" || $0 == "-" || $0 == "." }
    }

    private static func isISO(_ text: Substring) -> Bool { CalendarDate(iso: String(text)) != nil }

    private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static func withoutOrdinal(_ part: Substring) -> Substring {
        guard part.count > 2, part.first?.isWholeNumber == true,
            ["st", "nd", "rd", "th"].contains(part.suffix(2).lowercased())
        else { return part }
        return part.dropLast(2)
    }

    /// `20240331`; no publisher writes eight digits in another order that would be a day of our centuries.
    private static func digits(_ part: Substring) -> CalendarDate? {
        guard part.count == 8, part.allSatisfy(\.isWholeNumber), let number = Int(part),
            (1900...2100).contains(number / 10_000)
        else { return nil }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// Only years that inspections have: any other number is no day.
    private static func serial(_ text: String, _ base: SerialBase) -> CalendarDate? {
        let whole = text.prefix { $0 != "." }
        guard whole.count == 5, whole.allSatisfy(\.isWholeNumber), let number = Int(whole),
            text.dropFirst(whole.count + 1).allSatisfy(\.isWholeNumber)
        else { return nil }
        return CalendarDate(daysSinceEpoch: base.daysSinceEpoch + number)
    }

    private static func month(_ parts: [Substring], _ forms: DateForms) -> CalendarDate? {
        if let month = name(parts[0]), parts[1].count == 4 || forms.readsMonths {
            return year(parts[1]).flatMap { CalendarDate(year: $0, month: month) }
        }
        guard forms.readsMonths, let first = Int(parts[0]), let second = Int(parts[1]) else { return nil }
        if parts[0].count == 4, parts[1].count <= 2 { return CalendarDate(year: first, month: second) }
        if parts[1].count == 4, parts[0].count <= 2 { return CalendarDate(year: second, month: first) }
        return nil
    }

    /// With the name of a month among the three.
    private static func named(_ parts: [Substring]) -> CalendarDate? {
        if let month = name(parts[1]) {
            if parts[0].count == 4 {
                guard let year = Int(parts[0]) else { return nil }
                return day(parts[2], month, year)
            }
            return year(parts[2]).flatMap { day(parts[0], month, $0) }
        }
        if let month = name(parts[0]) { return year(parts[2]).flatMap { day(parts[1], month, $0) } }
        return nil
    }

    private static func day(_ text: Substring, _ month: Int, _ year: Int) -> CalendarDate? {
        guard text.count <= 2, let day = Int(text) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private static func name(_ part: Substring) -> Int? {
        part.first?.isLetter == true ? MonthName.number(part) : nil
    }
}

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
