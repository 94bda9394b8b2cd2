import GRDB
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

/// What a transaction has changed of the counts and has not written yet: a table of thousands changes few of them thousands of times.
final class TallyChanges {
    fileprivate var counts: [Place: Int] = [:]
}

/// Counts of the grades that stand, kept as they change: counting them anew takes seconds at a million judgements.
extension HistoryTransaction {
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

    /// The same as `tallies`, counted anew from the grades that stand.
    package func talliesFromScratch() throws -> [GradeTally] {
        var counts: [Place: Int] = [:]
        _ = try rows(
            Query(
                """
                SELECT provider, grades, region FROM standing_grades JOIN providers ON id = provider
                WHERE NOT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = id)
                """)
        ) { row -> Void? in
            let region: String? = row[2]
            for grade in try grades(of: ProviderID(row[0]), in: row[1]) {
                counts[Place(region: region ?? "", grade: grade), default: 0] += 1
            }
            return nil
        }
        return counts.map { place, count in
            GradeTally(
                region: place.region.isEmpty ? nil : place.region, framework: place.grade.framework,
                area: place.grade.area, grade: place.grade.grade, providers: count)
        }.sorted {
            ($0.region ?? "", $0.framework, $0.area, $0.grade) < ($1.region ?? "", $1.framework, $1.area, $1.grade)
        }
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
            try run(
                Query(
                    """
                    INSERT INTO standing_tallies (region, framework, area, grade, providers) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (region, framework, area, grade)
                        DO UPDATE SET providers = standing_tallies.providers + excluded.providers
                    """, [place.region, place.grade.framework, place.grade.area, place.grade.grade, change]))
        }
        tallyChanges.counts = [:]
    }

    /// Follows the grades that stand of a provider from those that were stored, `nil` where there were none, to the next.
    func tally(_ provider: ProviderID, from before: String?, to after: [StandingGrade]) throws {
        guard let known = try self.provider(provider), try !isGoneOnFor(provider) else { return }
        let (gone, come) = (try grades(of: provider, in: before), after.map(TalliedGrade.init))
        count(gone, by: -1, in: known.region)
        count(come, by: 1, in: known.region)
        let (ended, begun) = (Set(gone.map(\.framework)), Set(come.map(\.framework)))
        for framework in ended.subtracting(begun) { try list(known, under: framework, isListed: false) }
        for framework in begun.subtracting(ended) { try list(known, under: framework, isListed: true) }
    }

    /// Follows a provider to another name or region.
    func tally(_ before: Provider, as after: Provider) throws {
        if before.region == after.region, before.name == after.name { return }
        if try isGoneOnFor(after.id) { return }
        let standing = try grades(of: after.id, in: standingText(of: after.id))
        for framework in Set(standing.map(\.framework)) {
            try list(before, under: framework, isListed: false)
            try list(after, under: framework, isListed: true)
        }
        if before.region == after.region { return }
        count(standing, by: -1, in: before.region)
        count(standing, by: 1, in: after.region)
    }

    /// Begins to count a provider of whom nobody knew who it is.
    func tallyFromNowOn(_ provider: ProviderID) throws {
        guard let text = try standingText(of: provider) else { return }
        try tally(provider, from: nil, to: StandingGrade.all(of: provider, in: text))
    }

    /// Others go on for it from now on: its grades count no more.
    func tallyNoMore(_ provider: ProviderID) throws {
        guard let text = try standingText(of: provider) else { return }
        try tally(provider, from: text, to: [])
    }

    private func list(_ provider: Provider, under framework: String, isListed: Bool) throws {
        let values = [framework, provider.region ?? "", provider.name, provider.id.text]
        try run(
            Query(
                isListed
                    ? "INSERT INTO rated_frameworks (framework, region, name, provider) VALUES (?, ?, ?, ?)"
                    : "DELETE FROM rated_frameworks WHERE framework = ? AND region = ? AND name = ? AND provider = ?",
                values))
    }

    /// Providers of a region with standing grades under a framework, by name, from the one at `offset` on.
    package func comparedProviders(
        region: String, framework: String, offset: Int, limit: Int
    ) throws -> (providers: [ProviderID], total: Int) {
        let place = [framework, region]
        let total = try count(
            Query("SELECT count(*) FROM rated_frameworks WHERE framework = ? AND region = ?", place))
        let found = try rows(
            Query(
                """
                SELECT provider FROM rated_frameworks WHERE framework = ? AND region = ?
                ORDER BY name, provider LIMIT \(limit) OFFSET \(offset)
                """, place)
        ) { ProviderID($0[0]) }
        return (found, total)
    }

    func isGoneOnFor(_ provider: ProviderID) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = ?)", [provider.text]))
    }

    private func standingText(of provider: ProviderID) throws -> String? {
        try step(Query("SELECT grades FROM standing_grades WHERE provider = ?", [provider.text])) { $0.text(0) } ?? nil
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
