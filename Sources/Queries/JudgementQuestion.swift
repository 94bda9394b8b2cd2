import Configuration
import Foundation
import Inspections
import Reports

/// Which judgements of histories are asked for, in the user's own words; what is `nil` or empty asks nothing.
package struct JudgementQuestion: Sendable {
    package var area: String?
    /// Any of them.
    package var grades: [String]
    /// Of inspections that began since.
    package var since: String?
    /// Of their providers.
    package var region: String?

    package init(area: String? = nil, grades: [String] = [], since: String? = nil, region: String? = nil) {
        self.area = area
        self.grades = grades
        self.since = since
        self.region = region
    }

    var isOnAll: Bool { area == nil && grades.isEmpty && since == nil && region == nil }

    /// With the names that are known; throws where one is not.
    func named(in archive: Archive, among catalogue: FrameworkCatalogue) async throws -> JudgementQuestion {
        JudgementQuestion(
            area: try area.map { try Setup.area($0, among: catalogue) },
            grades: try Setup.grades(grades, among: catalogue), since: since,
            region: try await archive.known(region: region))
    }

    /// `nil` where every day is meant.
    func first(now: Date) -> CalendarDate? {
        since.flatMap { SinceText.instant($0, now: now) }.flatMap(CalendarDate.init(london:))
    }
}

/// The judgements that are asked for, by their ids.
struct JudgementChoice: Sendable {
    let area: String?
    let grades: [String]
    let first: CalendarDate?

    init(_ question: JudgementQuestion, now: Date) {
        area = question.area
        grades = question.grades
        first = question.first(now: now)
    }

    /// Those of one inspection, which is known by its first day, else by the day of publication.
    func judgements(of inspection: GradedInspection) -> [Judgement] {
        if let first, inspection.placed < first { return [] }
        return inspection.judgements.filter {
            (area == nil || area == $0.area) && (grades.isEmpty || grades.contains($0.grade))
        }
    }
}
