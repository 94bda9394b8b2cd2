/// One thing that is wrong in a file of framework data.
package struct FrameworkProblem: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1.
    package let column: Int
    /// Where in the document: `areas[2].labels`.
    package let path: String
    package let message: String

    package var description: String {
        "\(file):\(line):\(column): " + (path.isEmpty ? message : "\(path): \(message)")
    }
}
