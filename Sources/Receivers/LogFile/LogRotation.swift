/// When a log begins a new file, and how many of the old ones it keeps. Pure.
package struct LogRotation: Sendable, Hashable {
    /// Bytes: a file that holds so many gets no further alert.
    package let size: Int?
    /// A file gets no alert of a later day, week or month than its last.
    package let every: LogPeriod?
    /// Old files that are kept; `nil` for all of them.
    package let keep: Int?

    package init(size: Int? = nil, every: LogPeriod? = nil, keep: Int? = nil) {
        self.size = size
        self.every = every
        self.keep = keep
    }

    /// Both instants in seconds since 1970. A file from the future is left alone: the clock has been turned back.
    func isDue(size held: Int, lastWritten: Int, now: Int) -> Bool {
        if held == 0 { return false }
        if let size, held >= size { return true }
        guard let every else { return false }
        return every.number(at: lastWritten) < every.number(at: now)
    }
}
