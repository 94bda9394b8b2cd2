import Foundation
import Inspections
import Markup

/// RSS 2.0, 0.9x, 1.0 (RDF) and 1.1, and the Channel Definition Format that RSS grew from.
struct RSSFormat {
    func read(_ root: FeedElement) -> FeedDocument {
        var document = FeedDocument(format: format(of: root))
        var categories: [String] = []
        read(root.children, into: &document, categories: &categories)
        // What the channel is about, an item that says nothing else is about.
        for index in document.publications.indices where document.publications[index].categories.isEmpty {
            document.publications[index].categories = categories
        }
        return document
    }

    /// Items stand inside the channel, beside it in RSS 0.90 and 1.0, inside `items` in RSS 1.1.
    private func read(_ children: [FeedElement], into document: inout FeedDocument, categories: inout [String]) {
        for child in children {
            switch (child.namespace, child.name) {
            case (.rss, "channel"), (.rss, "items"):
                read(child.children, into: &document, categories: &categories)
            case (.rss, "item"): document.publications.append(RSSItem(child).publication)
            case (.rss, "title"): document.title = child.text.map(FeedText.visible) ?? document.title
            case (.dublinCore, "title"): document.title = document.title ?? child.text.map(FeedText.visible)
            case (.rss, "category"): categories += [child.text].compactMap(\.self)
            default: hint(child, into: &document.hints)
            }
        }
    }

    private func format(of root: FeedElement) -> String {
        if root.name == "rdf" {
            let isOld = root.children.contains { $0.element.name.namespace.contains("netscape.com/rdf/simple/0.9") }
            return isOld ? "rss09x" : "rss10"
        }
        if root.name == "channel" {
            return root.namespace == .rss && root.element.name.namespace.isEmpty ? "cdf" : "rss11"
        }
        return root.attribute("version")?.hasPrefix("0.") == true ? "rss09x" : "rss20"
    }

    private func hint(_ element: FeedElement, into hints: inout FeedHints) {
        let number = element.text.flatMap(Int.init)
        switch (element.namespace, element.name) {
        case (.rss, "ttl"): if let number, (1...525_600).contains(number) { hints.timeToLive = number * 60 }
        case (.rss, "skiphours"):
            // RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23: 24 is midnight in both.
            hints.skipHours = Set(element.children.compactMap { $0.text.flatMap(Int.init) }.map { $0 % 24 })
        case (.rss, "skipdays"): hints.skipDays = Set(element.children.compactMap { $0.text?.capitalized })
        case (.syndication, "updateperiod"):
            hints.updateInterval = RSSFormat.periods[element.text?.lowercased() ?? ""]
        case (.syndication, "updatefrequency"):
            if let number, number > 0 { hints.updateInterval = hints.updateInterval.map { $0 / number } }
        default: break
        }
    }

    private static let periods = [
        "hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000,
    ]
}
