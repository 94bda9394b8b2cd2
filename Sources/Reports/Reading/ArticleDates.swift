import Inspections

/// The days that an article states with their year: of the inspection, and of the report's publication.
struct ArticleDates: Sendable {
    private(set) var inspection = InspectionDates(start: nil, end: nil)
    private(set) var published: CalendarDate?

    private static let inspectionMarks: Set<String> = [
        "inspection", "inspected", "inspectors", "visit", "visited",
    ]
    private static let publicationMarks: Set<String> = ["published", "released", "publication"]
    private static let leads: Set<String> = ["on", "between", "from", "dated"]

    /// Two statements of one kind that differ state nothing.
    init(_ sentences: [String]) {
        var inspections: Set<InspectionDates> = []
        var publications: Set<CalendarDate> = []
        for sentence in sentences {
            let parts = sentence.split(whereSeparator: \.isWhitespace)
            var mark: String?
            for (index, part) in parts.enumerated() {
                let word = Words.of(part).first ?? ""
                if ArticleDates.inspectionMarks.contains(word) || ArticleDates.publicationMarks.contains(word) {
                    mark = word
                }
                guard let kind = mark, ArticleDates.leads.contains(word),
                    let dates = DateRange.read(parts[(index + 1)...].prefix(14).joined(separator: " "))
                else { continue }
                if ArticleDates.inspectionMarks.contains(kind) {
                    inspections.insert(dates)
                } else if let day = dates.end {
                    publications.insert(day)
                }
                mark = nil
            }
        }
        if let only = inspections.first, inspections.count == 1 { inspection = only }
        if let only = publications.first, publications.count == 1 { published = only }
    }

    /// The years that the article's own inspection and report belong to.
    var years: Set<Int> {
        Set([inspection.start?.year, inspection.end?.year, published?.year].compactMap(\.self))
    }

    static func years(in words: [String]) -> Set<Int> {
        Set(words.compactMap { Int($0) }.filter { (1990...2199).contains($0) })
    }
}
