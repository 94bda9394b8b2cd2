/// Where a log ends: the history keeps it per receiver.
package struct LogHead: Sendable, Hashable {
    /// Of the last alert written; 0 when there is none.
    package let sequence: Int
    /// Of the last `jsonl` line, 64 lower-case hexadecimal digits; 64 zeros when there is none, and in text logs.
    package let hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }

    /// The head of a log that holds nothing.
    package static let none = LogHead(sequence: 0, hash: String(repeating: "0", count: 64))
}
