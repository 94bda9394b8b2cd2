import CLibXML2

/// A reference in an XML document (`&#233;` `&nbsp;`) and what is to stand in its place.
struct XMLReference {
    /// What to write: a reference that every XML parser knows, or the characters that were meant.
    let replacement: [UInt8]
    /// True where the document was not well-formed here.
    let isRepair: Bool
    /// The index after the reference.
    let end: Int

    /// `index`: of the ampersand.
    init(in input: [UInt8], at index: Int, declared: [String: [UInt8]]) {
        let window = input[(index + 1)...].prefix(XMLReference.longestName + 1)
        guard let semicolon = window.firstIndex(of: UInt8(ascii: ";")) else {
            self.init(loneAmpersandAt: index)
            return
        }
        let name = String(decoding: window[..<semicolon], as: UTF8.self)
        if let value = declared[name] {
            self.init(replacement: value, isRepair: false, end: semicolon + 1)
        } else if let (scalar, isRepair) = XMLReference.character(name) {
            self.init(replacement: XMLReference.escaped(scalar), isRepair: isRepair, end: semicolon + 1)
        } else {
            self.init(loneAmpersandAt: index)
        }
    }

    private init(replacement: [UInt8], isRepair: Bool, end: Int) {
        self.replacement = replacement
        self.isRepair = isRepair
        self.end = end
    }

    /// An ampersand that begins no reference stands for itself.
    private init(loneAmpersandAt index: Int) {
        self.init(replacement: Array("&amp;".utf8), isRepair: true, end: index + 1)
    }

    private static let longestName = 40

    /// The character of a numeric or an HTML reference without `&` and `;`.
    static func character(_ name: String) -> (scalar: Unicode.Scalar, isRepair: Bool)? {
        guard name.hasPrefix("#") else {
            guard let entity = htmlEntityLookup(name), let scalar = Unicode.Scalar(entity.pointee.value) else {
                return nil
            }
            return (scalar, true)
        }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else { return nil }
        guard let scalar = Unicode.Scalar(value), isAllowed(scalar) else { return ("\u{FFFD}", true) }
        return (Charset.meant(scalar), digits.first == "X")
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    static func escaped(_ scalar: Unicode.Scalar) -> [UInt8] {
        // White space and markup keep their meaning only as references.
        scalar.value < 0x30 || scalar == "<" || scalar == ">"
            ? Array("&#\(scalar.value);".utf8) : Array(String(scalar).utf8)
    }
}

/// One of the five references that every XML parser knows.
struct PredefinedReference {
    /// What it stands for.
    private let character: UInt8
    /// How many bytes it has.
    let length: Int

    /// `nil` where another reference, or none, begins at `index`.
    init?(in input: [UInt8], at index: Int) {
        guard index + 1 < input.count else { return nil }
        switch input[index + 1] {
        case UInt8(ascii: "l") where input.holds("&lt;", at: index): (character, length) = (UInt8(ascii: "<"), 4)
        case UInt8(ascii: "g") where input.holds("&gt;", at: index): (character, length) = (UInt8(ascii: ">"), 4)
        case UInt8(ascii: "a") where input.holds("&amp;", at: index): (character, length) = (UInt8(ascii: "&"), 5)
        case UInt8(ascii: "a") where input.holds("&apos;", at: index): (character, length) = (UInt8(ascii: "'"), 6)
        case UInt8(ascii: "q") where input.holds("&quot;", at: index): (character, length) = (UInt8(ascii: "\""), 6)
        default: return nil
        }
    }

    /// What may stand for it in a text, outside tags, and names nothing; `nil` where it has to stay. `previous`: the
    /// byte before it.
    func text(after previous: UInt8?) -> StaticString? {
        switch character {
        case UInt8(ascii: "<"): return "&#60;"
        case UInt8(ascii: "&"): return "&#38;"
        case UInt8(ascii: ">"):
            // No text may hold `]]>`, also not once a comment, a reference or a control character between is gone.
            guard let previous, (0x20...0x7E).contains(previous) else { return nil }
            return [UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: ";")].contains(previous) ? nil : ">"
        case UInt8(ascii: "'"): return "'"
        default: return "\""
        }
    }
}

/// The names of one document, each made once: libxml2 keeps equal names at one address while it reads.
struct XMLNameTable {
    private struct Key: Hashable {
        let local: UnsafePointer<xmlChar>?
        let namespace: UnsafePointer<xmlChar>?
    }

    private var names: [Key: XMLName] = [:]

    mutating func name(
        local: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, namespace: UnsafePointer<xmlChar>?
    ) -> XMLName {
        let key = Key(local: local, namespace: namespace ?? prefix)
        if let known = names[key] { return known }
        let name = XMLName(
            namespace: key.namespace.map { String(cString: $0) } ?? "", local: local.map { String(cString: $0) } ?? "")
        names[key] = name
        return name
    }

    /// `attributes`: libxml2's five pointers for each: local name, prefix, namespace, begin and end of the value.
    mutating func attributes(
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) -> [XMLAttribute] {
        guard let attributes, count > 0 else { return [] }
        var list: [XMLAttribute] = []
        list.reserveCapacity(count)
        for index in 0..<count {
            let parts = attributes + 5 * index
            guard let begin = parts[3], let end = parts[4] else { continue }
            let value = UnsafeBufferPointer(start: begin, count: end - begin)
            list.append(
                XMLAttribute(
                    name: name(local: parts[0], prefix: parts[1], namespace: parts[2]), value: XMLNameTable.text(value))
            )
        }
        return list
    }

    /// libxml2 hands an ampersand over as the reference `&#38;`, where it builds no nodes.
    private static func text(_ value: UnsafeBufferPointer<xmlChar>) -> String {
        let ampersand = UInt8(ascii: "&")
        guard value.contains(ampersand) else { return String(decoding: value, as: UTF8.self) }
        let parts = value.split(separator: ampersand, omittingEmptySubsequences: false)
        let rest = parts.dropFirst().map { $0.starts(with: "#38;".utf8) ? $0.dropFirst("#38;".utf8.count) : $0 }
        return String(decoding: Array(([parts[0]] + rest).joined(separator: [ampersand])), as: UTF8.self)
    }
}
