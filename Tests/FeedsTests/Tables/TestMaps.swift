import Feeds

/// Small column maps.
enum TestMaps {
    static let codes = ["1": "outstanding", "2": "good", "3": "requires-improvement", "4": "inadequate"]

    static let schools = schools(codes: codes, missing: ["9", "not judged"])

    static func schools(codes: [String: String], missing: Set<String>) -> ColumnMap {
        var map = ColumnMap(eras: [
            TableEra(
                provider: ColumnNames(["URN"]), name: ColumnNames(["School name"]),
                predecessors: [ColumnNames(["URN at time"])],
                inspections: [
                    InspectionColumns(
                        title: "graded inspection", framework: "oeif", start: ColumnNames(["Inspection start date"]),
                        areas: [
                            AreaColumn(area: "overall-effectiveness", column: ColumnNames(["Overall effectiveness"])),
                            AreaColumn(
                                area: "early-years", column: ColumnNames(["Early years", "Early years provision"])),
                        ], codes: codes, missing: missing)
                ])
        ])
        map.dates.order = .dmy
        return map
    }

    static let header = "URN,School name,URN at time,Inspection start date,Overall effectiveness,Early years\n"

    /// Rows of schools numbered from 1.
    static func rows(_ count: Int, grade: String = "2") -> String {
        (1...count).map { "\($0),School \($0),\($0),01/03/2024,\(grade),9\n" }.joined()
    }
}
