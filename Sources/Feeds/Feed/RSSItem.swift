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
        for child in element.children {
            switch child.namespace {
            case .rss: readOwn(child)
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
        entry.enclosures += links.filter { $0.relation == "enclosure" }.map {
            Enclosure(url: $0.address, type: $0.type, length: $0.length)
        }
        return entry.publication
    }

    private mutating func readOwn(_ child: FeedElement) {
        switch child.name {
        case "title": entry.title = child.text.map(FeedText.visible) ?? entry.title
        case "link": entry.url = entry.url ?? child.address(child.text)
        case "guid": readGuid(child)
        case "description": entry.summary = AtomText(child).markup ?? entry.summary
        case "pubdate": entry.published = FeedDate.parse(child.text) ?? entry.published
        case "category":
            if let term = child.text {
                entry.categories.append(FeedCategory(term: term, scheme: child.attribute("domain")?.nonEmpty))
            }
        case "enclosure":
            if let url = child.address(child.attribute("url")) {
                entry.enclosures.append(
                    Enclosure(
                        url: url, type: child.attribute("type")?.nonEmpty,
                        length: child.attribute("length").flatMap(Int.init)))
            }
        default: break
        }
    }

    private mutating func readModule(_ child: FeedElement) {
        switch (child.namespace, child.name) {
        case (.content, "encoded"): entry.content = child.text ?? entry.content
        case (.xhtml, "body"): entry.content = entry.content ?? child.element.innerMarkup.trimmed.nonEmpty
        case (.dublinCore, "title"): entry.title = entry.title ?? child.text.map(FeedText.visible)
        case (.dublinCore, "description"): entry.summary = entry.summary ?? child.text
        case (.dublinCore, "date"), (.dublinCoreTerms, "modified"), (.atom, "updated"):
            entry.updated = entry.updated ?? FeedDate.parse(child.text)
        case (.dublinCoreTerms, "issued"), (.atom, "published"):
            entry.published = entry.published ?? FeedDate.parse(child.text)
        case (.dublinCore, "subject"):
            if let term = child.text { entry.categories.append(FeedCategory(term: term)) }
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
}
