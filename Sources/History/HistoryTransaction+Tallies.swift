package import Inspections

/// How many providers have a grade that stands.
package struct GradeTally: Hashable, Sendable {
    /// `nil` for those of whom none is known.
    package let region: String?
    package let framework: String
    package let area: String
    package let grade: String
    package let providers: Int
}

/// Where the grades of a provider that stand are counted.
package enum TallyPlace: Sendable, Hashable {
    /// Nobody knows who it is, or others go on for it.
    case nowhere
    /// `nil` where no region is known.
    case region(String?)
}

/// What a transaction has changed of the counts and has not written yet: a table of thousands changes few of them
/// thousands of times.
final class TallyChanges {
    fileprivate var counts: [Place: Int] = [:]
}

/// Counts of the grades that stand, kept as they change: counting them anew takes seconds at a million judgements.
extension HistoryTransaction {
    /// Providers with a standing grade in an area under a framework.
    package func countStanding(framework: String, area: String) throws -> Int {
        try writeTallies()
        return try count(
            Query(
                "SELECT CAST(coalesce(sum(providers), 0) AS BIGINT) FROM standing_tallies WHERE framework = ? AND area = ?",
                [framework, area]))
    }

    /// By region, framework, area and grade.
    package func tallies() throws -> [GradeTally] {
        try writeTallies()
        return try rows(
            Query(
                """
                SELECT region, framework, area, grade, providers FROM standing_tallies WHERE providers <> 0
                ORDER BY region, framework, area, grade
                """)
        ) { row in
            let region: String = row[0]
            return GradeTally(
                region: region.isEmpty ? nil : region, framework: row[1], area: row[2], grade: row[3],
                providers: row[4])
        }
    }

    /// Frameworks under which providers of a region have grades, the one with most first.
    package func frameworks(in region: String) throws -> [String] {
        try writeTallies()
        let counts = try rows(
            Query(
                """
                SELECT framework, max(providers) FROM standing_tallies WHERE region = ? AND providers > 0
                GROUP BY framework
                """, [region])
        ) { (framework: $0[0] as String, providers: $0[1] as Int) }
        return counts.sorted { ($1.providers, $0.framework) < ($0.providers, $1.framework) }.map(\.framework)
    }

    /// For a record of before there were any.
    func fillTallies() throws {
        let rated = try rows(Query("SELECT provider FROM standing_grades")) { ProviderID($0[0]) }
        for provider in rated { try tallyFromNowOn(provider) }
        try writeTallies()
    }

    /// Before the transaction ends.
    func writeTallies() throws {
        for (place, change) in tallyChanges.counts where change != 0 {
            try write(.tally, [place.region, place.grade.framework, place.grade.area, place.grade.grade, change])
        }
        tallyChanges.counts = [:]
    }

    /// Follows the grades that stand of a provider from those that were stored, `nil` where there were none, to the
    /// next.
    func tally(_ provider: ProviderID, in place: TallyPlace, from before: String?, to after: [StandingGrade]) throws {
        guard case .region(let region) = place else { return }
        count(try grades(of: provider, in: before), by: -1, in: region)
        count(after.map(TalliedGrade.init), by: 1, in: region)
    }

    /// Follows a provider to another region.
    func tally(_ before: Provider, as after: Provider) throws {
        if try before.region == after.region || isGoneOnFor(after.id) { return }
        let standing = try grades(of: after.id, in: standingText(of: after.id))
        count(standing, by: -1, in: before.region)
        count(standing, by: 1, in: after.region)
    }

    /// Begins to count a provider of whom nobody knew who it is.
    func tallyFromNowOn(_ provider: ProviderID) throws {
        guard let text = try standingText(of: provider) else { return }
        try tally(provider, in: tallyPlace(of: provider), from: nil, to: StandingGrade.all(of: provider, in: text))
    }

    /// Others go on for it from now on: its grades count no more.
    func tallyNoMore(_ provider: ProviderID) throws {
        guard let text = try standingText(of: provider) else { return }
        try tally(provider, in: tallyPlace(of: provider), from: text, to: [])
    }

    /// Where the grades of a provider that stand are counted.
    package func tallyPlace(of provider: ProviderID) throws -> TallyPlace {
        guard let known = try self.provider(provider), try !isGoneOnFor(provider) else { return .nowhere }
        return .region(known.region)
    }

    /// Providers of a region with standing grades under a framework, by name, from the one at `offset` on; `total`: of
    /// all of them, 0 where `offset` is beyond the last.
    package func comparedProviders(
        region: String, framework: String, offset: Int, limit: Int
    ) throws -> (providers: [ProviderID], total: Int) {
        let found = try rows(
            Query(
                """
                SELECT id, count(*) OVER () FROM providers JOIN standing_grades ON provider = id
                WHERE region = ? AND grades LIKE ? AND NOT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = id)
                ORDER BY name, id LIMIT ? OFFSET ?
                """, [region, StandingGrade.pattern(ofFramework: framework), limit, offset])
        ) { (id: ProviderID($0[0]), total: $0[1] as Int) }
        return (found.map(\.id), found.first?.total ?? 0)
    }

    func isGoneOnFor(_ provider: ProviderID) throws -> Bool {
        if let facts = facts(of: provider) { return !facts.followers.isEmpty }
        return try isTrue(Query("SELECT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = ?)", [provider.text]))
    }

    private func standingText(of provider: ProviderID) throws -> String? {
        if let facts = facts(of: provider) { return facts.standing }
        return try value(Query("SELECT grades FROM standing_grades WHERE provider = ?", [provider.text]))
    }

    private func grades(of provider: ProviderID, in text: String?) throws -> [TalliedGrade] {
        try text.map { try StandingGrade.all(of: provider, in: $0).map(TalliedGrade.init) } ?? []
    }

    private func count(_ grades: [TalliedGrade], by change: Int, in region: String?) {
        for grade in grades { tallyChanges.counts[Place(region: region ?? "", grade: grade), default: 0] += change }
    }
}

private struct TalliedGrade: Hashable {
    let framework: String
    let area: String
    let grade: String

    init(_ standing: StandingGrade) {
        framework = standing.framework
        area = standing.area
        grade = standing.grade
    }
}

/// `region`: empty for those of whom none is known.
private struct Place: Hashable {
    let region: String
    let grade: TalliedGrade
}
