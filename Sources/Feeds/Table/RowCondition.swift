import Text

/// What a cell must say for its row to be read; rows of other schemes or kinds often stand in one table.
package struct RowCondition<Column: Sendable & Hashable>: Sendable, Hashable {
    package let column: Column
    /// In lower case, white space collapsed.
    package let values: Set<String>

    package init(column: Column, values: Set<String>) {
        self.column = column
        self.values = values
    }
}

extension RowCondition<Int> {
    func holds(for row: TableRow) -> Bool {
        let cell = row[column]
        let text = String(validating: cell, as: UTF8.self) ?? TableEncoding.windows1252.text(cell)
        return values.contains(text.collapsed.lowercased())
    }
}
