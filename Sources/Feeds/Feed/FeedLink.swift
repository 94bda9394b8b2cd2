import Inspections
import Text

/// A link of an Atom element.
struct FeedLink {
    /// Lower case; `alternate` where none is stated.
    let relation: String
    let address: String
    let type: String?
    let length: Int?

    /// `nil` without an address.
    init?(_ element: FeedElement) {
        guard let address = element.address(element.attribute("href") ?? element.text) else { return nil }
        let stated = element.attribute("rel")?.lowercased().nonEmpty ?? "alternate"
        let registry = "http://www.iana.org/assignments/relation/"
        relation = stated.hasPrefix(registry) ? String(stated.dropFirst(registry.count)) : stated
        self.address = address
        type = element.attribute("type")?.nonEmpty
        length = element.attribute("length").flatMap(Int.init)
    }
}

extension [FeedLink] {
    var enclosures: [Enclosure] {
        filter { $0.relation == "enclosure" }.map { Enclosure(url: $0.address, type: $0.type, length: $0.length) }
    }
}
