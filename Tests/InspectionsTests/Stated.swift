import Foundation
import Inspections

/// A provider's statements, in the order in which they arrive, and what follows from them.
struct Stated {
    static let provider = ProviderID("ofsted:1")

    private(set) var statements: [Statement] = []
    /// When the next statement is recorded.
    private var now = Date(timeIntervalSince1970: 1_750_000_000)

    /// Adds a statement of a publication of its own; `start`, `published`: ISO days.
    @discardableResult
    mutating func add(
        _ framework: String?, start: String? = nil, published: String? = nil, _ grades: [String: String],
        basis: Basis = .report, isPartial: Bool = false, facts: [String: String] = [:]
    ) -> Statement {
        let id = Int64(statements.count + 1)
        now += 86_400
        let statement = Statement(
            id: id, publication: id, provider: Stated.provider, framework: framework,
            dates: InspectionDates(start: start.flatMap(CalendarDate.init(iso:)), end: nil),
            published: published.flatMap(CalendarDate.init(iso:)), listed: nil, recorded: now, seen: now,
            title: "report \(id)", url: "https://example.org/\(id)", address: basis == .table ? nil : "/\(id)",
            sha256: "\(id)", basis: basis, source: Source(feed: "a", publisher: "p"), isRow: basis == .table,
            isPartial: isPartial, facts: facts,
            judgements: grades.sorted { $0.key < $1.key }.map {
                Judgement(area: $0.key, grade: $0.value, printed: $0.value, page: 1, evidence: "\($0.key) \($0.value)")
            })
        statements.append(statement)
        return statement
    }

    var timeline: Timeline {
        Timeline(statements, of: [Stated.provider], frameworks: TestFrameworks.catalogue, now: now)
    }

    /// What readers should hear now, given what they know.
    func news(told: [Told] = []) throws -> News {
        var count = 0
        return try News(of: [Stated.provider], told: told, timeline: timeline, baselines: [:]) { _ in
            count += 1
            return "\(statements.count).\(count)"
        }
    }
}
