/// The vocabularies that feeds are written in.
enum FeedNamespace {
    case own, atom, dublinCore, dublinCoreTerms, content, syndication, media, itunes, googlePlay, feedburner, xhtml,
        other

    /// `uri`: a namespace, or the prefix itself where the document forgot to declare it. `home`: that of the root element,
    /// which is the feed's own whatever it is: publishers misspell it. So are none and those of every RSS.
    init(_ uri: String, home: String) { self = uri == home ? .own : FeedNamespace.known[uri.lowercased()] ?? .other }

    // Lower case: publishers spell them in every way.
    private static let known: [String: FeedNamespace] = [
        "": .own,
        "http://purl.org/rss/1.0/": .own,
        "http://purl.org/net/rss1.1#": .own,
        "http://my.netscape.com/rdf/simple/0.9/": .own,
        "http://channel.netscape.com/rdf/simple/0.9/": .own,
        "http://backend.userland.com/rss": .own,
        "http://backend.userland.com/rss2": .own,
        "http://backend.userland.com/rss191": .own,
        "http://blogs.law.harvard.edu/tech/rss": .own,
        "http://www.w3.org/2005/atom": .atom,
        "https://www.w3.org/2005/atom": .atom,
        "http://purl.org/atom/ns#": .atom,
        "atom": .atom,
        "http://purl.org/dc/elements/1.1/": .dublinCore,
        "http://purl.org/dc/elements/1.0/": .dublinCore,
        "dc": .dublinCore,
        "http://purl.org/dc/terms/": .dublinCoreTerms,
        "dcterms": .dublinCoreTerms,
        "http://purl.org/rss/1.0/modules/content/": .content,
        "content": .content,
        "http://purl.org/rss/1.0/modules/syndication/": .syndication,
        "sy": .syndication,
        "http://search.yahoo.com/mrss": .media,
        "http://search.yahoo.com/mrss/": .media,
        "media": .media,
        "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
        "itunes": .itunes,
        "http://www.google.com/schemas/play-podcasts/1.0": .googlePlay,
        "googleplay": .googlePlay,
        "http://rssnamespace.org/feedburner/ext/1.0": .feedburner,
        "feedburner": .feedburner,
        "http://www.w3.org/1999/xhtml": .xhtml,
        "xhtml": .xhtml,
    ]
}
