/// Names of months as feeds write them.
enum MonthName {
    /// 1 to 12 for a name or its first three letters or more; `nil` for any other word.
    static func number(_ word: some StringProtocol) -> Int? {
        let word = word.lowercased().filter { $0 != "." }
        guard word.count >= 3 else { return nil }
        for (index, names) in all.enumerated() where names.contains(where: { $0.hasPrefix(word) || word == $0 + "t" }) {
            return index + 1
        }
        return nil
    }

    // English and Greek.
    private static let all: [[String]] = [
        ["january", "ιαν"], ["february", "φεβ"], ["march", "μάρ", "μαρ"], ["april", "απρ"], ["may", "μάι", "μαι"],
        ["june", "ιούν", "ιουν"], ["july", "ιούλ", "ιουλ"], ["august", "αύγ", "αυγ"], ["september", "σεπ"],
        ["october", "οκτ"], ["november", "νοέ", "νοε"], ["december", "δεκ"],
    ]
}
