/// A configuration that cannot be used, with all its problems.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// In the order of the file; never empty.
    package let problems: [ConfigurationProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
