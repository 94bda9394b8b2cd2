package import Inspections
import Text

/// What the rows or items of a version may be on that cannot be read: an inspection that is not seen may be one of
/// them.
package struct UnreadRows: Sendable, Hashable {
    /// Whom a row says it is on.
    package struct Provider: Sendable, Hashable {
        /// The publisher's id, without scheme.
        package let id: String?
        package let name: String?
    }

    package private(set) var providers: Set<Provider> = []
    /// The publisher's numbers of their inspections.
    private var numbers: Set<String> = []
    /// In lower case, all that those say which do not tell whom they are on.
    private var words: Set<String> = []
    private var days: Set<CalendarDate> = []

    package init() {}

    package var isEmpty: Bool { providers.isEmpty && numbers.isEmpty && words.isEmpty }

    /// A row that tells whom it is on.
    mutating func add(id: String?, name: String?, numbers: [String?]) {
        providers.insert(Provider(id: id, name: name))
        self.numbers.formUnion(numbers.compactMap(Statement.number))
    }

    /// A row of which nobody knows which cell is which.
    mutating func add(words: [String], dates: DateForms) {
        for word in words where !word.isEmpty {
            self.words.insert(word.lowercased())
            if let day = TableDate.day(word, forms: dates) { days.insert(day) }
        }
    }

    /// True where one of them may be on an inspection. `words`: what its row would say of whom it is on.
    package func mayState(words: [String], numbers: [String], start: CalendarDate?) -> Bool {
        if !self.numbers.isDisjoint(with: numbers) { return true }
        if self.words.isEmpty { return false }
        return (words + numbers).contains { self.words.contains($0.lowercased()) } || start.map(days.contains) == true
    }
}

extension TableFile {
    /// What the rows may be on that a survey leaves out.
    package func unread(in survey: TableSurvey) throws(TableFault) -> UnreadRows {
        var unread = UnreadRows()
        if survey.faults.isEmpty { return unread }
        let faults = Dictionary(survey.faults.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
        let reading = RowReading(header: survey.header, encoding: survey.encoding, dates: survey.dates)
        try eachBareRow(of: survey) { row in
            guard let fault = faults[row.number] else { return }
            if case .anotherHeader = fault.cause { return }
            if fault.isPlaced(row, who: survey.header.era.who), reading.provider(row) != nil {
                let stated = reading.graded(row, [])
                unread.add(id: stated.id, name: stated.name, numbers: reading.numbers(row))
            } else {
                unread.add(words: reading.words(row), dates: survey.dates)
            }
        }
        return unread
    }
}

extension TableFault {
    /// True where the cells of the row stand under their own columns, and those that tell whom it is on are no part of
    /// what is wrong. `who`: their columns.
    fileprivate func isPlaced(_ row: TableRow, who: [Int]) -> Bool {
        switch cause {
        case .ragged, .textBehindQuote, .noProvider: false
        case .nulByte, .otherEncoding: who.allSatisfy { row[$0].allSatisfy { $0 > 0 && $0 < 0x80 } }
        default: true
        }
    }
}
