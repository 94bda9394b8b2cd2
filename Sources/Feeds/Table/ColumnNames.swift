import Text

/// The names that one column has had, newest first.
package struct ColumnNames: Sendable, Hashable {
    package let all: [String]
    /// True for a column that not every release has: nobody is told where it is missing.
    package let isOptional: Bool

    package init(_ all: [String], isOptional: Bool = false) {
        self.all = all
        self.isOptional = isOptional
    }

    /// Upper and lower case and runs of white space do not tell columns apart.
    static func key(_ name: String) -> String { name.lowercased().collapsed }

    var keys: [String] { all.map(ColumnNames.key) }
}
