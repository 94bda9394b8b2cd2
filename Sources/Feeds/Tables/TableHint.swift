/// What to do about a table that is refused.
enum TableHint {
    static func text(for fault: TableFault) -> String {
        switch fault.cause {
        case .noRows: "The publisher sent nothing; it may mend itself at the next poll."
        case .noHeader, .columnTwice, .anotherHeader:
            "Compare the table's header with the columns of the feed's `table:`; nothing of it was recorded."
        case .tooManyFaults:
            "Compare the table's columns and codes with the feed's `table:`; nothing of it was recorded."
        default: "Open the table at that row; nothing of it was recorded."
        }
    }
}
