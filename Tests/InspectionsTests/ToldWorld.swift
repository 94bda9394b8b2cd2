import Foundation
import Inspections

/// Two councils, what was stated of them step by step, and what readers were told after each step.
struct ToldWorld {
    struct Raised {
        let id: String
        let item: NewsItem
    }

    /// Added to the ids of statements and to the instants of recording: nothing that is told may depend on them.
    var shift: Int64 = 0
    private(set) var statements: [Statement] = []
    private(set) var alerts: [Raised] = []
    private(set) var told: [Told] = []
    private(set) var truths: [Int64: Int] = [:]
    var unresolved: [UnresolvedPublication] = [] {
        didSet { unsettled.insert(StatementDraft.council) }
    }
    /// What went wrong while it was told.
    private(set) var problems: [String] = []
    private var ids: Set<String> = []
    /// Of whom something was stated since the last telling.
    private var unsettled: Set<ProviderID> = []

    static let providers = [StatementDraft.council, StatementDraft.other]
    static let baselines = ["pubs": StatementDraft.end, "mirror": StatementDraft.end, "second": StatementDraft.end]

    /// `truth`: the inspection that it is really on.
    mutating func state(_ draft: StatementDraft, on truth: Int) {
        truths[draft.publication] = truth
        let hours = Double(statements.count + 1)
        unsettled.insert(draft.provider)
        for earlier in statements where earlier.publication == draft.publication { unsettled.insert(earlier.provider) }
        statements.append(
            draft.statement(
                Int64(statements.count + 1) * (1 + shift),
                recorded: StatementDraft.end.addingTimeInterval(hours * 3600 + Double(shift))))
    }

    /// `days`: since the beginning.
    func timeline(of provider: ProviderID, after days: Double = 0) -> Timeline {
        Timeline(
            statements, of: [provider], unresolved: provider == StatementDraft.council ? unresolved : [],
            frameworks: TestFrameworks.catalogue, now: StatementDraft.end.addingTimeInterval((30 + days) * 86_400))
    }

    /// `isSilent`: it was kept back and dropped.
    mutating func tell(after days: Double = 0, isSilent: Bool = false) {
        var known = told.filter { !unsettled.contains($0.provider) }
        for provider in Self.providers where unsettled.contains(provider) {
            let timeline = timeline(of: provider, after: days)
            let news = news(of: provider, timeline, told: told.filter { $0.provider == provider }, isSilent)
            known += news.told
            let again = try? News(
                of: [provider], told: news.told, timeline: timeline, baselines: Self.baselines, identify: { _ in "" })
            if again?.items.isEmpty != true { problems.append("told again at once") }
        }
        told = known
        unsettled = []
    }

    private mutating func news(
        of provider: ProviderID, _ timeline: Timeline, told: [Told], _ isSilent: Bool
    ) -> News {
        var raised: [Raised] = []
        var taken = ids
        let news = try? News(
            of: [provider], told: told, timeline: timeline, baselines: Self.baselines, isSilent: isSilent
        ) { item in
            let id = Self.id(of: item, taken: &taken)
            raised.append(Raised(id: id, item: item))
            return id
        }
        ids = taken
        guard let news else { preconditionFailure("nothing here throws") }
        // Consequences were added before the ids were given, in the order of the items.
        alerts += zip(raised, news.items).map { Raised(id: $0.id, item: $1) }
        return news
    }

    private static func id(of item: NewsItem, taken: inout Set<String>) -> String {
        let statement = item.statement
        let report = ReportedChange(
            provider: Provider(id: item.provider, name: "", kind: ""), framework: item.framework, dates: item.dates,
            title: "", url: "", published: nil, seen: statement.seen, sha256: statement.sha256, basis: statement.basis,
            facts: item.facts, change: item.change, relation: item.relation)
        var occasion = 0
        while true {
            let key = report.contentKey(kind: item.kind, occasion: occasion)
            if taken.insert(key).inserted { return key }
            occasion += 1
        }
    }

    /// What was stated and what was told, a line each, for a person.
    var story: [String] {
        statements.map { statement in
            let grades = statement.judgements.map { "\($0.area.prefix(4))=\($0.grade)" }
            return "stated \(statement.id): \(statement.publication) \(statement.provider.text) "
                + "\(statement.dates.start?.iso ?? "-") published \(statement.published?.iso ?? "-") \(statement.basis.rawValue) "
                + "\(statement.source.feed) \(statement.ruling?.rawValue ?? "") \(statement.isSilent ? "silent" : "") "
                + grades.joined(separator: " ")
        } + told(alerts)
    }

    private func told(_ alerts: [Raised]) -> [String] {
        alerts.enumerated().map { number, alert in
            let item = alert.item
            let judgements = item.change.judgements.map {
                "\($0.area.prefix(4)):\($0.was.map { "[\($0)]" } ?? "")\($0.from ?? "-")>\($0.to?.grade ?? "-") \($0.direction?.rawValue ?? "-")"
            }
            let consequences = item.relation.consequences.map { consequence in
                "\(consequence.dates.start?.iso ?? "-") \(consequence.area.prefix(4)) \(consequence.now.from ?? "-") "
                    + "\(consequence.now.direction?.rawValue ?? "-") of \(self.number(of: consequence.alert))"
            }
            return
                "#\(number) \(item.kind.rawValue) \(item.provider.text) \(item.dates.start?.iso ?? "-") \(item.change.late ? "late " : "")"
                + judgements.joined(separator: ", ") + " voids \(item.relation.voids.map { self.number(of: $0) }) "
                + "follows \(self.number(of: item.relation.follows)) consequences \(consequences)"
        }
    }

    private func number(of id: String?) -> String {
        id.map { id in alerts.firstIndex { $0.id == id }.map { "#\($0)" } ?? "unknown" } ?? "none"
    }
}
