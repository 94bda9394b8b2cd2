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

/// A file that a feed entry carries.
package struct Enclosure: Hashable, Sendable {
    /// Absolute address.
    package let url: String
    /// Media type as announced: `application/pdf`.
    package let type: String?
    /// Bytes as announced, never trusted.
    package let length: Int?

    package init(url: String, type: String? = nil, length: Int? = nil) {
        self.url = url
        self.type = type
        self.length = length
    }
}

/// What the type that a listing gives a publication says of what it can state.
package enum PublicationType {
    /// True for visits, letters on monitoring and joint inspections of an area, as of its child protection: none of
    /// them grades anything. A monitoring *inspection* may.
    package static func isVisit(_ type: String) -> Bool {
        let words = words(type)
        return !words.isDisjoint(with: ["visit", "visits", "jtai"]) || words.isSuperset(of: ["monitoring", "letter"])
            || words.isSuperset(of: ["joint", "area", "inspection"])
    }

    /// True for what is published of councils alone. Homes are children's too.
    package static func isOnCouncils(_ type: String) -> Bool {
        let words = words(type)
        return words.isSuperset(of: ["children", "services"]) || words.isSuperset(of: ["area", "send"])
    }

    /// True where the type names another line of inspections than the one asked for.
    static func isOfAnotherLine(_ type: String, than line: String) -> Bool {
        let isSend = words(type).isSuperset(of: ["area", "send"])
        return isSend != (line == "area-send") && (isSend || type.lowercased().hasPrefix("children"))
    }

    private static func words(_ type: String) -> Set<Substring> {
        Set(type.lowercased().split { !$0.isLetter })
    }
}
