import Foundation
import Inspections
import Markup

/// An item of RSS.
struct RSSItem {
    private var entry = FeedEntry()
    private var permalink: String?
    private var links: [FeedLink] = []

    init(_ element: FeedElement) {
        entry.id = element.element.attributes.first { $0.name.local == "about" }?.value.trimmed.nonEmpty
        // The Channel Definition Format states these as attributes.
        entry.url = element.address(element.attribute("href"))
        entry.updated = FeedDate.parse(element.attribute("lastmod"))
        for child in element.children {
            switch child.namespace {
            case .own: readOwn(child)
            default: readModule(child)
            }
        }
    }

    var publication: Publication {
        var entry = entry
        let main = links.first { $0.relation == "alternate" }
        if entry.url == nil, let main {
            entry.url = main.address
            entry.linkType = main.type
        }
        entry.url = entry.url ?? permalink
        entry.enclosures += links.enclosures
        return entry.publication
    }

    private mutating func readOwn(_ child: FeedElement) {
        switch child.name {
        case "title": entry.title = child.text.map(FeedText.visible) ?? entry.title
        case "link": entry.url = entry.url ?? child.address(child.text ?? child.attribute("href"))
        case "guid": readGuid(child)
        case "description", "abstract": entry.summary = TextConstruct(child).markup ?? entry.summary
        case "content", "body", "fullitem": entry.content = entry.content ?? TextConstruct(child).markup
        case "pubdate": entry.published = FeedDate.parse(child.text) ?? entry.published
        case "category": entry.categories += [FeedCategory(rss: child)].compactMap(\.self)
        case "enclosure": entry.enclosures += [enclosure(child)].compactMap(\.self)
        default: break
        }
    }

    private mutating func readModule(_ child: FeedElement) {
        switch (child.namespace, child.name) {
        case (.content, "encoded"): entry.content = child.text ?? entry.content
        case (.xhtml, "body"), (.atom, "content"): entry.content = entry.content ?? TextConstruct(child).markup
        case (.dublinCore, "title"): entry.title = entry.title ?? child.text.map(FeedText.visible)
        case (.dublinCore, "description"), (.itunes, "summary"): entry.summary = entry.summary ?? child.text
        case (.dublinCore, "date"):
            let date = FeedDate.parse(child.text)
            entry.published = entry.published ?? date
            entry.updated = entry.updated ?? date
        case (.dublinCoreTerms, "modified"), (.atom, "updated"):
            entry.updated = entry.updated ?? FeedDate.parse(child.text)
        case (.dublinCoreTerms, "issued"), (.atom, "published"):
            entry.published = entry.published ?? FeedDate.parse(child.text)
        case (.dublinCore, "subject"): entry.categories += [FeedCategory(rss: child)].compactMap(\.self)
        case (.itunes, "keywords"):
            let words = child.text?.split(separator: ",").compactMap(\.trimmed.nonEmpty) ?? []
            entry.categories += words.map { FeedCategory(term: $0) }
        case (.atom, "category"): entry.categories += [FeedCategory(atom: child)].compactMap(\.self)
        case (.media, "content"), (.media, "peerlink"): entry.enclosures += [enclosure(child)].compactMap(\.self)
        // The address before the publisher's counting service was put in front of it.
        case (.feedburner, "origlink"): entry.url = child.address(child.text) ?? entry.url
        case (.atom, "link"): links += [FeedLink(child)].compactMap(\.self)
        default: break
        }
    }

    private mutating func readGuid(_ child: FeedElement) {
        entry.id = child.text ?? entry.id
        // RSS 2.0: a guid is an address unless it says that it is none.
        if child.attribute("ispermalink")?.lowercased() != "false", let text = child.text, Address(text).scheme != nil {
            permalink = text
        }
    }

    private func enclosure(_ child: FeedElement) -> Enclosure? {
        child.address(child.attribute("url") ?? child.attribute("href")).map {
            Enclosure(
                url: $0, type: child.attribute("type")?.nonEmpty, length: child.attribute("length").flatMap(Int.init))
        }
    }
}
