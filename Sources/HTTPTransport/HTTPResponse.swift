import Text

/// A complete answer; any status is one, a 304 and a 500 too.
package struct HTTPResponse: Hashable, Sendable, Codable {
    /// 200 for a file.
    package let status: Int
    package let headers: HTTPHeaders
    /// Decompressed.
    package let body: [UInt8]
    /// The requested address, or the last redirect's.
    package let finalURL: String
    /// Those to send with the next request for the same address; store them together with what was made of the body.
    package let validators: Validators?
    package let redirects: [HTTPRedirect]
    /// On the network, over all hops, without waiting for a turn at the host.
    package let milliseconds: Int
}

/// One redirect that was followed.
package struct HTTPRedirect: Hashable, Sendable, Codable {
    /// 301, 302, 303, 307 or 308.
    package let status: Int
    /// Absolute.
    package let to: String

    package init(status: Int, to: String) {
        self.status = status
        self.to = to
    }
}

/// Header fields in their order, looked up without regard to case; one name may stand more than once.
package struct HTTPHeaders: Hashable, Sendable, Codable, ExpressibleByDictionaryLiteral {
    package struct Field: Hashable, Sendable, Codable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        /// Names are ASCII, and differ in case alone.
        func isNamed(_ wanted: String) -> Bool {
            name.utf8.count == wanted.utf8.count
                && zip(name.utf8, wanted.utf8).allSatisfy { Field.lowercase($0) == Field.lowercase($1) }
        }

        private static func lowercase(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }

        /// A line break in either would start a header of its own.
        var isSendable: Bool {
            let isToken = !name.isEmpty && name.isPrintableASCII(without: UInt8(ascii: " "), UInt8(ascii: ":"))
            return isToken
                && (value.isPrintableASCII || value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) })
        }
    }

    package private(set) var fields: [Field] = []

    package init(_ fields: [(String, String)] = []) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }

    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The first value of this name.
    package subscript(name: String) -> String? {
        fields.first { $0.isNamed(name) }?.value
    }

    /// Every value of this name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }
}
