package import Foundation
package import Inspections

extension HistoryTransaction {
    /// Numbers and records an alert with the decisions of the routes and one pending delivery per receiver; `nil`, and
    /// nothing recorded, where the same alert was raised before. `publication`: the row of the one that it is about.
    package func raise(
        _ alert: Alert, of publication: Int64? = nil, decisions: [RouteDecision], receivers: [String], line: String
    ) throws -> StoredAlert? {
        try askTogether {
            _ = try hasAlert(alert.id)
            _ = try lastSequence()
        }
        if try hasAlert(alert.id) { return nil }
        let last = try lastSequence()
        let stored = StoredAlert(
            sequence: last + 1, id: alert.id, kind: alert.kind.rawValue, time: alert.time, subject: alert.subject,
            direction: alert.direction.rawValue, feed: alert.feed, publication: publication, summary: alert.summary,
            line: line,
            body: alert.json(sequence: last + 1, routes: decisions.filter(\.took).map(\.route)).text)
        try run(
            .insert(
                into: "alerts",
                [
                    ("sequence", stored.sequence),
                    ("id", stored.id),
                    ("kind", stored.kind),
                    ("time", stored.time.seconds),
                    ("subject", stored.subject),
                    ("direction", stored.direction),
                    ("feed", stored.feed),
                    ("publication", stored.publication),
                    ("summary", stored.summary),
                    ("line", stored.line),
                    ("body", stored.body),
                ]))
        for (position, decision) in decisions.enumerated() {
            try run(
                .insert(
                    into: "route_decisions",
                    [
                        ("alert", stored.sequence),
                        ("position", position),
                        ("route", decision.route),
                        ("took", decision.took),
                        ("reason", decision.reason),
                        ("silenced", decision.isSilenced),
                    ]))
        }
        for receiver in try withLogsOfFleet(receivers) {
            try run(
                Query(
                    """
                    INSERT INTO deliveries (alert, receiver, state, next_attempt, waits_since)
                    VALUES (?1, ?2, 'pending', ?3, ?3)
                    """, [stored.sequence, receiver, alert.time.seconds]))
        }
        // Whoever delivers it may be another daemon.
        pending?.call()
        return stored
    }

    package func lastAlert() throws -> StoredAlert? {
        try row(Query("SELECT * FROM alerts ORDER BY sequence DESC LIMIT 1"), StoredAlert.init)
    }

    /// What each route decided on an alert, in the order of the configuration of its time.
    package func routeDecisions(on sequence: Int) throws -> [RouteDecision] {
        try rows(
            Query("SELECT * FROM route_decisions WHERE alert = ? ORDER BY position", [sequence])
        ) {
            RouteDecision(
                route: $0["route"], took: $0["took"], reason: $0["reason"], isSilenced: $0["silenced"])
        }
    }

    /// The routes that took any of these alerts, given by their ids, with the receivers that were given what they took.
    package func routes(thatTook alerts: [String]) throws -> [String: Set<String>] {
        if alerts.isEmpty { return [:] }
        let (marks, ids) = Query.list(alerts)
        let found = try rows(
            Query(
                """
                SELECT DISTINCT route, receiver
                FROM route_decisions LEFT JOIN deliveries ON deliveries.alert = route_decisions.alert
                WHERE took = 1 AND route_decisions.alert IN (SELECT sequence FROM alerts WHERE id IN (\(marks)))
                """, ids)
        ) { (route: $0[0] as String, receiver: $0[1] as String?) }
        return Dictionary(grouping: found, by: \.route).mapValues { Set($0.compactMap(\.receiver)) }
    }

    /// Ids of what was told of a publication, of the alerts before one where that is given.
    package func toldIDs(of publication: Int64, before sequence: Int = .max) throws -> [String] {
        try rows(
            Query(
                "SELECT id FROM alerts WHERE publication = ? AND sequence < ? ORDER BY sequence",
                [publication, sequence])
        ) { $0[0] as String }
    }

