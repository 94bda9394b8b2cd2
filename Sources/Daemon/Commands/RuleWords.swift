package import Inspections

/// Reads the words of `ratingwatch rule`.
package enum RuleWords {
    /// `overall-effectiveness=good`; `nil` for anything else.
    package static func pair(_ text: String) -> (area: String, grade: String)? {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// `2024-05-16`; `nil` for anything else.
    package static func day(_ text: String) -> CalendarDate? { CalendarDate(iso: text) }

    /// Of words that were checked.
    package static func request(
        _ publication: String, _ decision: RuleRequest.Decision, grades: [String], framework: String?, start: String?,
        end: String?, why: String
    ) -> RuleRequest {
        RuleRequest(
            publication: publication, decision: decision,
            grades: Dictionary(
                grades.compactMap(pair).map { ($0.area, $0.grade) }, uniquingKeysWith: { _, later in later }),
            framework: framework, dates: InspectionDates(start: start.flatMap(day), end: end.flatMap(day)), why: why)
    }
}
