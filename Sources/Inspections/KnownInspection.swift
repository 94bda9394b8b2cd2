/// One inspection or visit of a provider, with all that was ever stated of it.
package struct KnownInspection: Hashable, Sendable {
    /// Editions with a version that stands, the one to be believed first.
    package let editions: [Edition]
    /// Their current versions, the one to be believed first.
    package let statements: [Statement]
    /// The areas' grades as they stand, each from the best statement that has one.
    package let judgements: [Judgement]
    /// By area: the statement that the grade is from.
    package let sources: [String: Statement]
    /// Areas that nobody who is believed says anything of: they may have been graded or not.
    let unsaid: Set<String>
    /// True where nothing but articles is known of it. An article names the areas that it writes about: of the others
    /// it says nothing.
    let isExcerpt: Bool
    package let dates: InspectionDates
    package let authority: Authority

    /// `editions`: not empty, each with a current version.
    init?(_ editions: [Edition]) {
        let ranked = editions.compactMap { edition in edition.current.map { (edition: edition, current: $0) } }
            .sorted { KnownInspection.isBetter($0.current, than: $1.current) }
        guard let best = ranked.first else { return nil }
        self.editions = ranked.map(\.edition)
        statements = ranked.map(\.current)
        authority = ranked.map(\.current.source.authority).max() ?? .official
        // Who is less to be believed does not say when it was.
        let sure = statements.filter { $0.source.authority >= best.current.source.authority }
        dates = sure.first { $0.dates.start != nil }?.dates ?? best.current.dates
        var judgements: [Judgement] = []
        var sources: [String: Statement] = [:]
        for (edition, current) in ranked where current.source.authority == best.current.source.authority {
            for judgement in edition.judgements where sources[judgement.area] == nil {
                judgements.append(judgement)
                sources[judgement.area] = current
            }
        }
        self.judgements = judgements
        let equals = ranked.filter { $0.current.source.authority == best.current.source.authority }
        unsaid = equals.dropFirst().reduce(best.edition.unsaid) { $0.isEmpty ? [] : $0.intersection($1.edition.unsaid) }
        isExcerpt = KnownInspection.isOfThePress(equals.map(\.edition))
        self.sources = sources
    }

    /// True also for articles of which an operator has stated something since.
    private static func isOfThePress(_ editions: [Edition]) -> Bool {
        func all(_ condition: (Basis) -> Bool) -> Bool {
            editions.allSatisfy { $0.versions.allSatisfy { condition($0.basis) } }
        }
        return all { $0 == .press || $0 == .ruling } && !all { $0 == .ruling }
    }

    /// The statement that is believed.
    package var best: Statement { statements[0] }

    package var framework: String? { best.framework }

    /// Every version ever recorded of it.
    package var versions: [Statement] { editions.flatMap(\.versions) }

    /// Rows of the publications that state it, or ever did.
    package var publications: Set<Int64> { Set(versions.map(\.publication)) }

    /// The day on which what is believed was withdrawn; `nil` while its source has it at another address. `days`: by
    /// publication.
    package func withdrawn(among days: [Int64: CalendarDate]) -> CalendarDate? {
        guard let day = days[best.publication] else { return nil }
        let others = versions.filter {
            $0.source.feed == best.source.feed && !$0.isRow && $0.trust == .trusted && days[$0.publication] == nil
        }
        return others.isEmpty ? day : nil
    }

    /// The first day, else the day of publication.
    package var day: CalendarDate? { dates.start ?? best.published }

    /// An operator's word first, then the higher authority, then the better form; of one publisher the newest, of
    /// several the one that the configuration names first.
    static func isBetter(_ a: Statement, than b: Statement) -> Bool {
        let (first, second) = (rank(a), rank(b))
        if first != second { return first.lexicographicallyPrecedes(second) }
        return a.source.publisher == b.source.publisher
            ? a.isNewer(than: b)
            : (a.source.place, a.source.publisher) < (b.source.place, b.source.publisher)
    }

    private static func rank(_ statement: Statement) -> [Int] {
        [
            statement.ruling == nil ? 1 : 0,
            statement.source.authority == .official ? 0 : statement.source.authority == .secondary ? 1 : 2,
            Basis.allCases.firstIndex(of: statement.basis) ?? 0,
        ]
    }
}

extension Timeline {
    /// The inspection or the letter of which a publication states something that is trusted; `row`: of the publication.
    package func inspection(statedBy row: Int64) -> KnownInspection? {
        (entries.map(\.inspection) + letters).first { inspection in
            inspection.versions.contains { $0.publication == row && $0.trust == .trusted }
        }
    }
}
