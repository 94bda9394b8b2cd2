/// Says all that is wrong with a silence that a user asks for.
package struct SilenceMistake: Error, CustomStringConvertible {
    /// Each with the option that it concerns; never empty.
    let problems: [String]

    package var description: String { problems.joined(separator: "\n") }
}
