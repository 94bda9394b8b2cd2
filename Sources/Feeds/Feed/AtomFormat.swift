import Foundation
import Inspections
import Markup

/// Atom 1.0 (RFC 4287) and 0.3.
struct AtomFormat {
    func read(_ root: FeedElement) -> FeedDocument {
        var document = FeedDocument(format: isOld(root) ? "atom03" : "atom10")
        for child in root.children {
            switch (child.namespace, child.name) {
            case (.atom, "title"), (.rss, "title"): document.title = document.title ?? AtomText(child).visible
            case (.atom, "entry") where !child.element.isCut, (.rss, "entry") where !child.element.isCut:
                document.publications.append(entry(child))
            default: document.hints.read(child)
            }
        }
        if isEnded(document) {
            document.ended = true
            document.publications = []
        }
        return document
    }

    /// RFC 4287, section 2: an entry may be a document of its own.
    func readEntry(_ root: FeedElement) -> FeedDocument {
        FeedDocument(format: isOld(root) ? "atom03" : "atom10", publications: [entry(root)])
    }

    private func isOld(_ root: FeedElement) -> Bool {
        root.element.name.namespace.lowercased() == "http://purl.org/atom/ns#"
            || root.attribute("version")?.hasPrefix("0.") == true
    }

    /// GOV.UK answers for a retired feed with one entry that says so.
    private func isEnded(_ document: FeedDocument) -> Bool {
        document.publications.count == 1 && document.publications[0].title?.lowercased() == "this feed has ended"
    }

    private func entry(_ element: FeedElement) -> Publication {
        var entry = FeedEntry()
        var links: [FeedLink] = []
        var created: Date?
        for child in element.children {
            switch (child.namespace, child.name) {
            case (.atom, "id"), (.rss, "id"): entry.id = entry.id ?? child.text
            case (.atom, "title"), (.rss, "title"): entry.title = entry.title ?? AtomText(child).visible
            case (.atom, "summary"), (.rss, "summary"): entry.summary = entry.summary ?? AtomText(child).markup
            case (.atom, "content"), (.rss, "content"): entry.content = entry.content ?? AtomText(child).markup
            case (.atom, "published"), (.rss, "published"), (.atom, "issued"), (.rss, "issued"),
                (.dublinCoreTerms, "issued"):
                entry.published = entry.published ?? FeedDate.parse(child.text)
            case (.atom, "updated"), (.rss, "updated"), (.atom, "modified"), (.rss, "modified"),
                (.dublinCoreTerms, "modified"), (.dublinCore, "date"):
                entry.updated = entry.updated ?? FeedDate.parse(child.text)
            case (.atom, "created"), (.rss, "created"): created = FeedDate.parse(child.text)
            case (.atom, "category"), (.rss, "category"):
                entry.categories += [FeedCategory(atom: child)].compactMap(\.self)
            case (.dublinCore, "subject"):
                entry.categories += [FeedCategory(rss: child)].compactMap(\.self)
            case (.atom, "link"), (.rss, "link"): links += [FeedLink(child)].compactMap(\.self)
            default: break
            }
        }
        entry.published = entry.published ?? created
        if let main = links.first(where: { $0.relation == "alternate" }) {
            entry.url = main.address
            entry.linkType = main.type
        }
        entry.enclosures = links.filter { $0.relation == "enclosure" }.map {
            Enclosure(url: $0.address, type: $0.type, length: $0.length)
        }
        return entry.publication
    }
}
