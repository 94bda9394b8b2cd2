import Inspections
import Markup
import Text

/// The page of one provider: a timeline of its publications, newest first.
struct OfstedProviderPage {
    private let page: HTMLElement
    private let base: String?
    private let timeline: HTMLElement

    /// `nil` for a page without a timeline.
    init?(_ page: HTMLElement, base: String?) {
        guard let timeline = page.first(where: { ["ol", "ul"].contains($0.name) && $0.hasClass("timeline") }) else {
            return nil
        }
        self.page = page
        self.base = base
        self.timeline = timeline
    }

    var name: String? {
        let headings = page.all { $0.name == "h1" }
        return (headings.first { $0.hasClass("title-block__heading") } ?? headings.first)?.text.collapsed.nonEmpty
    }

    private var urn: String? {
        for element in page.all(where: { $0.name == "p" }) {
            if let urn = OfstedURN.stated(in: element.text) { return urn }
        }
        return base.flatMap { OfstedURN.last(in: Address($0).path) }
    }

    /// True where the page shows grades in blocks of their own.
    var statesRatings: Bool { page.first { $0.hasClass("subjudgements__rates__item") } != nil }

    /// True where a grade of a report card stands anywhere in the page, in whatever form.
    static func mayShowCard(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return ["strong standard", "expected standard", "needs attention", "urgent improvement"].contains {
            text.contains($0)
        }
    }

    func read() throws(UnfamiliarPage) -> [Publication] {
        guard let name else { throw UnfamiliarPage(lacks: "the name of the provider") }
        let links = timeline.all { $0.name == "a" && $0.hasClass("publication-link") }
        if links.isEmpty, !timeline.elements.isEmpty { throw UnfamiliarPage(lacks: "links to reports in its timeline") }
        let urn = urn
        var publications: [Publication] = []
        for link in links { publications.append(try publication(link, provider: name, urn: urn)) }
        // One odd link is read for what it is; a page of odd links has changed its form.
        if !links.isEmpty, publications.allSatisfy({ $0.published == nil }) {
            throw UnfamiliarPage(lacks: "type and date in its links to reports")
        }
        return publications
    }

    /// The `<time>` beside a link is the day of the event; the day of publication stands in the link's hidden text.
    private func publication(
        _ link: HTMLElement, provider: String, urn: String?
    ) throws(UnfamiliarPage) -> Publication {
        guard let href = link.attributes["href"]?.trimmed.nonEmpty else {
            throw UnfamiliarPage(lacks: "an address in each link to a report")
        }
        let said = OfstedLinkText((link.first { $0.hasClass("nonvisual") } ?? link).text)
        let type = said?.type ?? link.text.collapsed.nonEmpty
        let url = Address.resolve(href, against: base)
        return Publication(
            // One report may be on the pages of two providers.
            id: (urn ?? "") + Address(url).path, url: url, linkType: said?.media == "pdf" ? "application/pdf" : nil,
            title: type, published: (said?.published.iso).flatMap(FeedDate.parse), providerName: provider,
            providerURN: urn, type: type)
    }
}

/// What the link of a publication says for machines: `Children's services inspection, pdf - 16 May 2024`.
struct OfstedLinkText {
    let type: String
    /// Lower case: `pdf`.
    let media: String
    let published: CalendarDate

    /// `nil` where the text is not of that form. One or more commas and spaces may stand before the media type.
    init?(_ text: String) {
        let text = text.collapsed
        guard let dash = text.lastIndex(where: { "-–—".contains($0) }),
            let published = PrintedDay.read(text[text.index(after: dash)...])
        else { return nil }
        let head = text[..<dash]
        guard let comma = head.lastIndex(of: ",") else { return nil }
        let media = head[head.index(after: comma)...].trimmed.lowercased()
        var type = head[..<comma].trimmed
        while type.hasSuffix(",") { type = type.dropLast().trimmed }
        guard !type.isEmpty, !media.isEmpty, !media.contains(" ") else { return nil }
        self.type = type
        self.media = media
        self.published = published
    }
}
