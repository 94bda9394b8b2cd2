package import Foundation
package import Inspections

/// Which of the readers' alerts a page lists, the newest first; `nil` asks for all.
package struct NewsQuery: Sendable, Hashable {
    /// One of these; not empty.
    package var directions: [String]?
    package var kind: String?
    /// Of the provider.
    package var region: String?
    package var provider: ProviderID?
    package var since: Date?
    /// Alerts with lower numbers alone.
    package var before: Int?
    package var limit: Int

    package init(
        directions: [String]? = nil, kind: String? = nil, region: String? = nil, provider: ProviderID? = nil,
        since: Date? = nil, before: Int? = nil, limit: Int
    ) {
        self.directions = directions
        self.kind = kind
        self.region = region
        self.provider = provider
        self.since = since
        self.before = before
        self.limit = limit
    }
}

/// What the pages ask of the record, a page at a time.
extension HistoryTransaction {
    /// Alerts that readers may get, the newest first.
    package func news(_ query: NewsQuery) throws -> [StoredAlert] {
        var conditions = ["kind NOT LIKE 'operator-%'"]
        var values: [(any QueryValue)?] = []
        func ask(_ condition: String, _ value: (any QueryValue)?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(value)
        }
        if let directions = query.directions {
            conditions.append("direction IN (\(Query.list(count: directions.count)))")
            values += directions
        }
        ask("kind = ?", query.kind)
        ask("subject = ?", query.provider?.text)
        ask("EXISTS (SELECT 1 FROM providers WHERE id = subject AND region = ?)", query.region)
        ask("time >= ?", query.since?.seconds)
        ask("sequence < ?", query.before)
        return try rows(
            Query(
                """
                SELECT * FROM alerts
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY sequence DESC LIMIT \(query.limit)
                """, values), StoredAlert.init)
    }

    /// The readers' alerts with numbers of a range, the newest first.
    package func news(in numbers: ClosedRange<Int>) throws -> [StoredAlert] {
        try rows(
            Query(
                """
                SELECT * FROM alerts
                WHERE sequence BETWEEN ? AND ? AND kind NOT LIKE 'operator-%' ORDER BY sequence DESC
                """, [numbers.lowerBound, numbers.upperBound]), StoredAlert.init)
    }

    /// All of the readers' alerts, the oldest first, by what a page is known by; `links`: in how many hash chains.
    package func newsIndex() throws -> [(sequence: Int, id: String, subject: String, links: Int)] {
        try rows(
            Query(
                """
                SELECT sequence, id, subject, (SELECT count(hash) FROM deliveries WHERE alert = sequence) FROM alerts
                WHERE kind NOT LIKE 'operator-%' ORDER BY sequence
                """)
        ) { ($0[0] as Int, $0[1] as String, $0[2] as String, $0[3] as Int) }
    }

    /// Regions in which a provider has a grade that stands, by name.
    package func ratedRegions() throws -> [String] {
        try writeTallies()
        return try rows(Query("SELECT DISTINCT region FROM standing_tallies WHERE region <> '' ORDER BY region")) {
            $0[0]
        }
    }

    // A council known by its name alone, and under its number since, is one.
    private static let isListed = """
        (id NOT LIKE 'name:%' OR (SELECT count(*) FROM predecessors WHERE predecessor = id) <> 1)
        """

    /// By name, from the one at `offset` on.
    package func listedProviders(offset: Int, limit: Int) throws -> [ProviderID] {
        try rows(
            Query(
                """
                SELECT id FROM providers WHERE \(HistoryTransaction.isListed)
                ORDER BY name COLLATE NOCASE, id LIMIT \(limit) OFFSET \(offset)
                """)
        ) { ProviderID($0[0]) }
    }

    /// The providers with these ids, in the same order.
    package func providers(_ ids: [ProviderID]) throws -> [Provider] {
        let (marks, values) = Query.list(ids.map(\.text))
        let found = try rows(
            Query("SELECT id, name, kind, region FROM providers WHERE id IN (\(marks))", values),
            Provider.init(inOrder:))
        let known = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { known[$0] }
    }

    package func countListedProviders() throws -> Int {
        // Each from an index alone: every row would be asked who goes on for it.
        try count(
            Query(
                """
                SELECT (SELECT count(*) FROM providers) - (SELECT count(*) FROM (
                    SELECT predecessor FROM predecessors WHERE predecessor >= 'name:' AND predecessor < 'name;'
                    GROUP BY predecessor HAVING count(*) = 1) AS named JOIN providers ON id = predecessor)
                """))
    }