    /// Alerts whose id begins so, at most two; or the one with that sequence.
    package func alerts(named name: String) throws -> [StoredAlert] {
        try rows(
            Query(
                """
                SELECT * FROM alerts WHERE (id >= ?1 AND id < ?1 || 'g') OR sequence = ?2 ORDER BY sequence LIMIT 2
                """, [name.hasPrefix("rw_") && name.utf8.count > 3 ? name : nil, Int(name)]), StoredAlert.init)
    }

    /// Alerts on a provider, and on whole lists that its publications have moved, in order of sequence.
    package func alerts(on provider: ProviderID) throws -> [StoredAlert] {
        try rows(
            Query(
                """
                SELECT * FROM alerts
                WHERE subject = ?1 OR publication IN (SELECT id FROM publications WHERE provider_id = ?1)
                ORDER BY sequence
                """, [provider.text]), StoredAlert.init)
    }

    /// How many alerts of a kind were raised on a subject.
    package func countAlerts(kind: AlertKind, subject: String) throws -> Int {
        // By the subject: SQLite would else look through all alerts of the kind, of which there may be a hundred
        // thousand.
        try count(Query("SELECT count(*) FROM alerts WHERE subject = ? AND kind || '' = ?", [subject, kind.rawValue]))
    }

    /// In order of sequence, at most `limit` from the one after `last` on.
    package func alerts(_ query: AlertQuery, after last: Int = 0, limit: Int = .max) throws -> [StoredAlert] {
        try all(
            query, columns: "*", rest: "AND sequence > ? ORDER BY sequence LIMIT ?", [last, limit], StoredAlert.init)
    }

    /// The newest so many, in order of sequence; `nil` for all.
    package func alertHeads(_ query: AlertQuery, newest count: Int? = nil) throws -> [AlertHead] {
        try all(
            query, columns: AlertHead.columns, rest: "ORDER BY sequence DESC LIMIT ?", [count ?? .max], AlertHead.init
        ).reversed()
    }

    package func countAlerts(_ query: AlertQuery) throws -> Int {
        try all(query, columns: "count(*)", rest: "", []) { $0[0] as Int }.first ?? 0
    }

    /// `rest`: what follows the conditions, with its own arguments.
    private func all<Value>(
        _ query: AlertQuery, columns: String, rest: String, _ more: [(any QueryValue)?], _ value: (Row) -> Value
    ) throws -> [Value] {
        var conditions = ["TRUE"]
        var arguments: [(any QueryValue)?] = []
        if let since = query.since {
            // As a list of numbers: SQLite would else rather read all alerts in their order than sort some.
            conditions.append("sequence IN (SELECT sequence FROM alerts WHERE time >= ?)")
            arguments += [since.seconds]
        }
        if let subjects = query.subjects {
            conditions.append("subject IN (\(Query.list(count: subjects.count)))")
            arguments += subjects
        }
        if let directions = query.directions, query.area == nil {
            conditions.append("direction IN (\(Query.list(count: directions.count)))")
            arguments += directions
        }
        if let kind = query.kind {
            conditions.append("kind = ?")
            arguments += [kind]
        }
        if let area = query.area {
            // Bodies are our own: a quotation mark within a text is never written so.
            let named = #""area":\#(JSONValue.string(area).text)"#
            conditions.append("instr(body, ?) > 0")
            arguments += [named]
            if let directions = query.directions {
                // The area's own direction is the next one behind its name; consequences have no `from` there.
                let own = "substr(body, instr(body, ?))"
                let ofArea = directions.map { _ in "instr(substr(\(own), instr(\(own), '\"direction\":')), ?) = 1" }
                let judged = "{\(named),\"from\":"
                let whole = AlertDirection.ofWhole(directions)
                let ofAlert = whole.map { _ in " OR direction = ?" }.joined()
                conditions.append(
                    "(instr(body, ?) > 0 AND (\(ofArea.joined(separator: " OR ")))\(ofAlert))")
                arguments += [judged] + directions.flatMap { [judged, judged, "\"direction\":\"\($0)\""] } + whole
            }
        }
        if let region = query.region {
            conditions.append("subject IN (SELECT id FROM providers WHERE region = ?)")
            arguments += [region]
        }
        if let feeds = query.feeds {
            // An alert says what its feed was called; what it is about says what it is called now.
            let (marks, names) = Query.list(feeds)
            conditions.append(
                "(feed IN (\(marks)) OR publication IN (SELECT id FROM publications WHERE feed IN (\(marks))))")
            arguments += (names + names) as [(any QueryValue)?]
        }
        if let day = query.publishedSince {
            conditions.append("publication IN (SELECT id FROM publications WHERE published >= ?)")
            arguments += [day.iso]
        }
        let sql = "SELECT \(columns) FROM alerts WHERE \(conditions.joined(separator: " AND ")) \(rest)"
        return try rows(Query(sql, arguments + more), value)
    }
}

