/// The rows of a survey by what they are on: 24 bytes a row, in parts that grow and are sorted one at a time, so that little is ever
/// held twice.
///
/// What a row is on is told by 64 bits: of five million rows, two on different things are taken for one with a chance of one in a
/// million, and then both are left out, with their numbers told.
struct SurveyedRows {
    struct Row {
        /// Hash of what the row is on: a provider, one of its inspections, an area.
        let key: UInt64
        let fingerprint: Int64
        let number: Int32
    }

    private var parts = [[Row]](repeating: [], count: 256)

    mutating func add(_ number: Int, key: UInt64, fingerprint: Int64) {
        parts[Int(key >> 56)].append(Row(key: key, fingerprint: fingerprint, number: Int32(truncatingIfNeeded: number)))
    }

    /// Hands out the rows on one thing together, in order of the table, and keeps none.
    mutating func takeGroups(_ body: (ArraySlice<Row>) -> Void) {
        for part in parts.indices {
            var rest = parts[part]
            parts[part] = []
            rest.sort { ($0.key, $0.number) < ($1.key, $1.number) }
            var start = 0
            while start < rest.count {
                let end = rest[start...].firstIndex { $0.key != rest[start].key } ?? rest.count
                body(rest[start..<end])
                start = end
            }
        }
    }
}
