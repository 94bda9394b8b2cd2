import CLibXML2

extension XMLName {
    init(local: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, namespace: UnsafePointer<xmlChar>?) {
        self.init(
            namespace: (namespace ?? prefix).map { String(cString: $0) } ?? "",
            local: local.map { String(cString: $0) } ?? "")
    }
}

extension XMLAttribute {
    /// `attributes`: libxml2's five pointers for each: local name, prefix, namespace, begin and end of the value.
    static func list(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) -> [XMLAttribute] {
        guard let attributes else { return [] }
        return (0..<count).compactMap { index in
            let parts = attributes + 5 * index
            guard let begin = parts[3], let end = parts[4] else { return nil }
            let value = String(decoding: UnsafeBufferPointer(start: begin, count: end - begin), as: UTF8.self)
            return XMLAttribute(
                name: XMLName(local: parts[0], prefix: parts[1], namespace: parts[2]),
                // libxml2 hands an ampersand over as a reference, where it builds no nodes.
                value: value.contains("&")
                    ? value.split(separator: "&#38;", omittingEmptySubsequences: false).joined(separator: "&") : value)
        }
    }
}
