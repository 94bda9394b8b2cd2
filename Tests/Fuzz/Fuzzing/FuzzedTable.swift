package import Feeds
import Inspections

/// Reads tables as the daemon does and checks what must hold of each inspection, whatever the table.
package enum FuzzedTable {
    /// A small map with every kind of column.
    package static let map: ColumnMap = {
        var columns = InspectionColumns(
            title: "inspection", framework: "f", start: ColumnNames(["Date"]),
            areas: [
                AreaColumn(area: "a", column: ColumnNames(["A"])),
                AreaColumn(area: "b", column: ColumnNames(["B"]), graded: ColumnNames(["B - date"])),
            ], facts: ["fact": ColumnNames(["Fact"])], codes: ["1": "good", "good": "good", "2": "poor"],
            missing: ["9", "n/k"])
        columns.number = ColumnNames(["Number"])
        columns.published = ColumnNames(["Published"], isOptional: true)
        columns.packed = PackedColumn(column: ColumnNames(["Packed"]), areas: ["c": "c", "d": "d"])
        return ColumnMap(eras: [
            TableEra(
                provider: ColumnNames(["Id"]), name: ColumnNames(["Name"]), predecessors: [ColumnNames(["Old id"])],
                inspections: [columns])
        ])
    }()

    private static let limits: TableLimits = {
        var limits = TableLimits(cellBytes: 4096, rowBytes: 1 << 16, columns: 256, rows: 5000)
        limits.expandedBytes = 1 << 22
        limits.sharedTextBytes = 1 << 20
        return limits
    }()

    package static func check(_ bytes: [UInt8], map: ColumnMap) {
        guard let opened = try? OpenedTable(bytes, map: map, limits: limits, spool: { MemorySpool() }),
            let file = try? TableFile(opened.content, map: opened.map, limits: limits), let survey = try? file.survey()
        else { return }
        Property.holds(survey.changedRows + survey.faults.count <= survey.rows * 2, "a row is used or at fault")
        try? file.inspections(in: survey) { inspection in
            Property.holds(!inspection.judgements.isEmpty || !inspection.facts.isEmpty, "it states something")
            Property.holds(inspection.providerID != nil || inspection.providerName != nil, "it is on somebody")
            Property.holds(inspection.dates.start != nil, "it has a day")
            for judgement in inspection.judgements {
                Property.holds(["good", "poor"].contains(judgement.grade), "grades are those of the codes")
                Property.holds(
                    judgement.grade != "poor" || judgement.printed == "2", "a grade is what the codes make of its words"
                )
            }
            Property.holds(
                Set(inspection.judgements.map(\.area)).count == inspection.judgements.count, "an area is graded once")
        }
        // Read again with all rows known, nothing is new.
        if let again = try? file.survey(known: survey.fingerprints) {
            Property.holds(again.changedRows == 0, "a table read again states nothing new")
        }
    }
}
