import Foundation
import Inspections
import Markup
import Text

/// An entry while it is read; each format fills it in its own way.
struct FeedEntry {
    var id: String?
    var url: String?
    var linkType: String?
    var title: String?
    var summary: String?
    var content: String?
    /// What the media module says of it; counts where the format's own fields are missing.
    var mediaTitle: String?
    var mediaDescription: String?
    var published: Date?
    var updated: Date?
    var categories: [FeedCategory] = []
    var enclosures: [Enclosure] = []
    /// Where the format has a field of its own for it.
    var providerURN: String?
    var providerName: String?

    /// Of an id that is an address: where an entry without links leads.
    var addressInID: String? { id.flatMap { $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil } }

    var publication: Publication {
        let title = title ?? mediaTitle
        let summary = summary ?? mediaDescription
        let provider = StatedProvider(
            urn: providerURN, name: providerName, categories: categories, summary: summary ?? content, title: title)
        let isURN = { (category: FeedCategory) in category.urn != nil || category.term.hasPrefix("URN ") }
        return Publication(
            id: id, url: url, linkType: linkType, title: title, summary: summary, content: content,
            published: published, updated: updated, categories: categories.map(\.term),
            enclosures: withoutRepetition(enclosures),
            providerName: provider.name, providerURN: provider.urn,
            type: categories.first { !isURN($0) }.map { $0.label ?? $0.term })
    }

    private func withoutRepetition(_ enclosures: [Enclosure]) -> [Enclosure] {
        guard enclosures.count > 1 else { return enclosures }
        var seen: Set<String> = []
        return enclosures.filter { seen.insert($0.url).inserted }
    }
}

extension FeedEntry {
    /// Reads an element of the media module, https://www.rssboard.org/media-rss.
    mutating func readMedia(_ element: FeedElement) {
        switch element.name {
        case "group":
            for child in element.children where child.namespace == .media { readMedia(child) }
        case "content", "peerlink": enclosures += [Enclosure(element)].compactMap(\.self)
        case "title": mediaTitle = mediaTitle ?? element.text.map(FeedText.visible)
        case "description": mediaDescription = mediaDescription ?? element.text
        case "category": categories += [FeedCategory(media: element)].compactMap(\.self)
        default: break
        }
    }
}

/// A link of an Atom element.
struct FeedLink {
    /// Lower case; `alternate` where none is stated.
    let relation: String
    let address: String
    let type: String?
    let length: Int?

    /// `nil` without an address.
    init?(_ element: FeedElement) {
        guard let address = element.address(element.attribute("href") ?? element.text) else { return nil }
        let stated = element.attribute("rel")?.lowercased().nonEmpty ?? "alternate"
        let registry = "http://www.iana.org/assignments/relation/"
        relation = stated.hasPrefix(registry) ? String(stated.dropFirst(registry.count)) : stated
        self.address = address
        type = element.attribute("type")?.nonEmpty
        length = element.attribute("length").flatMap(Int.init)
    }
}

extension [FeedLink] {
    var enclosures: [Enclosure] {
        filter { $0.relation == "enclosure" }.map { Enclosure(url: $0.address, type: $0.type, length: $0.length) }
    }
}

extension Enclosure {
    /// `nil` for an element without an address.
    init?(_ element: FeedElement) {
        guard let url = element.address(element.attribute("url") ?? element.attribute("href")) else { return nil }
        self.init(
            url: url, type: element.attribute("type")?.nonEmpty, length: element.attribute("length").flatMap { Int($0) }
        )
    }
}

/// Text that may be markup.
enum FeedText {
    /// What a reader sees of HTML or of a text that may be HTML, on one line.
    static func visible(_ markup: String) -> String {
        guard isMarkup(markup), let document = try? HTMLDocument(parsing: Array(markup.utf8), charset: "utf-8")
        else { return markup.collapsed }
        return document.root.text.collapsed
    }

    /// Whether it holds a tag or a reference: an ampersand between words is none.
    private static func isMarkup(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "<") { return true }
            if last == UInt8(ascii: "&"), byte == UInt8(ascii: "#") || (0x61...0x7A).contains(byte | 0x20) {
                return true
            }
            last = byte
        }
        return false
    }
}

/// A text of a feed: plain text, HTML or XHTML, as Atom's attributes `type` and `mode` say or its content shows.
struct TextConstruct {
    /// As markup or plain text, as the feed gives it; `nil` where it is empty.
    let markup: String?
    private let isMarkup: Bool

    init(_ element: FeedElement) {
        let type = element.attribute("type")?.lowercased() ?? "text"
        let mode = element.attribute("mode")?.lowercased()
        if mode == "base64" || TextConstruct.isBinary(type), let decoded = TextConstruct.decoded(element.element.text) {
            markup = decoded.trimmed.nonEmpty
            isMarkup = true
        } else if !element.element.elements.isEmpty, mode != "escaped" {
            markup = TextConstruct.unwrapped(element).innerMarkup.trimmed.nonEmpty
            isMarkup = true
        } else {
            markup = element.text
            isMarkup = type.holds("html") || mode == "escaped"
        }
    }

    /// What a reader sees, on one line.
    var visible: String? {
        (isMarkup ? markup.map(FeedText.visible) : markup?.collapsed)?.nonEmpty
    }

    /// XHTML stands in one `div` that is no part of it.
    private static func unwrapped(_ element: FeedElement) -> XMLElement {
        let inner = element.element.elements
        return inner.count == 1 && inner[0].name.local == "div" ? inner[0] : element.element
    }

    /// `nil` for what is not base64, or not text.
    private static func decoded(_ text: String) -> String? {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func isBinary(_ type: String) -> Bool {
        type.holds("/") && !type.hasPrefix("text/") && !type.hasSuffix("xml") && !type.holds("html")
    }
}
