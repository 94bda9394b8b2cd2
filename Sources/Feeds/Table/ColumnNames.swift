import Text

/// The names that one column has had, newest first.
package struct ColumnNames: Sendable, Hashable {
    package let all: [String]

    package init(_ all: [String]) { self.all = all }

    /// Upper and lower case and runs of white space do not tell columns apart.
    static func key(_ name: String) -> String { name.lowercased().collapsed }

    var keys: [String] { all.map(ColumnNames.key) }
}
