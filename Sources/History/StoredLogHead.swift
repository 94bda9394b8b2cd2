/// Where a log stood when its last line was acknowledged.
package struct StoredLogHead: Sendable, Hashable {
    /// Of the last alert written; 0 for none.
    package let sequence: Int
    /// Of the last line of a hash chain; 64 zeros for none.
    package let hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }
}
