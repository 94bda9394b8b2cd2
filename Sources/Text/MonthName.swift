/// Names of months as publishers write them, in the languages that they put into dates.
package enum MonthName {
    /// As the dates of HTTP and of mail write them, from January on.
    package static let short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// As English sentences write them, from January on.
    package static let full = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// 1 to 12 for a name or its first letters; `nil` for any other word.
    package static func number(_ word: some StringProtocol) -> Int? {
        let word = word.lowercased()
        if let number = all[word] { return number }
        let letters = word.unicodeScalars
        guard letters.count > 3 else { return nil }
        for length in [3, 4] {
            if let number = all[String(String.UnicodeScalarView(letters.prefix(length)))] { return number }
        }
        return nil
    }

    /// By the first three letters; by four where three stand for two months.
    private static let all: [String: Int] = {
        let stems = [
            "jan ene gen sty ιαν янв", "feb fév fev lut φεβ фев", "mar mär már mrt μάρ μαρ мар",
            "apr avr abr ápr kwi απρ апр", "may mai maj mei máj mag μάι μαι май мая",
            "jun juin jún giu cze ιούν ιουν июн",
            "jul juil júl lug lip ιούλ ιουλ июл", "aug aoû ago sie αύγ αυγ авг", "sep set sze wrz σεπ сен",
            "oct okt out ott paź οκτ окт", "nov lis νοέ νοε ноя", "dec dez déc dic gru δεκ дек",
        ]
        var all: [String: Int] = [:]
        for (index, names) in stems.enumerated() {
            for name in names.split(separator: " ") { all[String(name)] = index + 1 }
        }
        return all
    }()
}
