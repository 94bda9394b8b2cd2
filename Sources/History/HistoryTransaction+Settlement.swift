import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// Something was recorded of a provider by a feed, and its news is still to be told.
    package func unsettle(_ provider: ProviderID, feed: String) throws {
        try run(
            Query(
                """
                INSERT INTO unsettled (provider, feed, is_held) VALUES (?, ?, 0) ON CONFLICT (provider, feed) DO NOTHING
                """, [provider.text, feed]))
    }

    /// The same of a provider and of those that go on for it.
    package func unsettleLine(from provider: ProviderID, feed: String) throws {
        // `WHERE` tells SQLite where the `SELECT` ends.
        try run(
            Query(
                """
                INSERT INTO unsettled (provider, feed, is_held)
                WITH RECURSIVE line (id) AS (
                    VALUES (?)
                    UNION
                    SELECT provider FROM predecessors, line WHERE predecessor = line.id
                )
                SELECT id, ?, 0 FROM line WHERE true ON CONFLICT (provider, feed) DO NOTHING
                """, [provider.text, feed]))
    }

    /// Providers of a feed whose news is still to be told, in the order in which something was recorded of them, at most `limit`
    /// behind `position`. Without those that are held, unless `held`.
    package func unsettled(
        feed: String, after position: Int64 = 0, held: Bool = false, limit: Int = .max
    ) throws -> [(position: Int64, provider: ProviderID)] {
        try rows(
            Query(
                """
                SELECT position, provider FROM unsettled WHERE feed = ? AND position > ? AND is_held <= ?
                ORDER BY position LIMIT ?
                """, [feed, position, held, limit])
        ) { ($0[0], ProviderID($0[1])) }
    }

    package func countUnsettled(feed: String) throws -> Int {
        try count(Query("SELECT count(*) FROM unsettled WHERE feed = ?", [feed]))
    }

    /// Feeds with something to be told.
    package func unsettledFeeds() throws -> [String] {
        try rows(Query("SELECT DISTINCT feed FROM unsettled WHERE is_held = 0 ORDER BY feed")) { $0[0] as String }
    }

    /// A provider's news was told, or there is none, whichever feed brought it.
    package func settle(_ provider: ProviderID) throws {
        try run(Query("DELETE FROM unsettled WHERE provider = ?", [provider.text]))
    }

    /// Keeps a provider's news back until an operator says otherwise.
    package func hold(_ provider: ProviderID, feed: String) throws {
        try run(
            Query(
                """
                INSERT INTO unsettled (provider, feed, is_held) VALUES (?, ?, 1)
                ON CONFLICT (provider, feed) DO UPDATE SET is_held = 1
                """, [provider.text, feed]))
    }

    /// The feed for which a provider's news is kept back; `nil` where it is not.
    package func holdingFeed(of provider: ProviderID) throws -> String? {
        try row(
            Query("SELECT feed FROM unsettled WHERE provider = ? AND is_held = 1 ORDER BY feed", [provider.text])
        ) { $0[0] as String }
    }

    /// Providers whose news is kept back of a feed.
    package func heldProviders(feed: String) throws -> [ProviderID] {
        try rows(
            Query("SELECT provider FROM unsettled WHERE feed = ? AND is_held = 1 ORDER BY position", [feed])
        ) { ProviderID($0[0]) }
    }

    /// The grades that stand today, instead of those that stood `before`, where these are known.
    package func save(_ standing: [StandingGrade], insteadOf before: [StandingGrade]? = nil, of provider: ProviderID) throws {
        if let before, Set(before) == Set(standing) { return }
        if before?.isEmpty != true { try run(Query("DELETE FROM standing_grades WHERE provider = ?", [provider.text])) }
        try insert(
            """
            INSERT INTO standing_grades (provider, area, framework, grade, day, inspection_start, inspection_end, url)
            VALUES
            """,
            standing.map { grade in
                [
                    provider.text, grade.area, grade.framework, grade.grade, grade.day.iso, grade.dates.start?.iso,
                    grade.dates.end?.iso, grade.url,
                ]
            })
    }

    package func standingGrade(of provider: ProviderID, in area: String) throws -> StandingGrade? {
        try row(
            Query("\(StandingGrade.select) WHERE provider = ? AND area = ?", [provider.text, area]),
            StandingGrade.init)
    }

    /// Who has one of these grades in an area, by an inspection from that day on; in the order of their ids.
    package func standingGrades(
        _ grades: Set<String>, in area: String, since day: CalendarDate
    ) throws -> [StandingGrade] {
        try grades.sorted().flatMap { grade in
            try rows(
                Query(
                    "\(StandingGrade.select) WHERE area = ? AND grade = ? AND day >= ? ORDER BY provider",
                    [area, grade, day.iso]), StandingGrade.init)
        }
    }
}

/// A grade that stands today in one area of a provider.
package struct StandingGrade: Sendable, Hashable {
    package let provider: ProviderID
    package let area: String
    package let framework: String
    package let grade: String
    /// The first day of the inspection, else the day of publication.
    package let day: CalendarDate
    package let dates: InspectionDates
    package let url: String?

    package init(
        provider: ProviderID, area: String, framework: String, grade: String, day: CalendarDate,
        dates: InspectionDates, url: String?
    ) {
        self.provider = provider
        self.area = area
        self.framework = framework
        self.grade = grade
        self.day = day
        self.dates = dates
        self.url = url
    }

    static let select =
        "SELECT provider, area, framework, grade, day, inspection_start, inspection_end, url FROM standing_grades"

    init?(_ row: Row) {
        var columns = ColumnReader(row)
        provider = ProviderID(columns.next())
        area = columns.next()
        framework = columns.next()
        grade = columns.next()
        guard let day = columns.day() else { return nil }
        self.day = day
        dates = InspectionDates(start: columns.day(), end: columns.day())
        url = columns.next()
    }
}
