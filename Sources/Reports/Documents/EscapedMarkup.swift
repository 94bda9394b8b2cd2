import Markup

/// Markup that a page holds as text, its marks escaped once or twice: in attributes or elements of its own.
enum EscapedMarkup {
    /// Of one page, in bytes; a page of much more is none of a provider.
    private static let most = 4_000_000

    /// What readers would see of each, in the page's order.
    static func texts(in root: HTMLElement) -> [String] {
        var left = most
        var found: [String] = []
        for element in [root] + root.all(where: { _ in true }) {
            for text in element.attributes.values.sorted() + element.ownTexts where isMarkup(text) {
                left -= text.utf8.count
                if left < 0 { return found }
                if let read = read(text) { found.append(read) }
            }
        }
        return found
    }

    private static func isMarkup(_ text: String) -> Bool { text.contains("</") || text.contains("&lt;/") }

    private static func read(_ text: String) -> String? {
        var markup = text
        if !markup.contains("</") {
            // What is parsed as text once more has one escape less.
            guard let once = try? HTMLDocument(parsing: Array("<pre>\(markup)</pre>".utf8)) else { return nil }
            markup = once.root.text
        }
        return (try? HTMLDocument(parsing: Array("<div>\(markup)</div>".utf8)))?.root.text
    }
}

extension HTMLElement {
    /// The texts that stand in it beside its elements.
    fileprivate var ownTexts: [String] {
        children.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
}
