import Inspections
import Text

/// The body of a mail, composed once and written twice: as plain text and as HTML, with the same content.
struct MailBody {
    enum Block {
        case heading(String, mark: ReaderMark, level: Int, anchor: String?)
        case paragraph(String, mark: ReaderMark)
        case list([String])
        /// Entries that lead to a heading's anchor.
        case index([(text: String, anchor: String)])
        case judgements([JudgementLine])
        case links([ReaderAlert.Link])
        /// One alert in a line.
        case brief(String, mark: ReaderMark, link: ReaderAlert.Link?)
    }

    let title: String
    let blocks: [Block]

    var plain: String { blocks.map(\.plain).joined(separator: "\n") }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(MarkupText.escaped(OutsideText.line(title)))</title></head>
        <body style="\(MailBody.page)"><main>
        \(blocks.map(\.html).joined(separator: "\n"))
        </main></body></html>

        """
    }

    private static let page =
        "margin:16px;max-width:46em;font:16px/1.5 sans-serif;color:\(MailColour.text);background:\(MailColour.page)"
}

/// Colours of a mail, each of which passes a contrast of 4.5 on the page; the words say the same.
enum MailColour {
    static let page = "#ffffff"
    static let text = "#1b1f23"
    static let link = "#0b4f9e"
    static let line = "#8a939e"

    /// `nil` for the text's own.
    static func of(_ mark: ReaderMark) -> String? {
        switch mark {
        case .priorityAction, .declined: "#9b1c1c"
        case .mixed, .corrected, .disputed: "#7a4b00"
        case .improved: "#14612e"
        default: nil
        }
    }
}

extension MailBody.Block {
    /// Ends with a line break.
    var plain: String {
        switch self {
        case .heading(let text, let mark, let level, _):
            let words = MailBody.Block.marked(OutsideText.line(text), mark)
            return (level == 2 ? "\n" + words.uppercased() : words) + "\n"
        case .paragraph(let text, let mark): return MailBody.Block.marked(OutsideText.line(text), mark) + "\n"
        case .list(let lines): return lines.map { "- \(OutsideText.line($0))\n" }.joined()
        case .index(let entries): return entries.map { "- \(OutsideText.line($0.text))\n" }.joined()
        case .judgements(let lines):
            return lines.map { "- \(MailBody.Block.marked(OutsideText.line($0.sentenceWithEvidence), $0.mark))\n" }
                .joined()
        case .links(let links):
            return links.map { "\(OutsideText.line($0.title)): \(OutsideText.line($0.url))\n" }.joined()
        case .brief(let text, let mark, let link):
            return "- \(MailBody.Block.marked(OutsideText.line(text), mark))\n"
                + (link.map { "  \(OutsideText.line($0.url))\n" } ?? "")
        }
    }

    var html: String {
        switch self {
        case .heading(let text, let mark, let level, let anchor):
            let id = anchor.map { " id=\"\($0)\"" } ?? ""
            let style = "font-size:\(level == 1 ? 22 : level == 2 ? 19 : 16)px;margin:18px 0 6px"
            return "<h\(level)\(id) dir=\"auto\" style=\"\(style)\(MailBody.Block.colour(mark))\">"
                + MailBody.Block.words(text, mark) + "</h\(level)>"
        case .paragraph(let text, let mark):
            return "<p dir=\"auto\" style=\"margin:6px 0\(MailBody.Block.colour(mark))\">"
                + MailBody.Block.words(text, mark) + "</p>"
        case .list(let lines):
            return "<ul>" + lines.map { "<li dir=\"auto\">\(MailBody.Block.words($0, .none))</li>" }.joined() + "</ul>"
        case .index(let entries):
            return "<ul>"
                + entries.map {
                    "<li><a href=\"#\($0.anchor)\" style=\"color:\(MailColour.link)\">"
                        + "\(MailBody.Block.words($0.text, .none))</a></li>"
                }.joined() + "</ul>"
        case .judgements(let lines): return MailBody.Block.table(lines)
        case .links(let links): return links.map { "<p style=\"margin:6px 0\">\(MailBody.Block.link($0))</p>" }.joined()
        case .brief(let text, let mark, let link):
            return "<p dir=\"auto\" style=\"margin:6px 0\(MailBody.Block.colour(mark))\">"
                + MailBody.Block.words(text, mark) + (link.map { "<br>" + MailBody.Block.link($0) } ?? "") + "</p>"
        }
    }

    private static func table(_ lines: [JudgementLine]) -> String {
        let cell =
            "text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid \(MailColour.line)"
        let head = ["Area", "Grade", "In the report"].map { "<th scope=\"col\" style=\"\(cell)\">\($0)</th>" }.joined()
        let rows = lines.map { line in
            "<tr><th scope=\"row\" dir=\"auto\" style=\"\(cell)\">\(words(line.area, .none))</th>"
                + "<td style=\"\(cell)\(colour(line.mark))\">\(words(line.words, line.mark))</td>"
                + "<td dir=\"auto\" style=\"\(cell)\">\(words(line.printed ?? "", .none))</td></tr>"
        }
        return "<table style=\"border-collapse:collapse;margin:6px 0\"><thead><tr>\(head)</tr></thead><tbody>"
            + rows.joined(separator: "\n") + "</tbody></table>"
    }

    private static func link(_ link: ReaderAlert.Link) -> String {
        let url = MarkupText.escaped(OutsideText.line(link.url))
        return "\(words(link.title, .none)): <a href=\"\(url)\" style=\"color:\(MailColour.link)\">\(url)</a>"
    }

    private static func words(_ text: String, _ mark: ReaderMark) -> String {
        MarkupText.escaped(marked(OutsideText.line(text), mark))
    }

    private static func marked(_ text: String, _ mark: ReaderMark) -> String {
        mark.sign.isEmpty ? text : "\(mark.sign) \(text)"
    }

    private static func colour(_ mark: ReaderMark) -> String { MailColour.of(mark).map { ";color:\($0)" } ?? "" }
}

extension ReaderAlert {
    /// All of it but its headline, for a mail.
    var mailBlocks: [MailBody.Block] {
        var blocks: [MailBody.Block] = []
        let lines = changed + notGraded + unchanged
        if !lines.isEmpty { blocks.append(.judgements(lines)) }
        if let noLongerGraded { blocks.append(.paragraph(noLongerGraded, mark: .none)) }
        if !members.isEmpty { blocks.append(.list(members)) }
        blocks += (notes + about).map { .paragraph($0, mark: .none) }
        if !links.isEmpty { blocks.append(.links(links)) }
        return blocks
    }
}
