import Inspections
import Markup
import Text

/// A location as the API describes it.
struct CqcLocation {
    private let json: JSONNode
    private let id: String
    private let name: String

    static let framework = "cqc"
    static let scheme = "cqc"

    /// `nil` for what is no location.
    init?(_ json: JSONNode) {
        guard let id = json["locationId"]?.scalar?.collapsed.nonEmpty else { return nil }
        self.json = json
        self.id = id
        name = json["name"]?.string?.collapsed.nonEmpty ?? id
    }

    /// Each line's inspections, oldest first: the last of a provider states what is in force.
    var document: FeedDocument {
        let reports = CqcReports(json)
        let assessments = CqcAssessments(json)
        let lines = CqcLines(reports: reports.ratings, assessments: assessments.ratings)
        var document = FeedDocument(format: "cqc-location", title: name)
        document.inspections = lines.location.map { inspection($0, of: id, named: name) }
        document.graded = [GradedProvider(id: id, name: name, areas: lines.areas)]
        for group in lines.groups {
            let part = "\(id)/\(CqcLocation.slug(group.name))"
            let name = "\(name) (\(group.name))"
            document.inspections += group.ratings.map { inspection($0, of: part, named: name) }
            document.graded.append(GradedProvider(id: part, name: name, areas: group.areas))
        }
        document.complaints = (reports.faults + assessments.faults + lines.faults).map { "\(name): \($0)" }
        document.unknownRatings = CqcMembers.unknown(in: json)
        return document
    }

    private func inspection(_ stated: CqcRatings, of id: String, named name: String) -> TableInspection {
        let group = stated.group.map { "\($0): " } ?? ""
        return TableInspection(
            place: stated.place, link: "https://www.cqc.org.uk/location/" + self.id, providerID: id,
            providerName: name, region: json["region"]?.string?.nonEmpty, predecessors: [], title: "ratings",
            framework: CqcLocation.framework,
            // The day alone: the same ratings may stand in an assessment and beside it.
            number: "\(id)/\(stated.published.iso)", idAtTheTime: id,
            dates: InspectionDates(start: stated.start, end: nil), published: stated.published,
            judgements: stated.ratings.map {
                Judgement(
                    area: $0.area, grade: $0.grade, printed: $0.printed, page: nil,
                    evidence: "\(group)\($0.name): \($0.printed) (\(stated.place))")
            }, isPartial: !stated.isWhole, facts: stated.group.map { ["service_group": $0] } ?? [:])
    }

    /// `care-homes`.
    private static func slug(_ group: String) -> String {
        group.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }
}
