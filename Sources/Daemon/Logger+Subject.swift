import Logging

extension Logger {
    /// One whose messages the journal files under a feed.
    func about(feed: String) -> Logger { with("feed", feed) }

    /// One whose messages the journal files under a receiver.
    func about(receiver: String) -> Logger { with("receiver", receiver) }

    private func with(_ key: String, _ value: String) -> Logger {
        var logger = self
        logger[metadataKey: key] = "\(value)"
        return logger
    }
}
