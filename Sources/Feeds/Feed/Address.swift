/// An address in its five parts, RFC 3986 section 3; any text has them.
struct Address {
    var scheme: String?
    var authority: String?
    var path: String
    var query: String?
    var fragment: String?

    init(_ text: String) {
        var rest = text[...]
        fragment = Address.cut(&rest, at: "#")
        query = Address.cut(&rest, at: "?")
        if let colon = rest.utf8.firstIndex(of: Address.colon), Address.isScheme(rest.utf8[..<colon]) {
            scheme = String(rest[..<colon])
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        }
        path = String(rest)
    }

    var text: String {
        (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path + (query.map { "?" + $0 } ?? "")
            + (fragment.map { "#" + $0 } ?? "")
    }

    /// `reference` as seen from `base`, RFC 3986 section 5.2; as it stands where there is no absolute base.
    static func resolve(_ reference: String, against base: String?) -> String {
        let reference =
            reference.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D })
            ? String(String.UnicodeScalarView(reference.unicodeScalars.filter { $0 != "\n" && $0 != "\r" })) : reference
        guard let address = base, !isAbsolute(reference) else { return reference }
        var target = Address(reference)
        let base = Address(address)
        guard base.scheme != nil else { return reference }
        if target.authority == nil {
            target.authority = base.authority
            if target.path.isEmpty {
                target.path = base.path
                target.query = target.query ?? base.query
            } else if target.path.hasPrefix("/") {
                target.path = withoutDots(target.path)
            } else if base.authority != nil, base.path.isEmpty {
                target.path = withoutDots("/" + target.path)
            } else {
                let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? ""
                target.path = withoutDots(folder + target.path)
            }
        } else {
            target.path = withoutDots(target.path)
        }
        target.scheme = base.scheme
        return target.text
    }

    /// RFC 3986 section 5.2.4.
    private static func withoutDots(_ path: String) -> String {
        var kept: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (number, part) in parts.enumerated() {
            let isLast = number == parts.count - 1
            switch part {
            case ".": if isLast { kept.append("") }
            case "..":
                // The empty part before the first slash stays.
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(part)
            }
        }
        return kept.joined(separator: "/")
    }

    private static func cut(_ text: inout Substring, at mark: Character) -> String? {
        guard let index = text.firstIndex(of: mark) else { return nil }
        defer { text = text[..<index] }
        return String(text[text.index(after: index)...])
    }

    /// Whether it begins with a scheme.
    static func isAbsolute(_ text: String) -> Bool {
        text.utf8.firstIndex(of: colon).map { isScheme(text.utf8[..<$0]) } ?? false
    }

    private static let colon = UInt8(ascii: ":")

    private static func isScheme(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, isLetter(first) else { return false }
        return text.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
