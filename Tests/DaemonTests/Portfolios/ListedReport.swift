import Foundation
import History
import Inspections
import Testing

@testable import Polling

/// A report of an inspection that gives one grade in two areas, as it is listed and read.
enum ListedReport {
    /// As a poll takes it. It is listed on the day of the inspection.
    static func listed(
        _ urn: String, _ grade: String, daysAgo: Int, feed: String = "a", isBaseline: Bool = false, at now: Date
    ) throws -> (StoredPublication, DocumentReading) {
        let today = try #require(CalendarDate(london: now))
        let day = try #require(CalendarDate(daysSinceEpoch: today.daysSinceEpoch - daysAgo))
        let id = "\(urn)-\(day.iso)"
        let publication = StoredPublication(
            feed: feed, identity: id, fingerprint: id,
            publication: Publication(url: "https://example.org/\(id)", title: "Inspection", providerURN: urn),
            published: day, seen: now, baseline: isBaseline)
        let outcome = Outcome(
            result: .graded, media: "application/pdf", sha256: id, framework: "ilacs",
            inspection: InspectionDates(start: day, end: nil),
            judgements: ["overall-effectiveness", "help-and-protection"].map {
                Judgement(area: $0, grade: grade, printed: grade, page: 1, evidence: grade)
            })
        return (publication, .outcome(outcome))
    }
}
