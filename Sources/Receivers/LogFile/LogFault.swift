/// The first line at which a log is not what was written.
package struct LogFault: Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        /// The line has no end: a crash, which the next alert heals, or a cut file.
        case torn
        case empty
        case notJSON
        /// The line is not the one whose hash was recorded.
        case edited
        /// The line stands in another place than it was written.
        case reordered
        /// A compressed file ends or breaks off before this line.
        case damaged
        /// Lines before this one are missing; at the end of the log, lines after it.
        case removed
    }

    package let file: String
    /// From 1; 0 where the file has no line.
    package let line: Int
    package let reason: Reason
    /// One sentence.
    package let explanation: String

    package var description: String { "\(file):\(line): \(explanation)" }
}
