import Text

/// How far a replay has come.
package struct ReplayProgress: Sendable, Hashable {
    /// Documents that are done.
    package let done: Int
    package let total: Int
    /// True now and then, for those who get each word on a line of its own: ten times in all, and not for every few documents.
    package let isMilestone: Bool

    /// `step`: documents that are done since the last time.
    init(done: Int, step: Int, total: Int) {
        self.done = done
        self.total = total
        let stretch = max(total / 10, 10)
        isMilestone = done / stretch > (done - step) / stretch
    }

    package var text: String { "\(done) of \(total.counted("document")) read" }
}
