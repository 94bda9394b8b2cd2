/// One alert as receivers get it.
package struct AlertRecord: Sendable, Hashable {
    /// Numbers all alerts from 1, without a gap; 0 for a test.
    package let sequence: Int
    /// Derived from the alert's content, equal on every retry.
    package let id: String
    /// One JSON object on one line, without a line break.
    package let body: String
    /// A readable sentence without the sequence; it may hold any character.
    package let line: String

    package init(sequence: Int, id: String, body: String, line: String) {
        self.sequence = sequence
        self.id = id
        self.body = body
        self.line = line
    }
}
