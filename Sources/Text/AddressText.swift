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

    /// True for an address with a user's name or a password before its host.
    package static func hasUser(_ address: String) -> Bool {
        (afterScheme(address) ?? address[...]).utf8.prefix { !"/?#\\".utf8.contains($0) }.contains(UInt8(ascii: "@"))
    }

    /// An address that somebody else has listed, without a user's name; `nil` for one that leads to no document: `javascript:` and
    /// whatever else is of no scheme that is ever followed.
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

    /// The address without user, query and fragment: what others in the document are relative to, and what may be shown of one that
    /// the configuration names.
    package static func base(_ address: String) -> String {
        let plain = String(address.prefix { $0 != "?" && $0 != "#" })
        return hasUser(plain) ? RedactedAddress(plain, withPath: true).text : plain
    }

    /// What follows scheme and host: it stays where a site moves.
    package static func path(of address: String) -> String {
        guard let rest = afterScheme(address) else { return address }
        return String(Substring(rest.utf8.drop { $0 != UInt8(ascii: "/") }))
    }
}
