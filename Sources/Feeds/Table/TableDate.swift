import Inspections

/// Dates as tables print them: `31/03/2024`, `2024-03-31`, `31 March 2024`, each perhaps with a time behind it.
enum TableDate {
    static func day(_ text: String) -> CalendarDate? {
        let date = text.split(separator: "T").first.map(String.init) ?? text
        if let iso = CalendarDate(iso: String(date.prefix(10))), !date.contains("/") { return iso }
        let words = text.split { $0 == " " || $0 == "/" || $0 == "-" || $0 == "." }
        guard words.count >= 3, words[0].count <= 2, let day = Int(words[0]),
            let month = Int(words[1]) ?? MonthName.number(words[1]), words[2].count == 4, let year = Int(words[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
