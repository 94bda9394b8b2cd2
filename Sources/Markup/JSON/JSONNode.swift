/// A value of a JSON document, as it was read: numbers keep their digits, objects their order.
package indirect enum JSONNode: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it is written.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONNode
    }

    /// Reads a whole document of JSON; what a hostile one costs is bounded by `limits`.
    package init(
        parsing bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .current
    ) throws(MarkupError) {
        try JSONNode.check(bytes.count, limits)
        self = try JSONNode(parsing: DecodedText(bytes, charset: charset, declaration: .none), limits: limits)
    }

    /// The same of a text.
    package init(parsing text: DecodedText, limits: MarkupLimits = .current) throws(MarkupError) {
        try JSONNode.check(text.utf8.count, limits)
        self = try JSONParser.read(text.utf8, limits: limits)
    }

    private static func check(_ bytes: Int, _ limits: MarkupLimits) throws(MarkupError) {
        guard bytes > limits.documentBytes else { return }
        throw MarkupError(operation: .readJSON, cause: .over(limit: "bytes", value: limits.documentBytes))
    }

    /// A member of an object; of several with one name the last, as other readers have it. `nil` for what is no object.
    package subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The members of an array; none for anything else.
    package var elements: [JSONNode] { if case .array(let elements) = self { elements } else { [] } }

    /// The members of an object; none for anything else.
    package var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// The text of a string.
    package var string: String? { if case .string(let text) = self { text } else { nil } }

    /// A string, number or truth value as text: publishers number what should be text, and the other way round.
    package var scalar: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let value): String(value)
        case .null, .array, .object: nil
        }
    }

    /// A whole number, also where it is written as a string.
    package var integer: Int? {
        switch self {
        case .string(let text), .number(let text): Int(text)
        case .null, .bool, .array, .object: nil
        }
    }

    package var isNull: Bool { self == .null }
}
