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
        let ranked = editions.compactMap(RankedEdition.init).sorted { $0.isBetter(than: $1) }
        guard let best = ranked.first else { return nil }
        self.editions = ranked.map(\.edition)
        statements = ranked.map(\.current)
        authority = ranked.map(\.current.source.authority).max() ?? .official
        // An operator's word counts for what it is on: all else is as its document states it.
        let isDecidedOn = ranked.contains { $0.current.ruling != nil }
        let stated = isDecidedOn ? ranked.sorted { $0.isBetterDocument(than: $1) } : ranked
        // Who is less to be believed does not say when it was.
        let equals = stated.filter { $0.current.source.authority >= stated[0].current.source.authority }
        let dated = (isDecidedOn ? ranked.filter(\.hasDecidedDates) : []) + equals
        dates = dated.first { $0.current.dates.start != nil }?.current.dates ?? best.current.dates
        var judgements: [Judgement] = []
        var sources: [String: Statement] = [:]
        func take(_ judgement: Judgement, from statement: Statement) {
            if sources[judgement.area] != nil { return }
            judgements.append(judgement)
            sources[judgement.area] = statement
        }
        for other in isDecidedOn ? ranked : [] {
            for judgement in other.edition.judgements where other.current.decides(on: judgement) {
                take(judgement, from: other.current)
            }
        }
        for other in equals {
            for judgement in other.edition.judgements { take(judgement, from: other.current) }
        }
        if isDecidedOn {
            let order = (ranked + equals).flatMap { $0.edition.judgements.map(\.area) }
            judgements = order.reduce(into: []) { sorted, area in
                if !sorted.contains(where: { $0.area == area }) {
                    sorted += judgements.filter { $0.area == area }
                }
            }
        }
        self.judgements = judgements
        unsaid = equals.dropFirst().reduce(equals[0].edition.unsaid) {
            $0.isEmpty ? [] : $0.intersection($1.edition.unsaid)
        }
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
}

/// What one publisher states of an inspection, beside what others do.
private struct RankedEdition {
    let edition: Edition
    let current: Statement
    /// Of its document, where an operator has stated what counts.
    private let basis: Basis
    /// True where an operator has said when the inspection was.
    let hasDecidedDates: Bool

    init?(_ edition: Edition) {
        guard let current = edition.current else { return nil }
        self.edition = edition
        self.current = current
        let document = current.ruling == .state ? edition.version(decidedBy: current) : nil
        basis = document?.basis ?? current.basis
        hasDecidedDates = current.ruling != nil && document?.dates != current.dates
    }

    /// An operator's word first, then as documents.
    func isBetter(than other: RankedEdition) -> Bool {
        let (first, second) = (current.ruling != nil, other.current.ruling != nil)
        return first == second ? isBetterDocument(than: other) : first
    }

    /// The higher authority first, then the better form; of one publisher the newest, of several the one that the
    /// configuration names first.
    func isBetterDocument(than other: RankedEdition) -> Bool {
        let (first, second) = (current.source, other.current.source)
        if first.authority != second.authority { return first.authority > second.authority }
        if basis != other.basis { return basis.rank < other.basis.rank }
        return first.publisher == second.publisher
            ? current.isNewer(than: other.current)
            : (first.place, first.publisher) < (second.place, second.publisher)
    }
}

extension Basis {
    fileprivate var rank: Int { Basis.allCases.firstIndex(of: self) ?? 0 }
}

extension Statement {
    /// True where a grade is an operator's word: of what is stated only in the areas that the operator has named, of
    /// which nothing is printed; what the document states in others stays its own.
    fileprivate func decides(on judgement: Judgement) -> Bool {
        ruling == .accept || (ruling == .state && judgement.printed.isEmpty)
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
