import Foundation
import Inspections
import Mustache
import Text

/// The operator's own message: a Mustache template over the members of the alert's body, and `reader`, the same in
/// words.
///
/// What it inserts is escaped for its content type: JSON, HTML and XML, a form's fields, or not at all.
package struct WebhookTemplate: Sendable {
    let file: SecretFile
    let contentType: String

    package init(file: SecretFile, contentType: String) {
        self.file = file
        self.contentType = contentType
    }

    package func check() throws(ReceiverError) { _ = try read() }

    func message(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> WebhookMessage {
        let parsed = try? JSONSerialization.jsonObject(with: Data(alert.body.utf8))
        var content = parsed as? [String: Any] ?? [:]
        if let reader = try? ReaderAlert(alert, names: names) { content["reader"] = reader.forTemplates }
        return WebhookMessage(try read().render(content), contentType: contentType)
    }

    /// Read for each message, so that it can be changed while the daemon runs.
    private func read() throws(ReceiverError) -> MustacheTemplate {
        let text = try file.text()
        let escaping = TemplateEscaping(contentType: contentType)
        MustacheContentTypes.register(escaping, named: escaping.rawValue)
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(escaping.rawValue)}}" + text)
        } catch {
            throw ReceiverError(
                operation: "read", subject: file.subject, cause: "it is not a valid Mustache template: \(error)",
                hint: "see https://mustache.github.io/mustache.5.html")
        }
    }
}

/// Makes an inserted text safe where it stands, by the content type of the whole; the raw value is the name it is
/// registered by.
enum TemplateEscaping: String, MustacheContentType {
    case json = "JSON"
    case markup = "MARKUP"
    case form = "FORM"
    case plain = "PLAIN"

    init(contentType: String) {
        let type = contentType.lowercased()
        if type.contains("json") {
            self = .json
        } else if type.contains("html") || type.contains("xml") {
            self = .markup
        } else {
            self = type.contains("x-www-form-urlencoded") ? .form : .plain
        }
    }

    func escapeText(_ text: String) -> String {
        switch self {
        case .json: String(JSONValue.string(text).text.dropFirst().dropLast())
        case .markup: MarkupText.escaped(text)
        case .form: text.percentEncoded
        case .plain: text
        }
    }
}

extension String {
    /// All but RFC 3986's unreserved letters as bytes: for a form's field, or a part of an address.
    var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

extension ReaderAlert {
    /// `reader` of a template's members.
    fileprivate var forTemplates: [String: Any] {
        [
            "headline": headline, "name": name, "mark": mark.rawValue, "sign": mark.sign,
            "urgency": urgency.title, "about": about, "notes": notes, "members": members,
            "lines": (changed + notGraded).map(\.sentenceWithEvidence)
                + [unchangedInOneLine, noLongerGraded].compactMap(\.self),
            "links": links.map { ["title": $0.title, "url": $0.url] },
        ]
    }
}
