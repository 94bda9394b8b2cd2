import Foundation
import Inspections
import Markup
import Text

/// RSS 2.0, 0.9x, 1.0 (RDF) and 1.1, and the Channel Definition Format that RSS grew from.
struct RSSFormat {
    func read(_ root: FeedElement) -> FeedDocument {
        var document = FeedDocument(format: format(of: root))
        var categories: [String] = []
        read(root, into: &document, categories: &categories)
        // What the channel is about, an item that says nothing else is about.
        for index in document.publications.indices where document.publications[index].categories.isEmpty {
            document.publications[index].categories = categories
        }
        return document
    }

    /// Items stand inside the channel, beside it in RSS 0.90 and 1.0, inside `items` in RSS 1.1.
    private func read(_ parent: FeedElement, into document: inout FeedDocument, categories: inout [String]) {
        for child in parent.children {
            switch (child.namespace, child.name) {
            case (.own, "channel"), (.own, "items"):
                read(child, into: &document, categories: &categories)
            case (.own, "item") where !child.element.isCut: document.publications.append(RSSItem(child).publication)
            case (.own, "title"): document.title = child.text.map(FeedText.visible) ?? document.title
            case (.dublinCore, "title"): document.title = document.title ?? child.text.map(FeedText.visible)
            case (.own, "category"): categories += [child.text].compactMap(\.self)
            case (.itunes, "category"), (.googlePlay, "category"): categories += FeedCategory.podcast(child).map(\.term)
            default: document.hints.read(child)
            }
        }
    }

    private func format(of root: FeedElement) -> String {
        if root.name == "rdf" {
            let isOld = root.children.contains { $0.element.name.namespace.contains("netscape.com/rdf/simple/0.9") }
            return isOld ? "rss09x" : "rss10"
        }
        if root.name == "channel" {
            return root.element.name.namespace.isEmpty ? "cdf" : "rss11"
        }
        return root.attribute("version")?.hasPrefix("0.") == true ? "rss09x" : "rss20"
    }
}

/// An item of RSS.
struct RSSItem {
    private var entry = FeedEntry()
    private var permalink: String?
    private var originalLink: String?
    private var summaryName: String?
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
        entry.url = originalLink ?? entry.url ?? permalink
        entry.enclosures += links.enclosures
        return entry.publication
    }

    private mutating func readOwn(_ child: FeedElement) {
        switch child.name {
        case "title": entry.title = child.text.map(FeedText.visible) ?? entry.title
        case "link": entry.url = child.address(child.text ?? child.attribute("href")) ?? entry.url
        case "guid": readGuid(child)
        case "description", "abstract", "summary": readSummary(child)
        case "content", "body", "fullitem": entry.content = entry.content ?? TextConstruct(child).markup
        case "pubdate": entry.published = FeedDate.parse(child.text) ?? entry.published
        case "category", "keywords": entry.categories += [FeedCategory(rss: child)].compactMap(\.self)
        case "tags": entry.categories += FeedCategory.list(child)
        case "enclosure": entry.enclosures += [Enclosure(child)].compactMap(\.self)
        default: break
        }
    }

    private mutating func readModule(_ child: FeedElement) {
        switch (child.namespace, child.name) {
        case (.content, "encoded"): entry.content = child.text ?? entry.content
        case (.xhtml, "body"), (.atom, "content"): entry.content = entry.content ?? TextConstruct(child).markup
        case (.dublinCore, "title"): entry.title = entry.title ?? child.text.map(FeedText.visible)
        case (.dublinCore, "description"), (.itunes, "summary"), (.atom, "summary"):
            entry.summary = entry.summary ?? child.text
        case (.dublinCore, "date"):
            let date = FeedDate.parse(child.text)
            entry.published = entry.published ?? date
            entry.updated = entry.updated ?? date
        case (.dublinCoreTerms, "modified"), (.atom, "updated"):
            entry.updated = entry.updated ?? FeedDate.parse(child.text)
        case (.dublinCoreTerms, "issued"), (.atom, "published"):
            entry.published = entry.published ?? FeedDate.parse(child.text)
        case (.dublinCore, "subject"): entry.categories += [FeedCategory(rss: child)].compactMap(\.self)
        case (.itunes, "keywords"): entry.categories += FeedCategory.list(child)
        case (.itunes, "category"), (.googlePlay, "category"): entry.categories += FeedCategory.podcast(child)
        case (.atom, "category"): entry.categories += [FeedCategory(atom: child)].compactMap(\.self)
        // The addresses before the publisher's counting service was put in front of them.
        case (.feedburner, "origlink"): originalLink = child.address(child.text) ?? originalLink
        case (.feedburner, "origenclosurelink"):
            if let address = child.address(child.text), let last = entry.enclosures.popLast() {
                entry.enclosures.append(Enclosure(url: address, type: last.type, length: last.length))
            }
        case (.atom, "link"): links += [FeedLink(child)].compactMap(\.self)
        case (.media, _): entry.readMedia(child)
        default: break
        }
    }

    /// Of a description and a summary beside it, the second is the longer text.
    private mutating func readSummary(_ child: FeedElement) {
        guard let text = TextConstruct(child).markup else { return }
        if let summaryName, summaryName != child.name {
            entry.content = entry.content ?? text
        } else {
            entry.summary = text
            summaryName = child.name
        }
    }

    private mutating func readGuid(_ child: FeedElement) {
        entry.id = child.identity ?? entry.id
        // RSS 2.0: a guid is an address unless it says that it is none.
        if child.attribute("ispermalink")?.lowercased() != "false", let text = child.text, Address.isAbsolute(text) {
            permalink = text
        }
    }
}
