import FoundationEssentials
import Glibc
import Markup
import Text

/// An XML element as feed readers look at it: vocabulary, name in lower case, and the base of its addresses.
struct FeedElement {
    let element: XMLElement
    let namespace: FeedNamespace
    /// Lower case: `pubdate`.
    let name: String
    /// What relative addresses inside it are relative to.
    let base: String?

    /// The namespace of the document's root.
    private let home: String

    init(root: XMLElement, base: String?) {
        self.init(root, base: base, home: root.name.namespace)
    }

    private init(_ element: XMLElement, base: String?, home: String) {
        self.element = element
        self.home = home
        namespace = FeedNamespace(element.name.namespace, home: home)
        name = element.name.local.lowercased()
        self.base = element.attribute(FeedElement.xmlBase).map { Address.resolve($0.trimmed, against: base) } ?? base
    }

    private static let xmlBase = XMLName(namespace: "http://www.w3.org/XML/1998/namespace", local: "base")

    /// Whether it is Atom's, in an Atom document.
    var isAtom: Bool { namespace == .own || namespace == .atom }

    var children: some Sequence<FeedElement> {
        element.children.lazy.compactMap { child in
            if case .element(let element) = child { FeedElement(element, base: base, home: home) } else { nil }
        }
    }

    /// `nil` where there is nothing but white space.
    var text: String? { element.text.trimmed.nonEmpty }

    /// The text of an id; its markup too, where there is any.
    var identity: String? {
        element.elements.isEmpty ? text : element.innerMarkup.trimmed.nonEmpty
    }

    func attribute(_ name: String) -> String? {
        element.attributes.first { $0.name.namespace.isEmpty && isNamed($0.name.local, name) }?.value.trimmed
    }

    private func isNamed(_ local: String, _ name: String) -> Bool {
        local == name || (local.utf8.count == name.utf8.count && local.lowercased() == name)
    }

    /// Absolute where the base is; `nil` for an empty address.
    func address(_ reference: String?) -> String? {
        reference?.trimmed.nonEmpty.map { Address.resolve($0, against: base) }
    }
}

/// The vocabularies that feeds are written in.
enum FeedNamespace {
    case own, atom, dublinCore, dublinCoreTerms, content, syndication, media, itunes, googlePlay, feedburner, xhtml,
        other

    /// `uri`: a namespace, or the prefix itself where the document forgot to declare it. `home`: that of the root
    /// element, which is the feed's own whatever it is: publishers misspell it. So are none and those of every RSS.
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

extension String {
    /// Whether `mark`, ASCII, stands in it. By bytes: the texts of feeds are long.
    func holds(_ mark: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            let length = mark.utf8CodeUnitCount
            guard var next = bytes.baseAddress, bytes.count >= length else { return false }
            let last = next + bytes.count - length
            while next <= last, let found = memchr(next, Int32(mark.utf8Start[0]), last - next + 1) {
                if memcmp(found, mark.utf8Start, length) == 0 { return true }
                next = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
            }
            return false
        }
    }
}
