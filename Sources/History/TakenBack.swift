import Inspections

extension HistoryTransaction {
    /// Which alerts on these subjects hold no longer: the number of the last alert that took each back, by its id.
    /// A correction does, an amended letter, and a comparison that replaces another.
    package func takenBack(on subjects: Set<String>) throws -> [String: Int] {
        // Of a feed or a receiver there may be thousands, and none is ever taken back.
        var rest = subjects.filter { !$0.hasPrefix("feed:") && !$0.hasPrefix("receiver:") }.sorted()[...]
        var numbers: [String: Int] = [:]
        while !rest.isEmpty {
            let (marks, values) = Query.list(Array(rest.prefix(HistoryTransaction.subjectsAtATime)))
            let voiding = try rows(
                Query(
                    """
                    SELECT sequence, body FROM alerts
                    WHERE subject IN (\(marks)) AND instr(body, ?) > 0 ORDER BY sequence
                    """, values + [#""voids":["#])
            ) { (number: $0[0] as Int, body: $0[1] as String) }
            for (number, body) in voiding {
                for id in try AlertContent(body: body).data.voids ?? [] { numbers[id] = number }
            }
            rest = rest.dropFirst(HistoryTransaction.subjectsAtATime)
        }
        return numbers
    }

    private static let subjectsAtATime = 500
}
