import Foundation
import Inspections

/// A statement in the making: what a test does not say is as in an ordinary report. Days count from the first of
/// January 2020.
struct StatementDraft {
    var publication: Int64 = 1
    var provider = StatementDraft.council
    var framework: String? = "ilacs"
    var visit = ""
    /// `nil`: it prints no day.
    var start: Int? = 0
    var lasts = 11
    /// `nil`: its listing gives no day.
    var published: Int? = 60
    /// Hours after the day of publication at which the listing was updated.
    var updated = 0
    var address: String?
    var sha256: String?
    var reader = "a"
    var basis = Basis.report
    var source = StatementDraft.pubs
    var number: String?
    var isRow = false
    var isPartial = false
    var trust = Statement.Trust.trusted
    var ruling: Statement.Ruling?
    /// Areas that an operator has left as the document has them.
    var unnamed: Set<String> = []
    var isSilent = false
    var facts: [String: String] = [:]
    var grades: [String: String] = ["overall-effectiveness": "good"]

    static let council = ProviderID("ofsted:1")
    static let other = ProviderID("ofsted:2")
    static let pubs = Source(feed: "pubs", publisher: "a", place: 0)
    static let firstDay = 18_262
    /// After everything that any draft lists.
    static let end = StatementDraft.noon(of: 8000)

    static func noon(of day: Int) -> Date { Date(timeIntervalSince1970: Double(firstDay + day) * 86_400 + 43_200) }

    static func day(_ day: Int?) -> CalendarDate? { day.flatMap { CalendarDate(daysSinceEpoch: firstDay + $0) } }

    static func dates(_ start: Int?, _ lasts: Int) -> InspectionDates {
        InspectionDates(start: day(start), end: day(start.map { $0 + lasts }))
    }

    /// `id` grows with every statement; `recorded`: seconds after the first.
    func statement(_ id: Int64, recorded: Date) -> Statement {
        let text = grades.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        return Statement(
            id: id, publication: publication, provider: provider, framework: framework, visit: visit,
            dates: StatementDraft.dates(start, lasts), published: StatementDraft.day(published),
            listed: published.map { StatementDraft.noon(of: $0).addingTimeInterval(Double(updated) * 3600) },
            recorded: recorded, seen: recorded, title: "a report",
            url: "https://example.org" + (address ?? "/\(publication)"),
            address: isRow ? nil : address ?? "/\(publication)",
            sha256: sha256 ?? "\(publication) \(updated) \(text)", reader: reader, basis: basis, source: source,
            number: number, isRow: isRow, isPartial: isPartial, trust: trust, ruling: ruling, isSilent: isSilent,
            facts: facts,
            judgements: grades.sorted { $0.key < $1.key }.map {
                Judgement(
                    area: $0.key, grade: $0.value,
                    printed: ruling == .state && !unnamed.contains($0.key) ? "" : $0.value, page: 1, evidence: "")
            })
    }

    /// Statements in the order of the drafts' arrival, an hour from one to the next.
    static func arrived(_ drafts: [StatementDraft]) -> [Statement] {
        drafts.enumerated().map { index, draft in
            draft.statement(Int64(index + 1), recorded: end.addingTimeInterval(Double(index) * 3600))
        }
    }
}

extension Timeline {
    /// Of statements in the order of their arrival.
    init(
        _ drafts: [StatementDraft], of providers: Set<ProviderID> = [StatementDraft.council],
        renumbered: Set<ProviderID> = [], unresolved: [UnresolvedPublication] = [], now: Date = StatementDraft.end
    ) {
        self.init(
            StatementDraft.arrived(drafts), of: providers, renumbered: renumbered, unresolved: unresolved,
            frameworks: TestFrameworks.catalogue, now: now)
    }

    /// What a reader of the history sees: an inspection a line, then the letters.
    var shown: [String] {
        entries.map { entry in
            let judgements = entry.change.judgements.map {
                "\($0.area):\($0.from ?? "-")>\($0.to?.grade ?? "-") \($0.direction?.rawValue ?? "-")"
            }
            return
                "\(entry.graded.framework) \(entry.inspection.dates.start?.iso ?? "-") \(entry.inspection.best.basis.rawValue) "
                + judgements.sorted().joined(separator: ", ")
        } + letters.map { "\($0.best.visit) \($0.dates.start?.iso ?? "-") \($0.best.facts ?? [:])" }
    }

    /// By inspection, the grades as `area=grade`, and the first days.
    var grades: [String] {
        entries.map { entry in
            let judgements = entry.graded.judgements.map { "\($0.area.prefix { $0 != "-" })=\($0.grade)" }.sorted()
            return "\(entry.inspection.dates.start?.iso ?? "-") \(judgements.joined(separator: " "))"
        }
    }
}