extension StoredAlert {
    init(_ row: Row) {
        self.init(
            sequence: row["sequence"], id: row["id"], kind: row["kind"],
            time: Date(timeIntervalSince1970: row["time"]), subject: row["subject"], direction: row["direction"],
            feed: row["feed"], publication: row["publication"], summary: row["summary"], line: row["line"],
            body: row["body"])
    }
}

extension AlertHead {
    static let columns = """
        sequence, id, kind, time, subject, direction, feed, summary,
        (SELECT published FROM publications WHERE publications.id = alerts.publication) AS published
        """

    init(_ row: Row) {
        self.init(
            sequence: row["sequence"], id: row["id"], kind: row["kind"],
            time: Date(timeIntervalSince1970: row["time"]), subject: row["subject"], direction: row["direction"],
            feed: row["feed"], summary: row["summary"], published: row["published"])
    }
}

/// An alert as it was recorded, with its number; body and line never change again.
package struct StoredAlert: Sendable, Hashable {
    package let sequence: Int
    package let id: String
    package let kind: String
    package let time: Date
    /// A provider's id, or `feed:` or `receiver:` and a name.
    package let subject: String
    package let direction: String
    package let feed: String
    /// Row of the publication that it is about; `nil` for one about a feed.
    package let publication: Int64?
    package let summary: String
    /// One readable line.
    package let line: String
    /// One JSON object on one line.
    package let body: String
}

/// What lists tell of an alert: all but its body and its line, which are most of it.
package struct AlertHead: Sendable {
    package let sequence: Int
    package let id: String
    package let kind: String
    package let time: Date
    /// A provider's id, or `feed:` or `receiver:` and a name.
    package let subject: String
    package let direction: String
    package let feed: String
    package let summary: String
    /// The day on which what it tells of was published, as the listing has it today.
    package let published: String?
}

/// Which alerts are asked for; `nil` asks for all.
package struct AlertQuery: Sendable {
    package var since: Date?
    /// Subjects: provider ids.
    package var subjects: [String]?
    package var directions: [String]?
    package var kind: String?
    /// Id of an area that a judgement, or a consequence, is about.
    package var area: String?
    /// Of the provider, as it is known today.
    package var region: String?
    /// By the names that they have, or had when the alert was raised; not empty.
    package var feeds: [String]?
    /// The first day of publication.
    package var publishedSince: CalendarDate?

    package init(
        since: Date? = nil, subjects: [String]? = nil, directions: [String]? = nil, kind: String? = nil,
        area: String? = nil, region: String? = nil, feeds: [String]? = nil, publishedSince: CalendarDate? = nil
    ) {
        self.since = since
        self.subjects = subjects
        self.directions = directions
        self.kind = kind
        self.area = area
        self.region = region
        self.feeds = feeds
        self.publishedSince = publishedSince
    }
}
