/// Tells the grades of earlier inspections, which reports list too, from their own.
enum EarlierInspection {
    static let marks: Set<String> = [
        "last", "previous", "previously", "earlier", "prior", "was", "were", "had",
    ]

    /// True where the heading above, or the nearest sentence above that introduces a list, speaks of an inspection before this one.
    static func isListed(_ lines: [Line], at index: Int) -> Bool {
        if index > 0, isHeading(lines[index - 1]) { return true }
        let above = lines[..<index].suffix(7)
        guard let introduction = above.lastIndex(where: { $0.text.hasSuffix(":") }) else { return false }
        return lines[max(0, introduction - 2)...introduction].flatMap(\.words).contains(where: marks.contains)
    }

    /// "Previous inspection", "Judgements at the last inspection".
    private static func isHeading(_ line: Line) -> Bool {
        line.words.count <= 6 && line.text.first?.isUppercase == true && line.text.last?.isPunctuation == false
            && line.words.contains { ["inspection", "judgement", "judgements", "grade", "grades"].contains($0) }
            && line.words.contains { ["last", "previous", "earlier", "prior"].contains($0) }
    }
}
