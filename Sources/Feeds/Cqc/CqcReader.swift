import Inspections
import Markup
import Text

/// Reads a document of the API of the Care Quality Commission: a page of a listing, or a location with its ratings.
struct CqcReader {
    let base: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { throw refused(.empty) }
        guard first == UInt8(ascii: "{") else { throw refused(.unfamiliarPage(lacks: lacking)) }
        let json: JSONNode
        do {
            json = try JSONNode(parsing: bytes)
        } catch {
            throw refused(.markup(error))
        }
        if let location = CqcLocation(json) { return location.document }
        guard json["locations"] != nil || json["changes"] != nil else {
            throw refused(.unfamiliarPage(lacks: lacking))
        }
        return FeedDocument(format: "cqc-listing", listing: listing(json))
    }

    private func listing(_ json: JSONNode) -> ProviderListing {
        let address = base ?? ""
        let day = CqcAddress.lastDay(of: address)
        let locations = (json["locations"]?.elements ?? []).compactMap { location in
            location["locationId"]?.scalar?.nonEmpty.map { ($0, location["locationName"]?.string?.nonEmpty ?? $0) }
        }
        let changes = (json["changes"]?.elements ?? []).compactMap { $0.scalar?.nonEmpty }.map { ($0, $0) }
        let number = json["page"]?.integer ?? 1
        return ProviderListing(
            providers: (locations + changes).map { id, name in
                ListedProvider(
                    path: "/locations/" + id, page: CqcAddress.location(id, on: address), name: name, latest: day)
            },
            total: json["total"]?.integer,
            nextPage: number < json["totalPages"]?.integer ?? 1 ? CqcAddress.page(number + 1, of: address) : nil)
    }

    private let lacking = "a list of locations, a list of changes or a location"

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }
}

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
            let part = StatedPart(group.name, of: id)
            let name = part.fullName(of: name)
            document.inspections += group.ratings.map { inspection($0, of: part.id, named: name) }
            document.graded.append(GradedProvider(id: part.id, name: name, areas: group.areas))
        }
        document.contradictions = (reports.contradictions + assessments.contradictions).map { "\(name): \($0)" }
        document.complaints =
            (reports.faults + assessments.faults + lines.faults).map { "\(name): \($0)" } + document.contradictions
        document.unknownRatings = CqcMembers.unknown(in: json)
        return document
    }

    private func inspection(_ stated: CqcRatings, of id: String, named name: String) -> TableInspection {
        let group = stated.group.map { "\($0): " } ?? ""
        return TableInspection(
            place: stated.place, link: "https://www.cqc.org.uk/location/" + self.id, providerID: id,
            providerName: name, region: json["region"]?.string?.nonEmpty, predecessors: [], title: "ratings",
            framework: CqcLocation.framework,
            number: StatedPart.number(of: id, published: stated.published), idAtTheTime: id,
            dates: InspectionDates(start: stated.start, end: nil), published: stated.published,
            judgements: stated.ratings.map {
                Judgement(
                    area: $0.area, grade: $0.grade, printed: $0.printed, page: nil,
                    evidence: "\(group)\($0.name): \($0.printed) (\(stated.place))")
            }, unsaid: [], isPartial: !stated.isWhole, facts: stated.group.map { [StatedPart.fact: $0] } ?? [:],
            part: stated.group.map { StatedPart($0, of: self.id) })
    }
}
