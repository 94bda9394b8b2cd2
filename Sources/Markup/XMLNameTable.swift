import CLibXML2

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
