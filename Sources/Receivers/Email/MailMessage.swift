import Digests
import Foundation
import Inspections
import Text

/// A mail (RFC 5322, MIME): plain text, and HTML for those who read that. The same alerts give the same bytes.
struct MailMessage {
    /// Equal on each retry.
    let id: String
    let subject: String
    /// An instant in ISO 8601; the alerts' own, so that each retry is the same mail.
    let time: String
    /// Mails with the same text are shown as a thread.
    let thread: String
    /// `/ratingwatch/<instance>`.
    let source: String
    let body: MailBody

    /// With CRLF at the end of each line.
    func bytes(from: MailAddress, to: [MailAddress]) -> [UInt8] {
        let boundary = "=_\(id)"
        let lines =
            headers(from: from, to: to, boundary: boundary) + ["", "--\(boundary)"]
            + MailMessage.part("text/plain", body.plain) + ["--\(boundary)"] + MailMessage.part("text/html", body.html)
            + ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func headers(from: MailAddress, to: [MailAddress], boundary: String) -> [String] {
        let domain = from.domain
        let instance = String(source.split(separator: "/").last ?? "ratingwatch")
        // All mails of a thread answer one root that was never sent.
        let root = "<thread.\(SHA256.hex(of: thread).prefix(32))@\(domain)>"
        return [
            "From: \(from.header)",
            // Recipients are not to know of one another.
            "To: " + (to.count == 1 ? to[0].header : "undisclosed-recipients:;"),
            "Subject: \(EncodedWords(subject).text)",
            "Message-ID: <\(id)@\(domain)>",
            "In-Reply-To: \(root)",
            "References: \(root)",
        ] + (MailMessage.date(time).map { ["Date: \($0)"] } ?? []) + [
            MailMessage.folded(
                "List-Unsubscribe", "<mailto:\(from.address)?subject=unsubscribe%20\(instance.percentEncoded)>"),
            "List-Id: <\(MailMessage.label(instance)).ratingwatch.\(domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
    }

    /// A header whose value stands on a line of its own where both are too long for one.
    private static func folded(_ name: String, _ value: String) -> String {
        name.count + value.count + 2 <= 78 ? "\(name): \(value)" : "\(name):\r\n \(value)"
    }

    /// `Thu, 16 May 2024 08:00:03 +0000`.
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
        return "\(days[weekday - 1]), \(two(day)) \(MonthName.short[month - 1]) \(year) "
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
}

extension MailMessage {
    /// A mail on one alert; those on one provider are a thread.
    init(_ alert: ReaderAlert) {
        let subject = alert.headline(.letters(ServiceLimits.Mail.subject))
        self.init(
            id: alert.id, subject: subject, time: alert.time, thread: alert.subject, source: alert.source,
            body: MailBody(
                title: subject,
                blocks: [.heading(alert.headline, mark: alert.mark, level: 1, anchor: nil)] + alert.mailBlocks))
    }
}
