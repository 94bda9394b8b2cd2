/// What is wrong with a table, and where.
package struct TableFault: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Cause: Sendable, Hashable {
        case noRows
        /// The system's own words.
        case unreadable(String)
        /// No row names all columns; `missing` are those that the row which comes nearest lacks.
        case noHeader(missing: [String])
        case columnTwice
        case openQuote
        case textBehindQuote
        case cellTooLong(Int)
        case rowTooLong(Int)
        case tooManyColumns(Int)
        case tooManyRows(Int)
        /// Another number of cells than the header has.
        case ragged(cells: Int, header: Int)
        case anotherHeader
        case nulByte
        case otherEncoding
        case noProvider
        case noDate(String)
        /// Which of the three numbers is the day, neither the feed says nor any other row.
        case needsOrder(String)
        /// Something that is plainly no table.
        case otherForm(TableForm)
        /// What is wrong with a spreadsheet or an archive, in words.
        case container(String)
        case unknownGrade(String)
        case unknownArea(String)
        /// Another row states something else on the same inspection.
        case contradicts(row: Int)
        /// `first`: what is wrong with the first of them.
        case tooManyFaults(Int, rows: Int, first: String)
    }

    /// From 1; lead rows and the header are counted.
    package let row: Int
    /// From 1.
    package let column: Int?
    /// The column's name as the header prints it.
    package let name: String?
    package let cause: Cause

    package init(row: Int, column: Int? = nil, name: String? = nil, cause: Cause) {
        self.row = row
        self.column = column
        self.name = name
        self.cause = cause
    }

    package var description: String {
        let place = column.map { ", column \($0)" } ?? ""
        return "row \(row)\(place)\(name.map { " (\($0))" } ?? ""): \(words)"
    }

    /// What is wrong, without the place.
    var words: String {
        switch cause {
        case .noRows: "the table is empty"
        case .unreadable(let words): "cannot be read: \(words)"
        case .noHeader(let missing):
            "no header with the columns that are looked for: "
                + missing.map { "\"\($0)\"" }.joined(separator: ", ") + " not found"
        case .columnTwice: "two columns have this name"
        case .openQuote: "a quotation mark is opened and never closed"
        case .textBehindQuote: "text follows a closing quotation mark"
        case .cellTooLong(let bytes): "a cell longer than \(bytes) bytes (limits.cell); a quotation mark may be missing"
        case .rowTooLong(let bytes):
            "a row longer than \(bytes) bytes (limits.row); line breaks or a quotation mark may be missing"
        case .tooManyColumns(let most): "more than \(most) columns (limits.columns)"
        case .tooManyRows(let most): "more than \(most) rows (limits.rows)"
        case .ragged(let cells, let header): "\(cells) cells under a header of \(header)"
        case .anotherHeader: "the header is repeated here"
        case .nulByte: "a NUL byte"
        case .otherEncoding: "bytes of another encoding than that of the table"
        case .noProvider: "names no provider"
        case .noDate(let text): text.isEmpty ? "grades without a date" : "\"\(text)\" is not a date"
        case .needsOrder(let text):
            "\"\(text)\" could be two different days, and no date of the table shows whether the day or the month comes first"
        case .otherForm(let form): "found \(form.words), not a table"
        case .container(let words): words
        case .unknownGrade(let text): "\"\(text)\" is not a grade in the feed's codes"
        case .unknownArea(let text): "\"\(text)\" is not an area in the feed's codes"
        case .contradicts(let row): "contradicts row \(row) on the same inspection"
        case .tooManyFaults(let faults, let rows, let first):
            "\(first); \(faults) of \(rows) rows are at fault, so that the table as a whole cannot be trusted"
        }
    }
}

/// What to do about a table that is refused.
enum TableHint {
    static func text(for fault: TableFault) -> String {
        switch fault.cause {
        case .noRows: "The publisher sent nothing; the next poll may find the document again."
        case .needsOrder:
            "Say how the publisher writes dates: add `dates: dmy` (31/03/2024), `dates: mdy` (03/31/2024) or `dates: ymd` (24/03/31) to the feed; nothing of it was recorded."
        case .otherForm(let form): form.remedy
        case .container:
            "Open the file and look at its sheets or members; name one with the feed's `sheet:` or `member:`. Nothing of it was recorded."
        case .noHeader, .columnTwice, .anotherHeader:
            "Compare the table's header with the columns of the feed's `table:`; nothing of it was recorded."
        case .tooManyFaults:
            "Compare the table's columns and codes with the feed's `table:`; nothing of it was recorded."
        default: "Open the table at that row; nothing of it was recorded."
        }
    }
}
