/// The vocabularies that feeds are written in.
enum FeedNamespace {
    case atom, rss, rdf, dublinCore, dublinCoreTerms, content, syndication, media, itunes, feedburner, xhtml, xml, other

    /// `uri`: a namespace, or the prefix itself where the document forgot to declare it; elements without one are the
    /// host's own, `rss`.
    init(_ uri: String) { self = FeedNamespace.known[uri.lowercased()] ?? .other }

    // Lower case: publishers spell them in every way.
    private static let known: [String: FeedNamespace] = [
        "": .rss,
        "http://purl.org/rss/1.0/": .rss,
        "http://purl.org/net/rss1.1#": .rss,
        "http://my.netscape.com/rdf/simple/0.9/": .rss,
        "http://channel.netscape.com/rdf/simple/0.9/": .rss,
        "http://backend.userland.com/rss": .rss,
        "http://backend.userland.com/rss2": .rss,
        "http://backend.userland.com/rss191": .rss,
        "http://blogs.law.harvard.edu/tech/rss": .rss,
        "http://www.w3.org/2005/atom": .atom,
        "https://www.w3.org/2005/atom": .atom,
        "http://purl.org/atom/ns#": .atom,
        "atom": .atom,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf,
        "rdf": .rdf,
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
        "http://rssnamespace.org/feedburner/ext/1.0": .feedburner,
        "feedburner": .feedburner,
        "http://www.w3.org/1999/xhtml": .xhtml,
        "xhtml": .xhtml,
        "http://www.w3.org/xml/1998/namespace": .xml,
    ]
}
