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
        if let colon = rest.firstIndex(of: ":"), Address.isScheme(rest[..<colon]) {
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
        let reference = reference.split(whereSeparator: \.isNewline).joined()
        var target = Address(reference)
        guard target.scheme == nil, let base = base.map(Address.init), base.scheme != nil else { return reference }
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

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }
}
