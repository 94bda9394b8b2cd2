import Foundation
import Inspections
import Markup

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
