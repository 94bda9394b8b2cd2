/// What one address answers: the same bytes from a server and in a copy as files.
package struct SitePage: Sendable {
    /// As `Content-Type` says it.
    package let type: String
    package let text: String
    /// False for a page that says that there is none.
    package let isFound: Bool

    init(_ type: String, _ text: String, isFound: Bool = true) {
        self.type = type
        self.text = text
        self.isFound = isFound
    }

    static func html(_ markup: Hypertext, isFound: Bool = true) -> SitePage {
        SitePage("text/html; charset=utf-8", markup.text, isFound: isFound)
    }
}
