/// An element of an HTML document with everything inside it.
package struct HTMLElement: Sendable, Hashable {
    /// Lower case: `div`.
    package let name: String
    /// By lower-case name; an attribute without a value is empty.
    package let attributes: [String: String]
    package let children: [HTMLNode]

    package init(name: String, attributes: [String: String] = [:], children: [HTMLNode] = []) {
        self.name = name
        self.attributes = attributes
        self.children = children
    }

    /// Child elements, in order.
    package var elements: [HTMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The first element inside this one, in document order, that fits.
    package func first(where fits: (HTMLElement) -> Bool) -> HTMLElement? {
        for element in elements {
            if fits(element) { return element }
            if let found = element.first(where: fits) { return found }
        }
        return nil
    }

    /// All elements inside this one, in document order, that fit.
    package func all(where fits: (HTMLElement) -> Bool) -> [HTMLElement] {
        var found: [HTMLElement] = []
        collect(where: fits, into: &found)
        return found
    }

    /// Whether `class` lists this word.
    package func hasClass(_ word: String) -> Bool {
        attributes["class"]?.split(whereSeparator: \.isWhitespace).contains { $0 == word } ?? false
    }

    private func collect(where fits: (HTMLElement) -> Bool, into found: inout [HTMLElement]) {
        for element in elements {
            if fits(element) { found.append(element) }
            element.collect(where: fits, into: &found)
        }
    }
}

extension HTMLElement {
    /// The text as a reader sees it: blocks on lines of their own, cells of a row apart, other white space collapsed to
    /// one space, no-break spaces kept, scripts and styles left out.
    package var text: String {
        var lines = VisibleText()
        write(to: &lines)
        return lines.finished()
    }

    private func write(to lines: inout VisibleText) {
        guard !HTMLElement.invisible.contains(name) else { return }
        let isBlock = HTMLElement.blocks.contains(name)
        if isBlock { lines.breakLine() }
        if HTMLElement.cells.contains(name) { lines.append(" ") }
        for child in children {
            switch child {
            case .text(let text): lines.append(text)
            case .element(let element): element.write(to: &lines)
            }
        }
        if isBlock { lines.breakLine() }
    }

    private static let invisible: Set<String> = ["script", "style", "template"]

    private static let cells: Set<String> = ["td", "th"]

    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
        "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
        "thead", "title", "tr", "ul",
    ]
}

/// What stands inside an HTML element; comments and processing instructions are dropped.
package indirect enum HTMLNode: Sendable, Hashable {
    case text(String)
    case element(HTMLElement)
}

/// Text collected line by line, white space collapsed.
struct VisibleText {
    private var out = ""
    private var pending: Character?

    mutating func append(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{C}":
                if pending == nil { pending = " " }
            default:
                if let gap = pending, !out.isEmpty { out.append(gap) }
                pending = nil
                out.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func breakLine() { pending = "\n" }

    func finished() -> String { out }
}
