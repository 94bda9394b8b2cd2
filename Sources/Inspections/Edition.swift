/// What one publisher has published, in one form, of one inspection or visit: all versions of it, at all addresses.
package struct Edition: Hashable, Sendable {
    /// Oldest version first.
    package private(set) var versions: [Statement]

    init(_ first: Statement) { versions = [first] }

    /// The version that stands; `nil` where an operator has rejected the publication, or none of it is trusted.
    package var current: Statement? {
        if versions.isRejected { return nil }
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
        let withdrawn = versions.lastWithdrawal
        var last: Statement?
        for version in versions where version.ruling == .accept || version.ruling == .state {
            if version.trust == .trusted, version.id > max(withdrawn, last?.id ?? 0) { last = version }
        }
        return last
    }

    /// What the version that stands states; a cell of a table that is empty now takes nothing back.
    package var judgements: [Judgement] {
        guard let current else { return [] }
        if !current.isRow { return current.judgements }
        var judgements = current.judgements
        for version in versions.reversed() where version.isRow && version.provider == current.provider {
            judgements += version.judgements.filter { judgement in !judgements.contains { $0.area == judgement.area } }
        }
        return judgements
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

    mutating func add(_ version: Statement) { versions.append(version) }

    /// Takes along what another edition said of the same inspection.
    mutating func addEarlier(_ other: Edition) { versions = other.versions + versions }

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
            let place =
                editions.lastIndex { $0.states(version) }
                ?? (editions.last.map { !$0.isFollowed(by: version) } == true ? editions.indices.last : nil)
            if let place { editions[place].add(version) } else { editions.append(Edition(version)) }
        }
        return editions
    }

    /// True where a version is plainly of the same inspection as the last one.
    private func states(_ version: Statement) -> Bool {
        guard let last = versions.last else { return false }
        if let number = version.number, let other = last.number {
            return number == other && version.provider == last.provider
        }
        guard let days = DayRange(version.dates), let others = DayRange(last.dates) else { return false }
        return days.distance(to: others) <= DayRange.slack
    }

    /// True where a version is of the next inspection, and no correction of this one.
    func isFollowed(by version: Statement) -> Bool {
        guard let last = versions.last else { return true }
        if version.number != nil, version.number == last.number { return false }
        guard let start = version.dates.start, let before = last.dates.start else { return false }
        if version.isRow { return start.days(from: before) > DayRange.slack }
        return start > before && start > last.publishedOrRecorded
    }
}
