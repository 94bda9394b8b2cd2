/// How often a feed asks to be polled; it may lengthen an interval, never shorten it.
package struct FeedHints: Sendable, Hashable {
    /// Seconds for which the document may be kept (RSS `ttl`).
    package var timeToLive: Int?
    /// Seconds of the period of updates (`sy:updatePeriod`).
    package var updatePeriod: Int?
    /// Updates in one period (`sy:updateFrequency`), at least 1.
    package var updatesPerPeriod: Int
    /// Hours of the day in UTC, 0 to 23, without updates.
    package var skipHours: Set<Int>
    /// English names of the days without updates: `Saturday`.
    package var skipDays: Set<String>

    package init(
        timeToLive: Int? = nil, updatePeriod: Int? = nil, updatesPerPeriod: Int = 1, skipHours: Set<Int> = [],
        skipDays: Set<String> = []
    ) {
        self.timeToLive = timeToLive
        self.updatePeriod = updatePeriod
        self.updatesPerPeriod = updatesPerPeriod
        self.skipHours = skipHours
        self.skipDays = skipDays
    }

    /// Seconds between two updates.
    package var updateInterval: Int? { updatePeriod.map { $0 / max(1, updatesPerPeriod) } }
}
