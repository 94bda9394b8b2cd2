import Foundation
import Inspections

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
