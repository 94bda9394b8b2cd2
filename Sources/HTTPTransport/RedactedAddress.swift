/// An address without what may be secret in it, for people to read.
package struct RedactedAddress {
    package let text: String

    package init(_ url: String, withPath: Bool) {
        // By hand, for an address that libcurl cannot read may hold a password all the same.
        guard let colon = url.firstRange(of: "://") else {
            text = withPath && !url.contains("@") ? url : "(unreadable address)"
            return
        }
        let rest = url[colon.upperBound...]
        let end = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        text = String(url[..<colon.upperBound]) + host + (withPath ? String(rest[end...]) : "/...")
    }
}
