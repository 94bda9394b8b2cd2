import Inspections
import Text

/// A day as the site prints it: `16 May 2024`, `06 May 2024`.
enum PrintedDay {
    /// `nil` for anything else.
    static func read(_ text: some StringProtocol) -> CalendarDate? {
        let words = text.collapsed.split(separator: " ")
        guard words.count == 3, (1...2).contains(words[0].count), words[2].count == 4, let day = Int(words[0]),
            let month = MonthName.number(words[1]), let year = Int(words[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
