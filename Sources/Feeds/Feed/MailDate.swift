import Inspections

/// `Thu, 01 Jan 2004 19:48:21 GMT`, `Sun Jan  4 16:29:06 2004` and their broken forms: a name of a month, a day, a year,
/// in any order.
struct MailDate {
    let moment: Moment

    init?(_ text: String) {
        var month: Int?
        var numbers: [Substring] = []
        var time: TimeOfDay?
        var zone: ZoneOffset?
        for word in MailDate.words(text) {
            if word.contains(":"), word.first?.isNumber == true {
                guard time == nil, let read = TimeOfDay(word) else { return nil }
                time = read
            } else if word.allSatisfy(\.isNumber) {
                numbers.append(word)
            } else if month == nil, let read = MonthName.number(word) {
                month = read
            } else if let read = ZoneOffset(word) {
                zone = read
            } else if word.first?.isLetter != true || time != nil {
                return nil
            }
        }
        guard let month, numbers.count == 2 else { return nil }
        let yearFirst = numbers[0].count > 2
        guard let day = Int(numbers[yearFirst ? 1 : 0]), let year = Int(numbers[yearFirst ? 0 : 1]),
            let date = CalendarDate(
                year: numbers[yearFirst ? 0 : 1].count == 2 ? W3CDate.century(year) : year, month: month, day: day)
        else { return nil }
        moment = Moment(day: date, time: time ?? TimeOfDay(), zone: zone ?? .utc)
    }

    /// `24-Nov-2023` and `Fri,24` are several words, `-0700` and `Etc/GMT` are one.
    private static func words(_ text: String) -> [Substring] {
        text.split { $0.isWhitespace || $0 == "," }.flatMap { word in
            word.first?.isNumber == true && word.contains(where: \.isLetter)
                ? word.split(whereSeparator: { "-/.".contains($0) }) : [word]
        }
    }
}
