import Markup

/// Text that may be markup.
enum FeedText {
    /// What a reader sees of HTML or of a text that may be HTML, on one line.
    static func visible(_ markup: String) -> String {
        guard markup.contains("<") || markup.contains("&"),
            let document = try? HTMLDocument(parsing: Array(markup.utf8), charset: "utf-8")
        else { return markup.collapsed }
        return document.root.text.collapsed
    }
}
