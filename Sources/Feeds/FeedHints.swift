/// How often a feed asks to be polled; it may lengthen an interval, never shorten it.
package struct FeedHints: Sendable, Hashable {
    /// Seconds for which the document may be kept (RSS `ttl`).
    package var timeToLive: Int?
    /// Seconds between two updates (`sy:updatePeriod` over `sy:updateFrequency`).
    package var updateInterval: Int?
    /// Hours of the day in UTC, 0 to 23, without updates.
    package var skipHours: Set<Int>
    /// English names of the days without updates: `Saturday`.
    package var skipDays: Set<String>

    package init(
        timeToLive: Int? = nil, updateInterval: Int? = nil, skipHours: Set<Int> = [], skipDays: Set<String> = []
    ) {
        self.timeToLive = timeToLive
        self.updateInterval = updateInterval
        self.skipHours = skipHours
        self.skipDays = skipDays
    }
}
