/// Addresses as texts, whatever they lead to.
package enum AddressText {
    /// What follows the first `://` of an address; `nil` where it has none.
    package static func afterScheme(_ address: String) -> Substring? {
        reading(address, authorityStart).map { address[address.utf8.index(address.startIndex, offsetBy: $0)...] }
    }

    /// Byte by byte, where they lie: each publication of each listing comes by here several times.
    private static func reading<Result>(_ address: String, _ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        address.utf8.withContiguousStorageIfAvailable(read) ?? Array(address.utf8).withUnsafeBufferPointer(read)
    }

    /// The index behind the first `://`.
    private static func authorityStart(_ address: UnsafeBufferPointer<UInt8>) -> Int? {
        let (colon, slash) = (UInt8(ascii: ":"), UInt8(ascii: "/"))
        var index = 0
        while index + 2 < address.count {
            if address[index] == colon, address[index + 1] == slash, address[index + 2] == slash { return index + 3 }
            index += 1
        }
        return nil
    }

    /// The same address as it is compared with others: its scheme and its host in small letters, and no port that is
    /// the scheme's own.
    package static func compared(_ address: String) -> String {
        // As nearly all are written already.
        let isSame = reading(address) { bytes in
            guard let start = authorityStart(bytes) else { return true }
            let head = bytes[..<(bytes[start...].firstIndex(where: endsAuthority) ?? bytes.endIndex)]
            return head.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) } && ownPort(head) == 0
        }
        // A password is another one in small letters.
        guard !isSame, !hasUser(address), let rest = afterScheme(address) else { return address }
        let end = rest.utf8.firstIndex(where: endsAuthority) ?? rest.endIndex
        let small = address[..<end].lowercased()
        return String(small.dropLast(ownPort(small.utf8)) + address[end...])
    }

    /// How many bytes at the end of a scheme and a host, in small letters, name the port that is the scheme's own.
    private static func ownPort(_ head: some BidirectionalCollection<UInt8>) -> Int {
        let port = head.starts(with: "https:".utf8) ? ":443" : head.starts(with: "http:".utf8) ? ":80" : ""
        if port.isEmpty { return 0 }
        if head.last == UInt8(ascii: ":") { return 1 }
        return head.suffix(port.utf8.count).elementsEqual(port.utf8) ? port.utf8.count : 0
    }

    /// True for an address with a user's name or a password before its host.
    package static func hasUser(_ address: String) -> Bool {
        reading(address) { bytes in
            let rest = bytes[(authorityStart(bytes) ?? 0)...]
            return rest[..<(rest.firstIndex(where: endsAuthority) ?? rest.endIndex)].contains(UInt8(ascii: "@"))
        }
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
        let start = reading(address) { bytes in
            authorityStart(bytes).map { bytes[$0...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex }
        }
        return start.map { String(address[address.utf8.index(address.startIndex, offsetBy: $0)...]) } ?? address
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
