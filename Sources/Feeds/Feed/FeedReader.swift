import Inspections
import Markup
import Text

/// Atom, RSS or JSON Feed: a list of publications at an address.
struct SyndicatedFeed: FeedSource {
    let content = SourceContent.publications
    let noun = "feed"
    let accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
        + "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"

    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        try FeedReader(base: base, contentType: contentType).read(bytes)
    }
}

/// Reads a document of kind `feed`: finds out which format it is in and has that format read it.
struct FeedReader {
    let base: String?
    let contentType: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        let charset = contentType.flatMap { MediaType($0).charset }
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        guard let first else { throw refused(.empty) }
        if first == UInt8(ascii: "{") {
            let text = DecodedText(bytes, charset: charset, declaration: .none)
            return try JSONFeedFormat(base: base).read(text)
        }
        let document: XMLDocument
        do {
            document = try XMLDocument(parsing: bytes, charset: charset)
        } catch {
            throw refused(page(in: bytes) ?? .markup(error))
        }
        let root = FeedElement(root: document.root, base: base)
        var feed: FeedDocument
        switch root.name {
        case "feed": feed = AtomFormat().read(root)
        case "entry": feed = AtomFormat().readEntry(root)
        case "rss", "rdf", "channel": feed = RSSFormat().read(root)
        case "html": throw refused(page(in: bytes) ?? .htmlPage(title: nil))
        default: throw refused(.otherXML(root: document.root.name.local))
        }
        let most = MarkupLimits.current.items
        if feed.publications.count > most { throw refused(.tooManyItems(most)) }
        feed.recovered = document.recovered
        feed.isCut = document.root.isCut
        // A document cut before its first entry looks like a feed that has become empty.
        if document.root.isCut, feed.publications.isEmpty {
            throw refused(.cut)
        }
        return feed
    }

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }

    /// The cause where the bytes are an HTML page.
    private func page(in bytes: [UInt8]) -> FeedError.Cause? {
        let head = String(decoding: bytes.prefix(2048), as: UTF8.self).lowercased()
        guard head.contains("<html") || head.contains("<!doctype html") else { return nil }
        let document = try? HTMLDocument(parsing: bytes)
        return .htmlPage(title: document?.root.first { $0.name == "title" }?.text.nonEmpty)
    }
}

/// A Content-Type: `application/atom+xml; charset=utf-8`.
struct MediaType {
    /// Lower case, without parameters.
    let name: String
    let charset: String?

    init(_ text: String) {
        let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
        name = parts.first?.lowercased() ?? ""
        charset = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }.map {
            $0.dropFirst("charset=".count).filter { $0 != "\"" && $0 != "'" }
        }
    }
}
