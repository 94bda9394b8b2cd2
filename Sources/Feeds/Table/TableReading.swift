package import Inspections

/// A table as its feed would read it, for who writes the map: its header, its first inspections, and what is at fault.
package struct TableReading: Sendable {
    private let survey: TableSurvey
    private let first: [TableInspection]
    private let inspections: Int
    private let grades: Int

    /// Inspections that are shown.
    private static let most = 20

    package init(_ bytes: [UInt8], map: ColumnMap, subject: String?) throws(FeedError) {
        do {
            let opened = try OpenedTable(bytes, map: map) { MemorySpool() }
            let file = try TableFile(opened.content, map: opened.map)
            survey = try file.survey()
            var first: [TableInspection] = []
            var (inspections, grades) = (0, 0)
            try file.inspections(in: survey) { inspection in
                inspections += 1
                grades += inspection.judgements.count
                if first.count < TableReading.most { first.append(inspection) }
            }
            (self.first, self.inspections, self.grades) = (first, inspections, grades)
        } catch let fault as TableFault {
            throw FeedError(subject: subject, cause: .refused(fault))
        } catch {
            throw FeedError(
                subject: subject, cause: .refused(TableFault(row: 0, cause: .unreadable(String(describing: error)))))
        }
    }

    /// The lines of `ratingwatch read`: the feed, the table, its first inspections.
    package func lines(file: String) -> [JSONValue] {
        let header = survey.header
        return [
            FeedDocument(format: "table").feedLine(file: file),
            .object([
                .init(
                    "table",
                    .object([
                        .init("header_row", .int(header.row)),
                        .init("columns", .array(header.used.map { .string(header.names[$0]) })),
                        .init("missing", .array(header.missing.map(JSONValue.string))),
                        .init(
                            "frameworks", .array(header.era.inspections.compactMap(\.framework).map(JSONValue.string))),
                        .init("encoding", .string(survey.encoding.rawValue)),
                        .init("dates", .string(orNull: survey.dates.order?.rawValue)),
                        .init("rows", .int(survey.rows)), .init("inspections", .int(inspections)),
                        .init("grades", .int(grades)), .init("faults", .int(survey.faults.count)),
                    ]))
            ]),
        ] + first.map(\.json)
    }

    /// Faults by row, and columns that are missing.
    package var complaints: [String] {
        header.missing.map { "no column \"\($0)\": its values are not read" } + survey.faults.map(\.description)
    }

    private var header: TableHeader { survey.header }
}
