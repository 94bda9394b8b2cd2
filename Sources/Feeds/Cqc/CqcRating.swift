import Inspections
import Markup
import Text

/// One rating as the commission gives it: of a question, or overall.
struct CqcRating: Hashable {
    let area: String
    /// As it is printed: `Well-led`.
    let name: String
    let printed: String
    let grade: String

    private static let grades = [
        "outstanding": "outstanding", "good": "good", "requires improvement": "requires-improvement",
        "inadequate": "inadequate",
    ]

    static let areas: Set<String> = ["overall", "safe", "effective", "caring", "responsive", "well-led"]

    /// Two that differ, of one area and one day.
    static func contradiction(_ one: CqcRating, _ other: CqcRating, on day: CalendarDate) -> String {
        "\(other.name): \"\(one.printed)\" and \"\(other.printed)\", both published on \(day.iso)"
    }

    /// What stands where there is no rating.
    private static let missing: Set<String> = [
        "", "not rated", "no published rating", "no approved rating", "inspected but not rated",
        "insufficient evidence to rate", "evidence requirements partially / not yet scored", "not formally rated",
        "not applicable",
    ]

    /// `nil` where there is no rating; a fault where it is none that is known.
    static func read(_ question: String, _ rating: JSONNode?) throws(ItemFault) -> CqcRating? {
        if let rating, rating.scalar == nil, !rating.isNull {
            throw ItemFault(words: "\(question): its rating is not text")
        }
        let question = question.collapsed
        let printed = rating?.scalar?.collapsed ?? ""
        if missing.contains(printed.lowercased()) { return nil }
        let words = question.lowercased().split { !$0.isLetter }
        let area = words.joined(separator: "-")
        guard areas.contains(area) else {
            throw ItemFault(words: "\"\(question)\" is not a known question")
        }
        guard let grade = grades[printed.lowercased()] else {
            throw ItemFault(words: "\(question): \"\(printed)\" is not a known rating")
        }
        return CqcRating(area: area, name: question, printed: printed, grade: grade)
    }

    /// True for a text that is one of the four ratings and nothing else.
    static func isGrade(_ text: String) -> Bool { grades[text.collapsed.lowercased()] != nil }
}

/// Ratings that were published on one day: of a location, or of one of its service groups.
struct CqcRatings {
    /// `Care homes`, as it is printed; `nil` for the location as a whole.
    var group: String?
    /// The first day of the assessment; `nil` where none is stated, or where it would stand before a report that came
    /// earlier.
    var start: CalendarDate?
    let published: CalendarDate
    /// One for each area.
    var ratings: [CqcRating]
    /// False where they are some of the provider's ratings, and others stand beside them.
    var isWhole: Bool
    let isAssessment: Bool
    /// False for what is stated as of before.
    var isCurrent: Bool

    func grade(of area: String) -> String? { ratings.first { $0.area == area }?.grade }

    /// Of what is said to be historic, and is newer than what is in force.
    func isPassed(by current: CqcRatings) -> String {
        "\(group.map { "\($0): " } ?? "")the \(place) is historic, and that of \(current.published.iso) is current"
    }

    /// `report of 2024-06-03`.
    var place: String { "\(isAssessment ? "assessment" : "report") of \(published.iso)" }
}
