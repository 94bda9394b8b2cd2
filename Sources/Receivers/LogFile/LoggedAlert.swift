/// An alert as a log holds it.
package struct LoggedAlert: Sendable, Hashable {
    package let sequence: Int
    /// `nil` in a text log, which does not tell.
    package let id: String?
    /// The line of a text log, without its line break; none in others.
    let text: [UInt8]

    /// Whether a text log's line is that of an alert with this readable sentence.
    package func holds(line: String) -> Bool { text == TextLine(sequence: sequence, text: line).bytes }
}
