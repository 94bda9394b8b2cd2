import Text

/// A column whose cells state the grades of several areas: `Well-being: Good; Environment: Good`.
package struct PackedColumn<Column: Sendable & Hashable>: Sendable, Hashable {
    package let column: Column
    /// Printed name of an area, in lower case -> area id.
    package let areas: [String: String]

    package init(column: Column, areas: [String: String]) {
        self.column = column
        self.areas = areas
    }

    /// The areas and grades of a cell as they are printed; nil for a part that is no such pair.
    static func pairs(in text: String) -> [(area: String, grade: String)?] {
        text.split { $0 == ";" || $0 == "|" || $0.isNewline }.compactMap { part -> (area: String, grade: String)?? in
            let part = String(part).collapsed
            if part.isEmpty { return nil }
            guard let border = part.lastIndex(where: { $0 == ":" || $0 == "=" }) else { return .some(nil) }
            let (area, grade) = (
                String(part[..<border]).collapsed, String(part[part.index(after: border)...]).collapsed
            )
            return .some(area.isEmpty || grade.isEmpty ? nil : (area, grade))
        }
    }
}
