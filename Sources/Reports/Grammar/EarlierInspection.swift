/// Tells the grades of earlier inspections, which reports list too, from their own.
enum EarlierInspection {
    static let marks: Set<String> = [
        "last", "previous", "previously", "earlier", "prior", "was", "were", "had",
    ]

    /// True where the nearest sentence above that introduces a list speaks of an inspection before this one.
    static func isListed(_ lines: [Line], at index: Int) -> Bool {
        let above = lines[..<index].suffix(7)
        guard let introduction = above.lastIndex(where: { $0.text.hasSuffix(":") }) else { return false }
        return lines[max(0, introduction - 2)...introduction].flatMap(\.words).contains(where: marks.contains)
    }
}
