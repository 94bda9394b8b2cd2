import Feeds

/// A table after the first look at all of it.
struct SurveyedTable: Sendable {
    let source: StatingSource
    let result: Result<(file: TableFile, survey: TableSurvey), TableFault>

    init(_ document: TableDocument, map: ColumnMap, known: [Int64]) {
        source = document.source
        result = Result { () throws(TableFault) in
            let file = try TableFile(document.content, map: map)
            return (file, try file.survey(known: known))
        }
    }
}
