import GRDB

extension HistoryTransaction {
    /// Alerts raised, by kind.
    package func alertCounts() throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT kind, count(*) AS count FROM alerts GROUP BY kind"))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["kind"], $0["count"]) })
    }

    /// All deliveries ever begun, in order of receiver and state.
    package func deliveryCounts() throws -> [DeliveryCount] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT receiver, state, count(*) AS count FROM deliveries
                    GROUP BY receiver, state ORDER BY receiver, state
                    """)
        ).map { DeliveryCount(receiver: $0["receiver"], state: $0["state"], count: $0["count"]) }
    }
}
