package import Foundation

/// One entry of a feed: something that a publisher has published, before its document is read.
package struct Publication: Hashable, Sendable {
    /// The entry's own id as the feed states it (Atom `id`, RSS `guid`, JSON Feed `id`), else `nil`.
    package var id: String?
    /// Absolute address of the entry's main link.
    package var url: String?
    /// Media type that the main link announces: `application/pdf`.
    package var linkType: String?
    package var title: String?
    package var summary: String?
    package var content: String?
    package var published: Date?
    package var updated: Date?
    package var categories: [String]
    package var enclosures: [Enclosure]
    /// The provider's name as the feed states it, not yet looked up in the registry.
    package var providerName: String?
    /// The provider's unique reference number, digits only, where the feed states it.
    package var providerURN: String?
    /// The publication's type as the feed states it: `Children's services inspection`.
    package var type: String?

    package init(
        id: String? = nil, url: String? = nil, linkType: String? = nil, title: String? = nil, summary: String? = nil,
        content: String? = nil, published: Date? = nil, updated: Date? = nil, categories: [String] = [],
        enclosures: [Enclosure] = [], providerName: String? = nil, providerURN: String? = nil, type: String? = nil
    ) {
        self.id = id
        self.url = url
        self.linkType = linkType
        self.title = title
        self.summary = summary
        self.content = content
        self.published = published
        self.updated = updated
        self.categories = categories
        self.enclosures = enclosures
        self.providerName = providerName
        self.providerURN = providerURN
        self.type = type
    }

    /// Address of the document to read: a PDF enclosure before the main link, the main link before any other enclosure.
    package var documentURL: String? {
        enclosures.first { $0.type == "application/pdf" }?.url ?? url ?? enclosures.first?.url
    }

    /// True where the feed announces the document as PDF, so that anything else there is a fault of the source.
    package var announcesPDF: Bool {
        linkType == "application/pdf" || enclosures.contains { $0.type == "application/pdf" }
    }
}
