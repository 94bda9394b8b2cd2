import Foundation
import History
import Inspections

/// An alert as readers were given it, out of its own body, which never changes.
struct Story: Sendable {
    struct Judgement: Decodable, Sendable {
        struct Previous: Decodable, Sendable {
            let inspection_start: String?
            let url: String?
        }

        let area: String
        let from: String?
        let to: String?
        let direction: String?
        let was: String?
        let printed: String?
        let page: Int?
        let evidence: String?
        let previous: Previous?
    }

    struct Inspection: Decodable, Sendable {
        let framework: String?
        let start: String?
        let end: String?

        var dates: InspectionDates {
            InspectionDates(
                start: start.flatMap(CalendarDate.init(dayOrMonth:)), end: end.flatMap(CalendarDate.init(dayOrMonth:)))
        }
    }

    struct Publication: Decodable, Sendable {
        let title: String
        let url: String
        let published: String?
        let sha256: String?
    }

    struct Named: Decodable, Sendable {
        let id: String
        let name: String
    }

    struct Member: Decodable, Sendable {
        let id: String
        let name: String
        let grade: String
        let inspection: Inspection
    }

    struct Portfolio: Decodable, Sendable {
        let name: String
        let area: String
    }

    struct Consequence: Decodable, Sendable {
        struct Comparison: Decodable, Sendable {
            let from: String?
            let direction: String?
        }

        let inspection: Inspection
        let area: String
        let told: Comparison
        let now: Comparison
        let alert: String?
    }

    private struct Body: Decodable {
        struct Facts: Decodable {
            let provider: Named?
            let inspection: Inspection?
            let publication: Publication?
            let judgements: [Judgement]?
            let portfolio: Portfolio?
            let providers: [Member]?
            let facts: [String: String]?
            let basis: String?
            let late: Bool?
            let follows: String?
            let voids: [String]?
            let because: String?
            let moved_to: String?
            let consequences: [Consequence]?
        }

        let data: Facts
    }

    let alert: StoredAlert
    /// `nil` in one on a whole list.
    let provider: Named?
    let inspection: Inspection?
    let publication: Publication?
    let judgements: [Judgement]
    let portfolio: Portfolio?
    let members: [Member]
    let facts: [String: String]
    let basis: String?
    let isLate: Bool
    let follows: String?
    let voids: [String]
    let because: String?
    let movedTo: String?
    let consequences: [Consequence]

    /// A body that is none is told by its summary alone.
    init(_ alert: StoredAlert) {
        self.alert = alert
        let data = (try? JSONDecoder().decode(Body.self, from: Data(alert.body.utf8)))?.data
        provider = data?.provider
        inspection = data?.inspection
        publication = data?.publication
        judgements = data?.judgements ?? []
        portfolio = data?.portfolio
        members = data?.providers ?? []
        facts = data?.facts ?? [:]
        basis = data?.basis
        isLate = data?.late ?? false
        follows = data?.follows
        voids = data?.voids ?? []
        because = data?.because
        movedTo = data?.moved_to
        consequences = data?.consequences ?? []
    }

    /// The day that readers know it by: of the publication, else of the alert.
    var day: CalendarDate? {
        publication?.published.flatMap(CalendarDate.init(dayOrMonth:)) ?? CalendarDate(london: alert.time)
    }

    /// What moved, then what is graded otherwise, then the rest.
    var chief: Judgement? {
        judgements.first { $0.direction == "declined" || $0.direction == "improved" } ?? judgements.first { $0.to != nil }
            ?? judgements.first
    }

    /// Areas that moved.
    var moved: [Judgement] { judgements.filter { $0.direction == "declined" || $0.direction == "improved" } }
}

/// The words for areas and grades, of the frameworks' own data.
struct Names: Sendable {
    let frameworks: FrameworkCatalogue

    func framework(_ id: String?) -> String { id.flatMap { frameworks[$0]?.name ?? $0 } ?? "" }

    func area(_ id: String, _ framework: String?) -> String {
        framework.flatMap { frameworks[$0]?.area(id)?.name } ?? id.replacing("-", with: " ")
    }

    func grade(_ id: String, _ framework: String?) -> String {
        framework.flatMap { frameworks[$0]?.scale.names[id] } ?? id.replacing("-", with: " ")
    }

    /// The one that stands for the whole: the first that is reported.
    func chief(of framework: String) -> Area? {
        let areas = frameworks[framework]?.areas ?? []
        return areas.first { $0.id.hasPrefix("overall") } ?? areas.first
    }

    /// The first letter as a heading has it.
    static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
