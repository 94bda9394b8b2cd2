import Feeds
import Glibc

/// Loads two releases of a schools table and says what changed from the one to the other, with what it cost.
@main struct TableBench {
    static func main() throws {
        let files = CommandLine.arguments.dropFirst()
        var known: [Int64] = []
        var bytes = 0
        for file in files {
            let table = try FileContent(file)
            bytes += table.size
            let survey = try TableFile(table, map: schools).survey(known: known)
            print("\(survey.rows) rows, \(survey.changedRows) new or changed, \(survey.faults.count) left out")
            known = survey.fingerprints
        }
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        print("\(Int(Double(bytes) / 1e6 / seconds)) MB per CPU second, \(usage.ru_maxrss / 1024) MB resident")
    }

    /// The columns of the graded-inspection era.
    private static let schools: ColumnMap = {
        var graded = InspectionColumns(
            title: "graded inspection", framework: "oeif", start: ColumnNames(["Inspection start date"]),
            areas: [
                "Overall effectiveness", "Quality of education", "Behaviour and attitudes", "Personal development",
                "Effectiveness of leadership and management", "Early years provision", "Sixth form provision",
            ].map { AreaColumn(area: $0, column: ColumnNames([$0])) },
            codes: ["1": "outstanding", "2": "good", "3": "requires-improvement", "4": "inadequate"],
            missing: ["9", "not judged"])
        graded.number = ColumnNames(["Inspection number"])
        graded.published = ColumnNames(["Publication date"])
        return ColumnMap(eras: [
            TableEra(
                provider: ColumnNames(["URN"]), name: ColumnNames(["School name"]), region: ColumnNames(["Region"]),
                predecessors: [ColumnNames(["URN at time"])], inspections: [graded])
        ])
    }()
}
