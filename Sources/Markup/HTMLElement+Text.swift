extension HTMLElement {
    /// The text as a reader sees it: blocks on lines of their own, cells of a row apart, other white space collapsed to one space, no-break
    /// spaces kept, scripts and styles left out.
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
