import Foundation
import Markup
import Text

/// A text of a feed: plain text, HTML or XHTML, as Atom's attributes `type` and `mode` say or its content shows.
struct TextConstruct {
    /// As markup or plain text, as the feed gives it; `nil` where it is empty.
    let markup: String?
    private let isMarkup: Bool

    init(_ element: FeedElement) {
        let type = element.attribute("type")?.lowercased() ?? "text"
        let mode = element.attribute("mode")?.lowercased()
        if mode == "base64" || TextConstruct.isBinary(type), let decoded = TextConstruct.decoded(element.element.text) {
            markup = decoded.trimmed.nonEmpty
            isMarkup = true
        } else if !element.element.elements.isEmpty, mode != "escaped" {
            markup = TextConstruct.unwrapped(element).innerMarkup.trimmed.nonEmpty
            isMarkup = true
        } else {
            markup = element.text
            isMarkup = type.holds("html") || mode == "escaped"
        }
    }

    /// What a reader sees, on one line.
    var visible: String? {
        (isMarkup ? markup.map(FeedText.visible) : markup?.collapsed)?.nonEmpty
    }

    /// XHTML stands in one `div` that is no part of it.
    private static func unwrapped(_ element: FeedElement) -> XMLElement {
        let inner = element.element.elements
        return inner.count == 1 && inner[0].name.local == "div" ? inner[0] : element.element
    }

    /// `nil` for what is not base64, or not text.
    private static func decoded(_ text: String) -> String? {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func isBinary(_ type: String) -> Bool {
        type.holds("/") && !type.hasPrefix("text/") && !type.hasSuffix("xml") && !type.holds("html")
    }
}
