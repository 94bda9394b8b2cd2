/// What one publisher has published, in one form, of one inspection or visit: all versions of it, at all addresses.
package struct Edition: Hashable, Sendable {
    /// Oldest version first.
    package private(set) var versions: [Statement]
    /// What an operator has decided of the publication until this statement holds no more.
    private var withdrawn: Int64 = 0
    private var isDecidedOn = false

    init(_ first: Statement) {
        versions = []
        add(first)
    }

    /// The version that stands; `nil` where an operator has rejected the publication, or none of it is trusted.
    package var current: Statement? {
        if !isDecidedOn { return versions.last { $0.trust == .trusted } }
        if isRejected { return nil }
        guard let decided = standingRuling, let place = versions.firstIndex(of: decided) else {
            return versions.last { $0.ruling == nil && $0.trust == .trusted }
        }
        // It holds for the bytes it was made on, whoever reads or lists them again; what is newer supersedes it.
        return versions[place...].last { version in
            version.ruling == nil && version.trust == .trusted
                && (version.sha256 != decided.sha256 || version.sha256.isEmpty)
        } ?? decided
    }

    /// The last word of an operator on what it states; `nil` where there is none, or it was withdrawn.
    private var standingRuling: Statement? {
        versions.filter { $0.ruling != nil && $0.isBelieved(after: withdrawn) }.max { $0.id < $1.id }
    }

    var isRejected: Bool { versions.isRejected(after: withdrawn) }

    /// What the version that stands states; a cell of a table that is empty now takes nothing back.
    package var judgements: [Judgement] {
        guard let current else { return [] }
        if !current.isRow { return current.judgements }
        var judgements = current.judgements
        for version in versions.reversed()
        where version.isRow && version.provider == current.provider
            && version.isBelieved(after: withdrawn)
        {
            judgements += version.judgements.filter { judgement in !judgements.contains { $0.area == judgement.area } }
        }
        return judgements
    }

    /// What an operator's decision was made on: the version of those bytes; `nil` where that is not known.
    func version(decidedBy decision: Statement) -> Statement? {
        versions.filter {
            $0.ruling == nil && $0.publication == decision.publication && $0.sha256 == decision.sha256
                && $0.id < decision.id
        }.max { $0.id < $1.id }
    }

    /// Areas that no version has a word on.
    var unsaid: Set<String> {
        guard let current, !current.unsaid.isEmpty else { return [] }
        return versions.filter { $0.isRow && $0.provider == current.provider }
            .reduce(current.unsaid) { $0.intersection($1.unsaid) }
    }

    /// True for two rows that were once in one version of a table.
    func stoodBeside(_ other: Edition) -> Bool {
        versions.contains { version in
            version.isRow
                && other.versions.contains {
                    $0.isRow && $0.source.feed == version.source.feed && $0.sha256 == version.sha256
                }
        }
    }

    mutating func add(_ version: Statement) {
        versions.append(version)
        isDecidedOn = isDecidedOn || version.ruling != nil
        if version.ruling == .withdraw { withdrawn = max(withdrawn, version.id) }
    }

    /// Takes along what another edition said of the same inspection.
    mutating func addEarlier(_ other: Edition) {
        versions = other.versions + versions
        isDecidedOn = isDecidedOn || other.isDecidedOn
        withdrawn = max(withdrawn, other.withdrawn)
    }

    /// All editions of what was stated, each version in its own.
    static func all(of statements: [Statement]) -> [Edition] {
        publications(statements).flatMap(editions)
    }

    /// Statements that are versions of one publication: one entry, one address, or the same bytes, by one voice in one
    /// form. A feed that lists one document for two providers states it of both.
    private static func publications(_ statements: [Statement]) -> [[Statement]] {
        if statements.count == 1 { return [statements] }
        struct Key: Hashable {
            let voice: Source.Voice
            let isPress: Bool
            let value: String
        }
        let newest = Dictionary(grouping: statements, by: \.publication).compactMapValues { versions in
            versions.max { $1.isNewer(than: $0) }
        }
        var groups = Groups(count: statements.count)
        var owners: [Key: [Int]] = [:]
        for (index, statement) in statements.enumerated() {
            var values = ["entry \(statement.publication)"]
            if !statement.isRow {
                if let address = statement.address { values.append("address \(address)") }
                if !statement.sha256.isEmpty { values.append("bytes \(statement.sha256)") }
            }
            for value in values {
                let key = Key(
                    voice: statement.source.voice, isPress: statement.basis == .press, value: value)
                for owner in owners[key] ?? [] {
                    let other = statements[owner]
                    let isOne =
                        other.publication == statement.publication || other.source.feed != statement.source.feed
                        || newest[other.publication]?.provider == newest[statement.publication]?.provider
                    if isOne { groups.join(owner, index) }
                }
                owners[key, default: []].append(index)
            }
        }
        return groups.all.map { $0.map { statements[$0] } }
    }

    /// One publication may serve one inspection after another: under a known address, a first day after the day on
    /// which the version before was published is that of the next inspection.
    private static func editions(_ publication: [Statement]) -> [Edition] {
        var editions: [Edition] = []
        for version in publication.sorted(by: { $1.isNewer(than: $0) }) {
            if let place = place(of: version, among: editions) {
                editions[place].add(version)
            } else {
                editions.append(Edition(version))
            }
        }
        let withdrawn = editions.map(\.withdrawn).max() ?? 0
        for place in editions.indices { editions[place].withdrawn = withdrawn }
        return editions
    }

    /// Which of them a version is of; `nil` for the next inspection.
    private static func place(of version: Statement, among editions: [Edition]) -> Int? {
        // Whatever days a decision gives, it is on the inspection of the version that it was made on.
        let decided =
            version.ruling == nil
            ? []
            : editions.indices.compactMap { place in
                editions[place].version(decidedBy: version).map { (place: place, id: $0.id) }
            }
        if let place = decided.max(by: { $0.id < $1.id })?.place { return place }
        // Where a version in doubt has begun another one, that stands for nothing unless it is accepted.
        let last = editions.lastIndex { $0.current != nil } ?? editions.indices.last
        let isNext = last.map { editions[$0].isFollowed(by: version) } ?? true
        // What is in doubt since it moves an inspection to another day moves it once it is accepted, also to the day of
        // an earlier one.
        if version.trust == .doubtful, !isNext { return last }
        return editions.lastIndex { $0.states(version) } ?? (isNext ? nil : last)
    }

    /// The version that others are held against.
    private var reference: Statement? { current ?? versions.last }

    /// True where a version is plainly of the same inspection as the last one.
    private func states(_ version: Statement) -> Bool {
        guard let last = reference else { return false }
        if let number = version.number, let other = last.number {
            return number == other && version.provider == last.provider
        }
        guard let days = DayRange(version.dates), let others = DayRange(last.dates) else { return false }
        return days.distance(to: others) <= DayRange.slack
    }

    /// True where a version is of the next inspection, and no correction of this one.
    private func isFollowed(by version: Statement) -> Bool {
        guard let last = reference else { return true }
        if version.number != nil, version.number == last.number { return false }
        guard let start = version.dates.start, let before = last.dates.start else { return false }
        if version.isRow { return start.days(from: before) > DayRange.slack }
        // Of what an operator has looked at, the same days of another year are a misprint that was mended.
        if version.trust == .doubtful, version.dates.isOtherYear(of: last.dates) { return false }
        return start > before && start > last.publishedOrRecorded
    }
}

extension InspectionDates {
    /// True where both have the same days, of two years.
    fileprivate func isOtherYear(of other: InspectionDates) -> Bool {
        func isSame(_ a: CalendarDate?, _ b: CalendarDate?) -> Bool {
            a?.month == b?.month && a?.day == b?.day && a?.isMonth == b?.isMonth
        }
        return start?.year != other.start?.year && isSame(start, other.start) && isSame(end, other.end)
    }
}
