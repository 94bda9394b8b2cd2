import Inspections
import Markup
import Text

/// A page of the site's search: one row for each provider.
struct OfstedListing {
    private let page: HTMLElement
    private let base: String?
    private let rows: [HTMLElement]
    private let total: Int?

    /// `nil` for a page that is no listing.
    init?(_ page: HTMLElement, base: String?) {
        self.page = page
        self.base = base
        rows = page.all { $0.name == "li" && $0.hasClass("search-result") }
        total = OfstedListing.total(on: page)
        guard !rows.isEmpty || total != nil || page.first(where: { $0.hasClass("results-list") }) != nil else {
            return nil
        }
    }

    func read() throws(UnfamiliarPage) -> ProviderListing {
        // Only a listing that says so itself is empty; any other has lost its rows.
        if rows.isEmpty, total != 0 { throw UnfamiliarPage(lacks: "the rows of its results") }
        var providers: [ListedProvider] = []
        for row in rows { providers.append(try provider(row)) }
        let next = page.first { $0.name == "a" && $0.hasClass("pagination__next") }?.attributes["href"]
        return ProviderListing(
            providers: providers, total: total, nextPage: next?.nonEmpty.map { Address.resolve($0, against: base) })
    }

    private func provider(_ row: HTMLElement) throws(UnfamiliarPage) -> ListedProvider {
        let heading = row.first { $0.hasClass("search-result__title") } ?? row
        guard
            let link = heading.first(where: { $0.name == "a" && $0.attributes["href"]?.contains("/provider/") == true }
            ),
            let href = link.attributes["href"], let name = link.text.collapsed.nonEmpty
        else { throw UnfamiliarPage(lacks: "a provider's name and link in each row") }
        let page = Address.resolve(href.trimmed, against: base)
        let facts = facts(of: row)
        let path = Address(page).path
        var listed = ListedProvider(path: path, page: page, name: name)
        listed.urn = facts["urn"] ?? OfstedURN.last(in: path)
        listed.region = facts["region"]
        listed.rating = facts["rating"]
        if let latest = facts["latest report"] {
            guard let day = PrintedDay.read(latest) else {
                throw UnfamiliarPage(lacks: "a readable date of the latest report of \(name)")
            }
            listed.latest = day
        }
        return listed
    }

    /// By label in lower case: `urn` is `80447`.
    private func facts(of row: HTMLElement) -> [String: String] {
        var facts: [String: String] = [:]
        for item in row.all(where: { $0.name == "li" }) {
            let parts = item.text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let value = parts[1].collapsed.nonEmpty else { continue }
            facts[parts[0].collapsed.lowercased()] = value
        }
        return facts
    }

    /// The number before the word "results" in a heading or paragraph: `Showing 1 to 100 of 1,530 results`.
    private static func total(on page: HTMLElement) -> Int? {
        for element in page.all(where: { ["h1", "h2", "p"].contains($0.name) }) {
            let words = element.text.lowercased().split(whereSeparator: \.isWhitespace)
            for (number, word) in zip(words, words.dropFirst()) where word.hasPrefix("result") {
                if let total = Int(number.filter { $0 != "," }), total >= 0 { return total }
            }
        }
        return nil
    }
}