    /// Those whose name holds a text, by name, at most `limit`; or their id, where the text may be of one.
    package func listedProviders(matching text: String, limit: Int) throws -> [ProviderID] {
        let pattern =
            "%" + text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
        let isOfID = text.contains { $0.isNumber || $0 == ":" }
        let holds = "name LIKE ? ESCAPE '\\'" + (isOfID ? " OR id LIKE ? ESCAPE '\\'" : "")
        return try rows(
            Query(
                """
                SELECT id FROM providers WHERE (\(holds)) AND \(HistoryTransaction.isListed)
                ORDER BY name COLLATE NOCASE, id LIMIT \(limit)
                """, Array(repeating: pattern, count: isOfID ? 2 : 1))
        ) { ProviderID($0[0]) }
    }

    /// The next ones by name, of one kind and region, on both sides of a provider.
    package func neighbours(of provider: Provider, each limit: Int) throws -> [Provider] {
        func near(_ comparison: String, _ order: String) throws -> [Provider] {
            try rows(
                Query(
                    """
                    SELECT id, name, kind, region FROM providers
                    WHERE region = ? AND kind = ? AND name \(comparison) ? AND \(HistoryTransaction.isListed)
                    ORDER BY name \(order), id LIMIT \(limit)
                    """, [provider.region, provider.kind, provider.name]), Provider.init(inOrder:))
        }
        return try near("<", "DESC").reversed() + near(">", "ASC")
    }

    /// Alerts on a provider, and on whole lists that its publications have moved, the newest first.
    package func news(on provider: ProviderID, limit: Int) throws -> [StoredAlert] {
        try alerts(on: provider).filter { !$0.kind.hasPrefix("operator-") }.suffix(limit).reversed()
    }

    /// When a feed that has stated something of it was last read without a fault; `nil` where none was since.
    package func lastChecked(_ provider: ProviderID) throws -> Date? {
        try row(
            Query(
                """
                SELECT max(last_success) FROM publications JOIN feeds ON feeds.name = feed WHERE provider_id = ?
                """, [provider.text])
        ) { Date(seconds: $0[0]) }
    }

    /// The same of everybody; without those of whom no feed has stated anything.
    package func lastChecks() throws -> [ProviderID: Date] {
        let checks = try rows(
            Query(
                """
                SELECT provider_id, max(last_success) FROM publications JOIN feeds ON feeds.name = feed
                WHERE provider_id IS NOT NULL AND last_success IS NOT NULL GROUP BY provider_id
                """)
        ) { row in Date(seconds: row[1]).map { (ProviderID(row[0]), $0) } }
        return Dictionary(checks, uniquingKeysWith: { first, _ in first })
    }

    /// When any feed was last read without a fault.
    package func lastSuccess() throws -> Date? {
        try row(Query("SELECT max(last_success) FROM feeds")) { Date(seconds: $0[0]) }
    }

    /// Publications of each feed in each state.
    package func publicationStates() throws -> [String: [PublicationState: Int]] {
        var states: [String: [PublicationState: Int]] = [:]
        _ = try rows(Query("SELECT feed, state, count(*) FROM publications GROUP BY feed, state")) { row -> Void? in
            if let state = PublicationState(rawValue: row[1]) { states[row[0], default: [:]][state] = row[2] }
            return nil
        }
        return states
    }

    /// What a provider's page is made of, as one number for each that changes with it: the rows last recorded on it.
    package func pageMarks() throws -> [ProviderID: String] {
        var marks: [ProviderID: String] = [:]
        func add(_ sql: String) throws {
            _ = try rows(Query(sql)) { row -> Void? in
                marks[ProviderID(row[0]), default: ""] += "|" + (row[1] as String)
                return nil
            }
        }
        try add("SELECT id, name || '/' || kind || '/' || coalesce(region, '') FROM providers")
        try add("SELECT provider, CAST(max(id) AS TEXT) FROM statements GROUP BY provider")
        try add(
            """
            SELECT provider_id, CAST(max(looks.id) AS TEXT) FROM looks JOIN publications ON publications.id = publication
            WHERE provider_id IS NOT NULL GROUP BY provider_id
            """)
        try add("SELECT subject, CAST(max(sequence) AS TEXT) FROM alerts GROUP BY subject")
        return marks
    }
}

extension Provider {
    /// Columns `id, name, kind, region`.
    fileprivate init(inOrder row: Row) {
        self.init(id: ProviderID(row[0]), name: row[1], kind: row[2], region: row[3])
    }
}
