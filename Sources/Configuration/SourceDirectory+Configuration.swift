package import Inspections

extension SourceDirectory {
    /// The sources that the configuration names; a publisher has the place of its first feed.
    package init(_ feeds: [FeedConfiguration]) {
        var places: [String: Int] = [:]
        self.init(
            feeds.enumerated().map { index, feed in
                let place = places[feed.publisherName] ?? index
                places[feed.publisherName] = place
                return Source(
                    feed: feed.name, publisher: feed.publisherName, authority: feed.authority, place: place,
                    providers: feed.providers)
            })
    }
}
