/// What was read of a table or page, apart from the inspections themselves.
struct StatedReading: Sendable {
    let source: StatingSource
    /// What it consists of: `rows`.
    let unit: String
    let rows: Int
    /// Why single ones were left out, in order.
    let faults: [String]
    /// Names of columns that are expected and not there.
    var missing: [String] = []
}
