/// What the check of a log and its rotated files found.
package struct LogVerification: Sendable, Hashable {
    /// The files that were checked, oldest first.
    package var files: [String] = []
    /// Rotated files that other programs compressed: they cannot be checked, nor can the links to them.
    package var unchecked: [String] = []
    /// The sequence of the first line that is as it was written; 0 for none.
    package var first = 0
    /// How many lines are as they were written.
    package var lines = 0
    /// The last line that is as it was written.
    package var head = LogHead.none
    /// `nil` if nothing was edited, removed or reordered in the files that were checked.
    package var fault: LogFault?
}
