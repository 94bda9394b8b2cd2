import Inspections

extension MailMessage {
    /// A mail on one alert; those on one provider are a thread.
    init(_ content: AlertContent, id: String) {
        let summary = content.data.summary
        let blocks = [[summary], content.details, content.url.map { [$0] } ?? []]
        self.init(
            id: id, subject: summary, time: content.time, thread: content.subject, source: content.source,
            plain: blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n",
            html: "<!DOCTYPE html><html><body>\(content.html)</body></html>\n")
    }
}

extension AlertContent {
    /// The sentence, what is known beside it, and the link.
    var html: String {
        var html = "<p><strong>\(data.summary.escapedHTML)</strong></p>"
        if !details.isEmpty { html += "<p>" + details.map(\.escapedHTML).joined(separator: "<br>\n") + "</p>" }
        // Another scheme could do things in the reader's program.
        if let url, url.hasPrefix("https://") || url.hasPrefix("http://") {
            html += "<p><a href=\"\(url.escapedHTML)\">\(url.escapedHTML)</a></p>"
        }
        return html
    }
}
