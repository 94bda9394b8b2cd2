import Text

/// How far a replay has come.
package struct ReplayProgress: Sendable, Hashable {
    /// Documents that are done.
    package let done: Int
    package let total: Int

    package var text: String { "\(done) of \(total.counted("document")) read" }
}
