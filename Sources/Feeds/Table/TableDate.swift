import Inspections
import Text

/// Dates as tables print them: `31/03/2024`, `31/03/24`, `2024-03-31`, `31 March 2024`, `31-Mar-24`, each perhaps with a time
/// behind it.
enum TableDate {
    static func day(_ text: String) -> CalendarDate? {
        let date = text.split(separator: "T").first.map(String.init) ?? text
        if let iso = CalendarDate(iso: String(date.prefix(10))), !date.contains("/") { return iso }
        let words = text.split { $0 == " " || $0 == "/" || $0 == "-" || $0 == "." }
        guard words.count >= 3, words[0].count <= 2, let day = Int(words[0]),
            let month = Int(words[1]) ?? MonthName.number(words[1]), let year = year(words[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// Of two digits below 69 it is one of this century, as in POSIX.
    private static func year(_ text: Substring) -> Int? {
        guard let year = Int(text), text.allSatisfy(\.isNumber) else { return nil }
        switch text.count {
        case 4: return year
        case 2: return year < 69 ? 2000 + year : 1900 + year
        default: return nil
        }
    }
}
