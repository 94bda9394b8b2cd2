import Inspections
import Text

/// `Thu, 01 Jan 2004 19:48:21 GMT`, `Sun Jan  4 16:29:06 2004`, `Fri, 2006/09/15 08:19:53 EDT` and their broken forms:
/// a day, a month, a year in any order that leaves no doubt.
struct MailDate {
    private var month: Int?
    private var numbers: [DateScanner.Number] = []
    private var time: TimeOfDay?
    private var half: HalfDay?
    private var zone: ZoneOffset?
    private var isKorean = false
    private var hasUnknownZone = false

    init?(_ text: String) {
        var scanner = DateScanner(text)
        while let next = scanner.next {
            if scanner.isAtDigit {
                guard readNumber(&scanner) else { return nil }
            } else if time != nil, next == UInt8(ascii: "+") || next == UInt8(ascii: "-"), scanner.isBeforeDigit {
                guard let read = ZoneOffset(&scanner) else { return nil }
                zone = read
            } else if next == UInt8(ascii: "(") {
                // A comment of RFC 822: `GMT+0000 (Coordinated Universal Time)`.
                while !scanner.isAtEnd, !scanner.take(")") { scanner.skip() }
            } else if let word = scanner.word() {
                guard readWord(word) else { return nil }
            } else if next == UInt8(ascii: "+") {
                return nil
            } else {
                scanner.skip()
            }
        }
    }

    /// `nil` where there is no such day, or the order of its numbers leaves a doubt.
    var moment: Moment? {
        guard let day else { return nil }
        let time = time ?? TimeOfDay()
        return Moment(day: day, time: half.map(time.on) ?? time, zone: zone ?? (isKorean ? .fixed(9 * 3_600) : .utc))
    }

    private mutating func readNumber(_ scanner: inout DateScanner) -> Bool {
        guard let number = scanner.number() else { return false }
        if scanner.next == UInt8(ascii: ":") {
            guard time == nil, let read = TimeOfDay(hour: number, &scanner) else { return false }
            time = read
        } else {
            guard numbers.count < 3 else { return false }
            numbers.append(number)
        }
        return true
    }

    private mutating func readWord(_ word: String) -> Bool {
        if let read = HalfDay(word.lowercased()) {
            half = read
        } else if month == nil || time == nil, let read = MonthName.number(word) {
            // In French and Spanish a Tuesday is written like March; the month comes after it.
            month = read
        } else if time != nil {
            // The time of a place that nobody knows is better than none.
            if let read = ZoneOffset(named: word) {
                zone = zone ?? read
            } else if zone == nil, !hasUnknownZone {
                hasUnknownZone = true
            } else {
                return false
            }
        }
        if word.unicodeScalars.contains(where: { (0xAC00...0xD7A3).contains($0.value) }) { isKorean = true }
        return true
    }

    private var day: CalendarDate? {
        let year: DateScanner.Number
        let monthNumber: Int
        let dayNumber: Int
        switch (month, numbers.count) {
        case (let month?, 2):
            let isYearFirst = numbers[0].digits > 2
            year = numbers[isYearFirst ? 0 : 1]
            (monthNumber, dayNumber) = (month, numbers[isYearFirst ? 1 : 0].value)
        case (nil, 3) where numbers[0].digits == 4:
            year = numbers[0]
            (monthNumber, dayNumber) = (numbers[1].value, numbers[2].value)
        case (nil, 3) where numbers[2].digits == 4:
            year = numbers[2]
            let (first, second) = (numbers[0].value, numbers[1].value)
            // 05/06/2014 is one day in Britain, another in America.
            guard first > 12 || second > 12 || first == second else { return nil }
            (monthNumber, dayNumber) = second > 12 ? (first, second) : (second, first)
        default: return nil
        }
        return CalendarDate(
            year: year.digits == 2 ? W3CDate.century(year.value) : year.value, month: monthNumber, day: dayNumber)
    }
}
