import Feeds
import System

/// A table after the first look at all of it.
struct SurveyedTable: Sendable {
    let source: StatingSource
    let result: Result<(file: TableFile, survey: TableSurvey), TableFault>

    /// `folder`: where a table lies that is written out of a spreadsheet.
    init(_ document: TableDocument, map: ColumnMap, known: [Int64], folder: String) {
        source = document.source
        result = Result { () throws(TableFault) in
            let opened = try OpenedTable(document.content, map: map) { () throws(TableFault) in
                do throws(OperationError) {
                    return try SpooledBody(in: folder)
                } catch {
                    throw TableFault(row: 0, cause: .unreadable(error.description))
                }
            }
            let file = try TableFile(opened.content, map: opened.map)
            return (file, try file.survey(known: known))
        }
    }
}
