import History

extension FeedState {
    /// The state to go on from under the configured address: a changed one begins afresh and wins over whatever the publisher of
    /// the old one said, but what the feed has published stays known.
    func configured(at url: String) -> FeedState {
        if url == self.url { return self }
        var fresh = FeedState(name: name, url: url)
        fresh.baselineAt = baselineAt
        fresh.newestSeen = newestSeen
        return fresh
    }
}
