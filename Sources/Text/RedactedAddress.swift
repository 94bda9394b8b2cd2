/// An address without what may be secret in it, for people to read.
package struct RedactedAddress {
    package let text: String

    /// An address that the configuration names: what follows a question mark may be a key.
    package init(ofFeed url: String) {
        let hasQuery = url.contains("?")
        self.init(String(url.prefix { $0 != "?" }), withPath: true, ending: hasQuery ? "?..." : "")
    }

    package init(_ url: String, withPath: Bool) { self.init(url, withPath: withPath, ending: "") }

    private init(_ url: String, withPath: Bool, ending: String) {
        // By hand, for an address that libcurl cannot read may hold a password all the same.
        guard let rest = AddressText.afterScheme(url) else {
            text = withPath && !url.contains("@") ? url + ending : "(unreadable address)"
            return
        }
        let end = rest.utf8.firstIndex { "/?#\\".utf8.contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        let host =
            authority.utf8.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.utf8.index(after: $0)...] }
            ?? authority
        text = String(url[..<rest.startIndex] + host + (withPath ? rest[end...] : "/...") + ending)
    }
}
