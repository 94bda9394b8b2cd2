import Inspections
import Text

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
