import Foundation
import Fuzzing
import Inspections
import Text

@testable import Receivers

/// Mails on alerts whose words a publisher has made up: the lines of an input are its words.
@main
enum MailFuzz {
    static func main() {
        guard let from = MailAddress("Watch <alerts@example.org>"), let to = MailAddress("Desk <desk@example.org>")
        else { return Property.holds(false, "these are addresses") }
        FuzzDriver.run { input in
            let words = String(decoding: input, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            let alert = HostileAlert(words: words).record
            guard let read = try? ReaderAlert(alert, names: .ids) else { return false }
            for message in [MailMessage(read), MailMessage(digest: [read, read], note: words.first, time: read.time)] {
                check(message, String(decoding: message.bytes(from: from, to: [to]), as: UTF8.self))
            }
            return true
        }
    }

    private static func check(_ message: MailMessage, _ mail: String) {
        Property.holds(mail.utf8.allSatisfy { $0 < 0x80 }, "a mail is ASCII")
        let lines = mail.components(separatedBy: "\r\n")
        Property.holds(lines.allSatisfy { $0.utf8.count <= 998 }, "no line is longer than servers take")
        Property.holds(!lines.contains { $0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }, "lines end with CRLF alone")
        let head = lines.prefix { !$0.isEmpty }
        let names = head.filter { !$0.hasPrefix(" ") }.map { String($0.prefix { $0 != ":" }) }
        let known = [
            "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Date", "List-Unsubscribe", "List-Id",
            "Auto-Submitted", "MIME-Version", "Content-Type",
        ]
        Property.holds(names.allSatisfy(known.contains), "there are no other headers: \(names)")
        Property.holds(Set(names).count == names.count, "each header is there once: \(names)")
        Property.holds(head.allSatisfy { $0.utf8.count <= 998 }, "a header can be sent")
        Property.holds(decodedSubject(head) == expected(message.subject), "the subject arrives as it was written")
        let bodies = parts(lines.dropFirst(head.count))
        Property.holds(bodies == [message.body.plain, message.body.html], "both bodies arrive as they were written")
        Property.holds(
            tags(message.body.html).isSubset(of: MailFuzz.ownTags), "no tag is another's: \(message.body.html)")
    }

    /// As a reader's program shows it: control characters are blanks.
    private static func expected(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control || [0x2028, 0x2029].contains(scalar.value)
            out.append(isControl ? " " : scalar)
        }
        return String(out)
    }

    private static func decodedSubject(_ head: ArraySlice<String>) -> String? {
        guard let start = head.firstIndex(where: { $0.hasPrefix("Subject: ") }) else { return nil }
        let rest = head[(start + 1)...].prefix { $0.hasPrefix(" ") }
        let words = [String(head[start].dropFirst("Subject: ".count))] + rest.map { String($0.dropFirst()) }
        guard words[0].hasPrefix("=?utf-8?B?") else { return rest.isEmpty ? words[0] : nil }
        var bytes = Data()
        for word in words {
            guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?="), word.utf8.count <= 76,
                let decoded = Data(base64Encoded: String(word.dropFirst(10).dropLast(2))),
                // A letter is not parted.
                String(validating: decoded, as: UTF8.self) != nil
            else { return nil }
            bytes += decoded
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The decoded bodies between the boundaries.
    private static func parts(_ lines: ArraySlice<String>) -> [String] {
        let pieces = lines.split { $0.hasPrefix("--=_") }.filter { $0.contains { !$0.isEmpty } }
        return pieces.compactMap { piece in
            let content = piece.drop { !$0.isEmpty }
            return Data(base64Encoded: content.joined()).flatMap { String(validating: $0, as: UTF8.self) }
        }
    }

    private static let ownTags: Set<String> = [
        "!DOCTYPE", "html", "/html", "head", "/head", "meta", "title", "/title", "body", "/body", "main", "/main", "h1",
        "/h1", "h2", "/h2", "h3", "/h3", "p", "/p", "ul", "/ul", "li", "/li", "a", "/a", "br", "table", "/table",
        "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th", "td", "/td",
    ]

    private static func tags(_ html: String) -> Set<String> {
        let bytes = Array(html.utf8)
        var names: Set<String> = []
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "<") {
            let name = bytes[(index + 1)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
            names.insert(String(decoding: name, as: UTF8.self))
        }
        return names
    }
}

/// An alert that says what an input says, wherever words of a publisher stand.
private struct HostileAlert {
    let words: [String]

    private func word(_ index: Int) -> JSONValue { .string(words.isEmpty ? "" : words[index % words.count]) }

    var record: AlertRecord {
        let judgement = JSONValue.object([
            .init("area", word(1)), .init("from", .string("good")), .init("to", word(2)),
            .init("direction", .string("declined")), .init("printed", word(3)), .init("page", .int(1)),
            .init("evidence", word(4)),
        ])
        let data = JSONValue.object([
            .init("direction", .string("declined")), .init("summary", word(0)),
            .init(
                "provider", .object([.init("id", .string("ofsted:1")), .init("name", word(0)), .init("kind", word(5))])),
            .init(
                "inspection",
                .object([
                    .init("framework", .string("ilacs")), .init("start", .string("2024-02-26")), .init("end", .null),
                ])),
            .init(
                "publication",
                .object([
                    .init("title", word(6)), .init("url", word(7)), .init("published", .string("2024-05-16")),
                    .init("seen", .string("2024-05-16T08:00:01Z")), .init("sha256", .string("00")),
                ])),
            .init("judgements", .array([judgement])), .init("doubts", .array([word(8)])), .init("feed", word(9)),
            .init("basis", .string("report")), .init("late", .bool(false)), .init("routes", .array([])),
        ])
        let body = JSONValue.object([
            .init("specversion", .string("1.0")), .init("id", .string("rw_1")),
            .init("source", .string("/ratingwatch/newsroom")),
            .init("type", .string("org.ratingwatch.rating-changed.v1")), .init("subject", .string("ofsted:1")),
            .init("time", .string("2024-05-16T08:00:03Z")), .init("datacontenttype", .string("application/json")),
            .init("sequence", .string("00000000000000000042")), .init("data", data),
        ])
        return AlertRecord(sequence: 42, id: "rw_1", body: body.text, line: words.first ?? "")
    }
}
