import Digests
import Foundation
import Inspections

/// An alert as a mail (RFC 5322, MIME): plain text, and HTML for those who read that. The same alert gives the same bytes.
struct MailMessage {
    /// With CRLF at the end of each line.
    let bytes: [UInt8]

    init(_ content: AlertContent, id: String, from: MailAddress, to: [MailAddress]) {
        let boundary = "=_\(id)"
        let headers = MailMessage.headers(content, id: id, from: from, to: to, boundary: boundary)
        let plain = MailMessage.part("text/plain", MailMessage.plain(content))
        let html = MailMessage.part("text/html", MailMessage.html(content))
        let lines =
            headers + ["", "--\(boundary)"] + plain + ["--\(boundary)"] + html + ["--\(boundary)--", ""]
        bytes = Array(lines.joined(separator: "\r\n").utf8)
    }

    private static func headers(
        _ content: AlertContent, id: String, from: MailAddress, to: [MailAddress], boundary: String
    ) -> [String] {
        let domain = from.domain
        let instance = String(content.source.split(separator: "/").last ?? "ratingwatch")
        // All mails on one provider answer one root that was never sent, so that readers' programs show them as a thread.
        let thread = "<thread.\(SHA256.hex(of: content.subject).prefix(32))@\(domain)>"
        let date = MailMessage.date(content.time)
        return [
            "From: \(from.header)",
            "To: \(to.map(\.header).joined(separator: ",\r\n "))",
            "Subject: \(EncodedWords(content.data.summary).text)",
            "Message-ID: <\(id)@\(domain)>",
            "In-Reply-To: \(thread)",
            "References: \(thread)",
        ] + (date.map { ["Date: \($0)"] } ?? []) + [
            "List-Id: <\(label(instance)).ratingwatch.\(domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
    }

    /// `Thu, 16 May 2024 08:00:03 +0000`; the alert's own time, so that each retry is the same mail.
    private static func date(_ time: String) -> String? {
        guard let instant = try? Date(time, strategy: .iso8601) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: instant)
        guard let weekday = parts.weekday, let day = parts.day, let month = parts.month, let year = parts.year,
            let hour = parts.hour, let minute = parts.minute, let second = parts.second
        else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(days[weekday - 1]), \(two(day)) \(months[month - 1]) \(year) "
            + "\(two(hour)):\(two(minute)):\(two(second)) +0000"
    }

    /// A name as a part of a List-Id: letters, digits and dashes.
    private static func label(_ name: String) -> String {
        let label = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        return label.isEmpty ? "ratingwatch" : label
    }

    /// Base64, so that no line can be too long, begin with a dot or hold a byte that a server changes.
    private static func part(_ type: String, _ text: String) -> [String] {
        let encoded = Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return ["Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", "", encoded]
    }

    private static func plain(_ content: AlertContent) -> String {
        let blocks = [[content.data.summary], content.details, content.url.map { [$0] } ?? []]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func html(_ content: AlertContent) -> String {
        func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                .replacing("\"", with: "&quot;")
        }
        var html = "<!DOCTYPE html><html><body><p><strong>\(escaped(content.data.summary))</strong></p>"
        if !content.details.isEmpty {
            html += "<p>" + content.details.map(escaped).joined(separator: "<br>\n") + "</p>"
        }
        // Another scheme could do things in the reader's program.
        if let url = content.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
            html += "<p><a href=\"\(escaped(url))\">\(escaped(url))</a></p>"
        }
        return html + "</body></html>\n"
    }
}
