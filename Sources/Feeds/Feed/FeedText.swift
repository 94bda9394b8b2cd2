import Markup
import Text

/// Text that may be markup.
enum FeedText {
    /// What a reader sees of HTML or of a text that may be HTML, on one line.
    static func visible(_ markup: String) -> String {
        guard isMarkup(markup), let document = try? HTMLDocument(parsing: Array(markup.utf8), charset: "utf-8")
        else { return markup.collapsed }
        return document.root.text.collapsed
    }

    /// Whether it holds a tag or a reference: an ampersand between words is none.
    private static func isMarkup(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "<") { return true }
            if last == UInt8(ascii: "&"), byte == UInt8(ascii: "#") || (0x61...0x7A).contains(byte | 0x20) {
                return true
            }
            last = byte
        }
        return false
    }
}
