package import Foundation

/// The feeds that wait for their next poll, by when it is due; a feed is the number of its place in the configuration. Pure.
package struct DueFeeds: Sendable {
    /// The earliest last, those of one instant in the order of the configuration.
    private var waiting: [(due: Date, feed: Int)] = []

    package init() {}

    /// `due`: `nil` for never.
    package mutating func add(_ feed: Int, due: Date?) {
        guard let due else { return }
        var (low, high) = (waiting.startIndex, waiting.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if (waiting[middle].due, waiting[middle].feed) > (due, feed) { low = middle + 1 } else { high = middle }
        }
        waiting.insert((due, feed), at: low)
    }

    /// Takes out the feed that has been due for longest; `nil` where none is due yet.
    package mutating func take(dueAt now: Date) -> Int? {
        guard let next = waiting.last, next.due <= now else { return nil }
        return waiting.removeLast().feed
    }

    /// When the next feed is due; `nil` where none waits.
    package var next: Date? { waiting.last?.due }
}
