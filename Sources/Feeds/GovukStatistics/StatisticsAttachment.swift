package import Inspections
import Text

/// One file of a statistical data set.
package struct StatisticsAttachment: Sendable, Hashable {
    package let title: String
    /// Absolute; part of it changes with each release.
    package let url: String
    package let isTable: Bool
    /// True for a spreadsheet or an archive, whose sheet or file may be the table where no CSV is published.
    package let mayHoldTable: Bool
    /// The last day that its title names, else its file's name: `... as at 31 March 2024`; the last of the month where no day
    /// is named.
    package let asAt: CalendarDate?

    init(title: String, url: String, isTable: Bool, mayHoldTable: Bool = false) {
        self.title = title
        self.url = url
        self.isTable = isTable
        self.mayHoldTable = mayHoldTable
        let file = url.split(separator: "/").last.map(String.init) ?? ""
        asAt = StatisticsAttachment.day(in: title) ?? StatisticsAttachment.day(in: file)
    }

    /// Nil for what has no title or address.
    init?(_ attachment: [String: Any], base: String) {
        guard let title = attachment["title"] as? String, let url = attachment["url"] as? String else { return nil }
        let type = attachment["content_type"] as? String
        let file = (attachment["filename"] as? String ?? url).lowercased()
        self.init(
            title: title, url: Address.resolve(url, against: base),
            isTable: type == "text/csv" || file.hasSuffix(".csv"),
            mayHoldTable: [".ods", ".xlsx", ".zip"].contains { file.hasSuffix($0) })
    }

    private static func day(in text: String) -> CalendarDate? {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        var found: CalendarDate?
        for (place, word) in words.enumerated() where place + 1 < words.count {
            guard let month = MonthName.number(word), words[place + 1].count == 4, let year = Int(words[place + 1])
            else { continue }
            let day = place > 0 ? Int(words[place - 1].prefix { $0.isNumber }) : nil
            let last = (28...31).reversed().lazy.compactMap { CalendarDate(year: year, month: month, day: $0) }.first
            found = day.flatMap { CalendarDate(year: year, month: month, day: $0) } ?? last
        }
        return found
    }
}
