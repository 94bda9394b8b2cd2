import Foundation
import Inspections
import Markup
import Text

/// Atom 1.0 (RFC 4287) and 0.3.
struct AtomFormat {
    func read(_ root: FeedElement) -> FeedDocument {
        var document = FeedDocument(format: format(of: root))
        for child in root.children {
            switch (child.isAtom, child.name) {
            case (true, "title"): document.title = document.title ?? TextConstruct(child).visible
            case (true, "entry") where !child.element.isCut: document.publications.append(AtomEntry(child).publication)
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
        FeedDocument(format: format(of: root), publications: root.element.isCut ? [] : [AtomEntry(root).publication])
    }

    private func format(of root: FeedElement) -> String {
        let isOld =
            root.element.name.namespace.lowercased() == "http://purl.org/atom/ns#"
            || root.attribute("version")?.hasPrefix("0.") == true
        return isOld ? "atom03" : "atom10"
    }

    /// GOV.UK answers for a retired feed with one entry that says so.
    private func isEnded(_ document: FeedDocument) -> Bool {
        document.publications.count == 1 && document.publications[0].title?.lowercased() == "this feed has ended"
    }
}

/// An entry of Atom.
struct AtomEntry {
    private var entry = FeedEntry()
    private var created: Date?
    private var links: [FeedLink] = []
    /// Where the content lies that the entry does not hold itself (RFC 4287, 4.1.3.2).
    private var outside: (address: String, type: String?)?

    init(_ element: FeedElement) {
        for child in element.children {
            if child.isAtom { readOwn(child) } else { readModule(child) }
        }
    }

    var publication: Publication {
        var entry = entry
        entry.published = entry.published ?? created
        let ways = links.filter { $0.relation == "alternate" }.map { (address: $0.address, type: $0.type) }
        let leads = ways + [outside].compactMap(\.self)
        // Beside the report there may be a page about it.
        if let main = leads.first(where: { $0.type == "application/pdf" }) ?? leads.first {
            entry.url = main.address
            entry.linkType = main.type
        } else {
            entry.url = entry.addressInID
        }
        entry.enclosures = links.enclosures + entry.enclosures
        return entry.publication
    }

    private mutating func readOwn(_ child: FeedElement) {
        switch child.name {
        case "id": entry.id = entry.id ?? child.identity
        case "title": entry.title = entry.title ?? TextConstruct(child).visible
        case "summary": entry.summary = entry.summary ?? TextConstruct(child).markup
        case "content":
            entry.content = entry.content ?? TextConstruct(child).markup
            if let source = child.attribute("src"), let address = child.address(source) {
                outside = (address, child.attribute("type")?.nonEmpty)
            }
        // The second name is Atom 0.3's.
        case "published", "issued": entry.published = entry.published ?? FeedDate.parse(child.text)
        case "updated", "modified": entry.updated = entry.updated ?? FeedDate.parse(child.text)
        case "created": created = FeedDate.parse(child.text)
        case "category": entry.categories += [FeedCategory(atom: child)].compactMap(\.self)
        case "link": links += [FeedLink(child)].compactMap(\.self)
        default: break
        }
    }

    private mutating func readModule(_ child: FeedElement) {
        switch (child.namespace, child.name) {
        case (.dublinCoreTerms, "issued"): entry.published = entry.published ?? FeedDate.parse(child.text)
        case (.dublinCoreTerms, "modified"), (.dublinCore, "date"):
            entry.updated = entry.updated ?? FeedDate.parse(child.text)
        case (.media, _): entry.readMedia(child)
        case (.dublinCore, "subject"): entry.categories += [FeedCategory(rss: child)].compactMap(\.self)
        default: break
        }
    }
}
