/// Tells which editions are of one inspection, or of one visit.
struct Joining {
    /// Numbers that one provider has had: its inspection is the same under each.
    var renumbered: Set<ProviderID> = []

    /// Days between an article without a day of inspection and the publication of the report that it tells of.
    private static let newsDays = 366

    func inspections(_ editions: [Edition]) -> [KnownInspection] {
        let (news, stated) = Joining.split(editions) { $0.basis == .press && $0.dates.start == nil }
        var groups = joined(stated) { $0.framework == $1.framework }
        // What is to be believed first, then the oldest, so that the result does not depend on the order of arrival.
        for article in news.sorted(by: Joining.isSurerOrOlder) {
            if let place = Joining.nearest(to: article, among: groups) {
                groups[place].append(article)
            } else {
                groups.append([article])
            }
        }
        return groups.compactMap { KnownInspection(Joining.newest(of: $0)) }
    }

    /// Letters on one kind of visit, by their days; without days each publication is its own.
    func letters(_ editions: [Edition]) -> [KnownInspection] {
        let (dated, undated) = Joining.split(editions) { $0.dates.start != nil }
        let groups = joined(dated) { $0.visit == $1.visit }
        return (groups + undated.map { [$0] }).compactMap { KnownInspection(Joining.newest(of: $0)) }
    }

    /// True where both state one inspection, by one publisher in one form: what is rejected of one is rejected of the
    /// other.
    static func isOnePublication(_ edition: Edition, _ rejected: Edition) -> Bool {
        guard let current = edition.current, let last = rejected.versions.last,
            current.source.voice == last.source.voice, current.basis == last.basis,
            current.provider == last.provider, current.framework == last.framework, current.isRow == last.isRow,
            current.number == last.number || current.number == nil || last.number == nil,
            let days = DayRange(current.dates), let others = DayRange(last.dates)
        else { return false }
        return days.distance(to: others) <= DayRange.slack
    }

    /// Joins what is nearest first, so that of two inspections close together each gets its own.
    private func joined(_ editions: [Edition], where mayJoin: (Statement, Statement) -> Bool) -> [[Edition]] {
        struct Pair {
            /// Of the one that is less to be believed.
            let authority: Authority
            let distance: Int
            let a: Int
            let b: Int
        }
        let sorted = editions.sorted(by: Joining.isOlder)
        let current = sorted.compactMap(\.current)
        guard current.count == sorted.count else { return [] }
        let ranges = current.map(Joining.range)
        var pairs: [Pair] = []
        for a in current.indices {
            for b in current.indices where b > a {
                // What is far apart, as nearly all are, need not be looked into.
                guard let distance = distance(current[a], ranges[a], current[b], ranges[b]),
                    mayJoin(current[a], current[b]), !isApart(sorted[a], sorted[b])
                else { continue }
                let authority = min(current[a].source.authority, current[b].source.authority)
                pairs.append(Pair(authority: authority, distance: distance, a: a, b: b))
            }
        }
        var groups = current.indices.map { [$0] }
        var place = Array(current.indices)
        // What is to be believed first: who is less so joins what others state, and makes no two of theirs one.
        for pair in pairs.sorted(by: {
            ($1.authority, $0.distance, $0.a, $0.b) < ($0.authority, $1.distance, $1.a, $1.b)
        }) {
            let (first, second) = (place[pair.a], place[pair.b])
            if first == second { continue }
            let isRefused = groups[first].contains { a in
                groups[second].contains { b in isApart(sorted[a], sorted[b]) }
            }
            let isBridged = [first, second].allSatisfy { group in
                groups[group].contains { current[$0].source.authority > pair.authority }
            }
            if isRefused || isBridged { continue }
            for member in groups[second] { place[member] = first }
            groups[first] += groups[second]
            groups[second] = []
        }
        return groups.filter { !$0.isEmpty }.map { $0.map { sorted[$0] } }
    }

    /// Days between two statements that may be on one inspection, -1 where they share the publisher's number; `nil` for
    /// too many.
    private func distance(_ a: Statement, _ days: DayRange?, _ b: Statement, _ others: DayRange?) -> Int? {
        if let number = a.number, number == b.number, isOneProvider(a, b) { return -1 }
        guard let days, let others else { return nil }
        let distance = days.distance(to: others)
        return distance <= DayRange.slack ? distance : nil
    }

    /// The day of publication stands for the first day where there is none.
    private static func range(_ statement: Statement) -> DayRange? {
        DayRange(statement.dates) ?? statement.published.map(DayRange.init(day:))
    }

