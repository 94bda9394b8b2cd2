/// Addresses as texts, whatever they lead to.
package enum AddressText {
    /// What follows the first `://` of an address; `nil` where it has none.
    package static func afterScheme(_ address: String) -> Substring? {
        var rest = address[...]
        // Byte by byte: each publication of each listing comes by here.
        while let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) {
            rest = rest[colon...]
            if rest.utf8.starts(with: "://".utf8) { return rest[rest.utf8.index(colon, offsetBy: 3)...] }
            rest = rest[rest.utf8.index(after: colon)...]
        }
        return nil
    }

    /// What follows scheme and host: it stays where a site moves.
    package static func path(of address: String) -> String {
        guard let rest = afterScheme(address) else { return address }
        return String(Substring(rest.utf8.drop { $0 != UInt8(ascii: "/") }))
    }
}

/// An address without what may be secret in it, for people to read.
package struct RedactedAddress {
    package let text: String

    package init(_ url: String, withPath: Bool) {
        // By hand, for an address that libcurl cannot read may hold a password all the same.
        guard let rest = AddressText.afterScheme(url) else {
            text = withPath && !url.contains("@") ? url : "(unreadable address)"
            return
        }
        let end = rest.utf8.firstIndex { "/?#\\".utf8.contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        let host =
            authority.utf8.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.utf8.index(after: $0)...] }
            ?? authority
        text = String(url[..<rest.startIndex] + host + (withPath ? rest[end...] : "/..."))
    }
}
