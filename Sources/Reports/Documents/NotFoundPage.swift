import Markup

/// The page that a host shows, with status 200, for a document that it does not have now and may have again.
enum NotFoundPage {
    /// True where the page's title or a heading says "not found".
    static func isShown(by document: HTMLDocument) -> Bool {
        document.root.all { ["title", "h1", "h2"].contains($0.name) }
            .contains { $0.text.lowercased().contains("not found") }
    }
}