    private func isOneProvider(_ a: Statement, _ b: Statement) -> Bool {
        a.provider == b.provider || (renumbered.contains(a.provider) && renumbered.contains(b.provider))
    }

    /// True for what is of two inspections, however near.
    private func isApart(_ first: Edition, _ second: Edition) -> Bool {
        guard let a = first.current, let b = second.current else { return false }
        if let number = a.number, let other = b.number {
            if number != other { return true }
            // Of one that goes on under another id the same inspection is stated twice.
            if isOneProvider(a, b) { return false }
        }
        if first.stoodBeside(second) { return true }
        // Two reports of one publisher that grade nothing in common are no versions of one another: a review of a board
        // alone.
        let isOneForm = a.source.voice == b.source.voice && a.basis == b.basis && !a.isRow && !b.isRow
        return isOneForm && !a.judgements.isEmpty && !b.judgements.isEmpty
            && !a.judgements.contains { judgement in b.judgements.contains { $0.area == judgement.area } }
    }

    /// The report that an article without a day of inspection tells of: never one because the grades agree.
    private static func nearest(to article: Edition, among groups: [[Edition]]) -> Int? {
        guard let news = article.current, let day = news.published else { return nil }
        let candidates = groups.indices.compactMap { index -> (days: Int, isLater: Int, index: Int)? in
            let reports = groups[index].compactMap(\.current).filter {
                $0.framework == news.framework && $0.source.authority >= news.source.authority
            }
            let dated = reports.filter { $0.basis != .press || $0.dates.start != nil }
            guard let published = (dated.isEmpty ? reports : dated).compactMap(\.published).min() else { return nil }
            let days = published.daysSinceEpoch - day.daysSinceEpoch
            // Two articles on one inspection come close together.
            if dated.isEmpty { return abs(days) <= DayRange.slack ? (abs(days), 0, index) : nil }
            let start = dated.compactMap(\.dates.start).min() ?? published
            if abs(days) > newsDays || (days > 0 && start > day) { return nil }
            return (abs(days), days > 0 ? 1 : 0, index)
        }
        return candidates.min { ($0.days, $0.isLater, $0.index) < ($1.days, $1.isLater, $1.index) }?.index
    }

    /// Of several editions by one publisher in one form the newest alone states the inspection; the others keep their
    /// versions.
    private static func newest(of editions: [Edition]) -> [Edition] {
        struct Key: Hashable {
            let voice: Source.Voice?
            let basis: Basis
        }
        if editions.count == 1 { return editions }
        let groups = Dictionary(grouping: editions) { edition in
            Key(voice: edition.current?.source.voice, basis: edition.current?.basis ?? .report)
        }
        return groups.values.compactMap { same in
            guard
                let newest = same.max(by: { a, b in
                    guard let first = a.current, let second = b.current else { return false }
                    return second.isNewer(than: first)
                })
            else { return nil }
            var merged = newest
            for other in same where other != newest { merged.addEarlier(other) }
            return merged
        }
    }

    private static func isSurerOrOlder(_ a: Edition, _ b: Edition) -> Bool {
        guard let first = a.current?.source.authority, let second = b.current?.source.authority else { return false }
        return first == second ? isOlder(a, b) : first > second
    }

    private static func isOlder(_ a: Edition, _ b: Edition) -> Bool {
        guard let first = a.current, let second = b.current else { return false }
        let days = (first.day?.place ?? .max, second.day?.place ?? .max)
        if days.0 != days.1 { return days.0 < days.1 }
        return (first.url, first.sha256, first.id) < (second.url, second.sha256, second.id)
    }

    private static func split(
        _ editions: [Edition], by condition: (Statement) -> Bool
    ) -> (yes: [Edition], no: [Edition]) {
        let yes = editions.filter { $0.current.map(condition) == true }
        return (yes, editions.filter { $0.current.map(condition) == false })
    }
}

/// Joins numbered things into groups.
struct Groups {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(of: a), root(of: b))
        // The lower number leads, so that the result does not depend on the order of joining.
        if first != second { parents[max(first, second)] = min(first, second) }
    }

    /// Each group in the order of its numbers, the groups by their first.
    var all: [[Int]] {
        Dictionary(grouping: parents.indices, by: root).sorted { $0.key < $1.key }.map(\.value)
    }

    private func root(of index: Int) -> Int {
        var index = index
        while parents[index] != index { index = parents[index] }
        return index
    }
}
