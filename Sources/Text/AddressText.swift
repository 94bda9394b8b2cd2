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

    /// The same address as it is compared with others: its scheme and its host in small letters, and no port that is
    /// the scheme's own.
    package static func compared(_ address: String) -> String {
        guard let rest = afterScheme(address) else { return address }
        let end = rest.utf8.firstIndex(where: endsAuthority) ?? rest.endIndex
        let head = address[..<end]
        // As nearly all are written already: each row of a feed comes by here.
        let isSmall = head.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        let small = isSmall ? head : head.lowercased()[...]
        let port = ownPort(small.utf8)
        // A password is another one in small letters.
        if (isSmall && port == 0) || hasUser(address) { return address }
        return String(small.dropLast(port) + address[end...])
    }

    /// How many bytes at the end of a scheme and a host, in small letters, name the port that is the scheme's own.
    private static func ownPort(_ head: Substring.UTF8View) -> Int {
        let port = head.starts(with: "https:".utf8) ? ":443" : head.starts(with: "http:".utf8) ? ":80" : ""
        if port.isEmpty { return 0 }
        if head.last == UInt8(ascii: ":") { return 1 }
        return head.suffix(port.utf8.count).elementsEqual(port.utf8) ? port.utf8.count : 0
    }

    /// True for an address with a user's name or a password before its host.
    package static func hasUser(_ address: String) -> Bool {
        for byte in (afterScheme(address) ?? address[...]).utf8 {
            if byte == UInt8(ascii: "@") { return true }
            if endsAuthority(byte) { return false }
        }
        return false
    }

    fileprivate static func endsAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
        default: false
        }
    }

    /// The address without user, query and fragment: what others in the document are relative to, and what may be shown
    /// of one that the configuration names.
    package static func base(_ address: String) -> String {
        let plain = String(Substring(address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }))
        return hasUser(plain) ? RedactedAddress(plain, withPath: true).text : plain
    }

    /// An address that somebody else has listed, without a user's name; `nil` for one that leads to no document:
    /// `javascript:` and whatever else is of no scheme that is ever followed.
    package static func listed(_ address: String) -> String? {
        let plain = OutsideText.line(address)
        guard let colon = plain.firstIndex(of: ":") else { return plain }
        let scheme = plain[..<colon].lowercased()
        let isScheme = scheme.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
        }
        if isScheme, !["http", "https", "file"].contains(scheme) { return nil }
        return hasUser(plain) ? RedactedAddress(plain, withPath: true).text : plain
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

    /// An address that the configuration names: what follows a question mark may be a key.
    package init(ofFeed url: String) {
        // As bytes: a question mark begins a query whatever accent follows it.
        let query = url.utf8.firstIndex(of: UInt8(ascii: "?"))
        self.init(query.map { String(url[..<$0]) } ?? url, withPath: true, ending: query == nil ? "" : "?...")
    }

    package init(_ url: String, withPath: Bool) { self.init(url, withPath: withPath, ending: "") }

    private init(_ url: String, withPath: Bool, ending: String) {
        // By hand, for an address that libcurl cannot read may hold a password all the same.
        guard let rest = AddressText.afterScheme(url) else {
            text = withPath && !url.utf8.contains(UInt8(ascii: "@")) ? url + ending : "(unreadable address)"
            return
        }
        let end = rest.utf8.firstIndex(where: AddressText.endsAuthority) ?? rest.endIndex
        let authority = rest[..<end]
        let user = authority.utf8.lastIndex(of: UInt8(ascii: "@"))
        if user == nil && withPath {
            text = url + ending
            return
        }
        let host = user.map { authority[authority.utf8.index(after: $0)...] } ?? authority
        text = String(url[..<rest.startIndex] + host + (withPath ? rest[end...] : "/...") + ending)
    }
}
