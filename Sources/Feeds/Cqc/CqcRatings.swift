import Inspections
import Text

/// What a location's ratings state: one inspection for each day on which a report gave some. A rating that an earlier report gave
/// stays in force beside newer ones.
///
/// The days are those of publication: the API's days of visits contradict them now and then.
struct CqcRatings {
    private let location: CqcLocation
    private let name: String

    static let framework = "cqc"
    static let scheme = "cqc"

    private static let grades = [
        "outstanding": "outstanding", "good": "good", "requires improvement": "requires-improvement",
        "inadequate": "inadequate",
    ]

    private static let areas: Set<String> = ["overall", "safe", "effective", "caring", "responsive", "well-led"]

    /// What stands where there is no rating.
    private static let missing: Set<String> = [
        "", "not rated", "no published rating", "inspected but not rated", "insufficient evidence to rate",
        "not formally rated", "not applicable",
    ]

    init(_ location: CqcLocation) {
        self.location = location
        name = location.name?.collapsed.nonEmpty ?? location.locationId
    }

    /// The inspections, oldest first: the last states the current ratings.
    var document: FeedDocument {
        var document = FeedDocument(format: "cqc-location", title: name)
        let current = location.currentRatings.map { [$0] } ?? []
        for ratings in (location.historicRatings ?? []) + current {
            do throws(PageItemFault) {
                // What the history of ratings says of a day is whole; the current ones repeat a part of it.
                document.inspections += try inspections(ratings).filter { inspection in
                    !document.inspections.contains { $0.number == inspection.number }
                }
            } catch {
                document.complaints.append(error.words)
            }
        }
        document.inspections.sort { ($0.published ?? .distantPast) < ($1.published ?? .distantPast) }
        return document
    }

    private struct Rating {
        let area: String
        let name: String
        let printed: String
        let grade: String
        let day: CalendarDate
    }

    /// One for each day of which a rating is; each question has its own.
    private func inspections(_ ratings: CqcLocation.Ratings) throws(PageItemFault) -> [TableInspection] {
        guard let overall = ratings.overall else { return [] }
        let common = overall.reportDate ?? ratings.reportDate
        var found: [Rating] = []
        if let rating = try rating("Overall", overall.rating, overall.reportDate ?? common) { found.append(rating) }
        for question in overall.keyQuestionRatings ?? [] {
            if let rating = try rating(question.name, question.rating, question.reportDate ?? common) {
                found.append(rating)
            }
        }
        let days = Set(found.map(\.day)).sorted()
        let link = "https://www.cqc.org.uk/location/" + location.locationId
        return days.map { day in
            TableInspection(
                place: "report of \(day.iso)", link: link, providerID: location.locationId, providerName: name,
                region: location.region?.nonEmpty, predecessors: [], title: "ratings", framework: CqcRatings.framework,
                number: "\(location.locationId)/\(day.iso)", idAtTheTime: location.locationId,
                dates: InspectionDates(start: nil, end: nil), published: day,
                judgements: found.filter { $0.day == day }.map {
                    Judgement(
                        area: $0.area, grade: $0.grade, printed: $0.printed, page: nil,
                        evidence: "\($0.name): \($0.printed) (report of \($0.day.iso))")
                }, isPartial: days.count > 1, facts: [:])
        }
    }

    private func rating(_ question: String, _ rating: String?, _ date: String?) throws(PageItemFault) -> Rating? {
        let printed = rating?.collapsed ?? ""
        if CqcRatings.missing.contains(printed.lowercased()) { return nil }
        let area = question.lowercased().split(separator: " ").joined(separator: "-")
        guard CqcRatings.areas.contains(area) else {
            throw PageItemFault(words: "\(name): \"\(question)\" is no question that is known")
        }
        guard let grade = CqcRatings.grades[printed.lowercased()] else {
            throw PageItemFault(words: "\(name): \(question): \"\(printed)\" is no rating that is known")
        }
        guard let day = date.flatMap({ CalendarDate(iso: String($0.prefix(10))) }) else {
            throw PageItemFault(words: "\(name): \(question): \"\(printed)\" without a date")
        }
        return Rating(
            area: area, name: question, printed: printed, grade: grade, day: day)
    }
}
