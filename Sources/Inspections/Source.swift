/// Where a statement comes from, as the configuration of today has it.
package struct Source: Hashable, Sendable {
    /// Name of the feed.
    package let feed: String
    /// Who publishes it: two feeds of one publisher list the same publications.
    package let publisher: String
    package let authority: Authority
    /// The place of the publisher's first feed in the configuration, from 0: of several publishers the first is believed.
    package let place: Int
    /// Whom it may speak for; what it says of others is not taken.
    package let providers: ProviderScope

    package init(
        feed: String, publisher: String, authority: Authority = .official, place: Int = .max,
        providers: ProviderScope = .everybody
    ) {
        self.feed = feed
        self.publisher = publisher
        self.authority = authority
        self.place = place
        self.providers = providers
    }

    /// Whose word it is: a newer version by the same voice takes the place of an older one, and no other voice's ever does.
    package var voice: Voice { Voice(publisher: publisher, authority: authority) }

    package struct Voice: Hashable, Sendable {
        package let publisher: String
        package let authority: Authority
    }
}
