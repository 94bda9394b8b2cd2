/// Where a statement comes from, as the configuration of today has it.
package struct Source: Hashable, Sendable {
    /// Name of the feed.
    package let feed: String
    /// Who publishes it: two feeds of one publisher list the same publications.
    package let publisher: String
    package let authority: Authority
    /// The place of the publisher's first feed in the configuration, from 0: of several publishers the first is believed.
    package let place: Int

    package init(feed: String, publisher: String, authority: Authority = .official, place: Int = .max) {
        self.feed = feed
        self.publisher = publisher
        self.authority = authority
        self.place = place
    }
}
