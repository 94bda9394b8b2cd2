import Inspections
import Markup

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
