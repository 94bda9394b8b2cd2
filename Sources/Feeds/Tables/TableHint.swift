/// What to do about a table that is refused.
enum TableHint {
    static func text(for fault: TableFault) -> String {
        switch fault.cause {
        case .noRows: "The publisher sent nothing; it may mend itself at the next poll."
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
