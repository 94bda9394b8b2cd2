import Inspections

/// The frameworks whose own table, card or outcome a document prints, whatever its title says.
struct Structure: Sendable {
    /// More than one where the rows are those of several.
    let proven: [FrameworkReading]

    init(_ frameworks: [FrameworkData], _ lines: [Line], on day: CalendarDate?) {
        let beginnings = LineBeginnings(lines)
        let found = frameworks.filter { $0.mayBePrinted(in: beginnings) }.compactMap { data in
            let reading = FrameworkReading(data, lines)
            return reading.proof(on: day).map { (reading: reading, rows: $0) }
        }
        // A framework that explains only some of the rows that another explains is not theirs.
        proven = found.filter { one in !found.contains { one.rows.isStrictSubset(of: $0.rows) } }.map(\.reading)
    }

    /// The one framework whose reports are read, where it alone is proven.
    var only: FrameworkReading? { proven.count == 1 && proven[0].data.titles.isEmpty == false ? proven[0] : nil }

    func reading(of id: String) -> FrameworkReading? { proven.first { $0.data.framework.id == id } }
}
