import FoundationEssentials

extension FeedHints {
    /// Reads an element of a feed that is neither its title nor an entry.
    mutating func read(_ element: FeedElement) {
        let number = element.text.flatMap(Int.init)
        switch (element.namespace, element.name) {
        case (.own, "ttl"): if let number, (1...525_600).contains(number) { timeToLive = number * 60 }
        case (.own, "skiphours"):
            // RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23: 24 is midnight in both.
            let hours = element.children.compactMap { $0.text.flatMap(Int.init) }
            skipHours = Set(hours.filter((0...24).contains).map { $0 % 24 })
        case (.own, "skipdays"): skipDays = Set(element.children.compactMap { $0.text?.capitalized })
        case (.syndication, "updateperiod"): updatePeriod = FeedHints.periods[element.text?.lowercased() ?? ""]
        case (.syndication, "updatefrequency"): if let number, number > 0 { updatesPerPeriod = number }
        default: break
        }
    }

    private static let periods = [
        "hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000,
    ]
}
