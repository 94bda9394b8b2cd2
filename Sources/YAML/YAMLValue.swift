import Yams

/// What stands at one place of a YAML file, with all below it. Shared and not copied as it is read: a node of the
/// parser's is large, and looks its keys up by hashing and comparing whole nodes.
/// What lies below is made when it is asked for.
final class YAMLValue {
    /// One key of a mapping, in the order of the file.
    struct Pair {
        let key: YAMLValue
        let value: YAMLValue
    }

    /// As the parser has it, before members or pairs were changed.
    private let parsed: Node
    private let isChanged: Bool
    /// The text of a scalar; `nil` for anything else. Kept, as each look-up of a key asks for those of its mapping.
    let text: String?
    /// The members of a list; `nil` for anything else.
    private(set) lazy var members: [YAMLValue]? = parsed.sequence?.map { YAMLValue($0) }
    /// The members of a mapping; `nil` for anything else.
    private(set) lazy var pairs: [Pair]? = parsed.mapping?.map {
        Pair(key: YAMLValue($0.key), value: YAMLValue($0.value))
    }

    init(_ node: Node) {
        parsed = node
        isChanged = false
        text = node.scalar?.string
    }

    private init(_ other: YAMLValue, members: [YAMLValue]? = nil, pairs: [Pair]? = nil) {
        parsed = other.parsed
        isChanged = true
        text = other.text
        self.members = members
        self.pairs = pairs
    }

    /// `nil` for what stands in no file.
    var mark: Mark? { parsed.mark }

    /// Of a scalar, without quotation marks.
    var isPlain: Bool { parsed.scalar?.style == .plain }

    /// The same for the parser's own tools.
    var node: Node {
        if !isChanged { return parsed }
        switch parsed {
        case .sequence(let old):
            return .sequence(Node.Sequence((members ?? []).map(\.node), old.tag, old.style, old.mark))
        case .mapping(let old):
            let pairs = (pairs ?? []).map { ($0.key.node, $0.value.node) }
            return .mapping(Node.Mapping(pairs, old.tag, old.style, old.mark))
        case .scalar, .alias: return parsed
        }
    }

    subscript(key: String) -> YAMLValue? { pairs?.first { $0.key.text == key }?.value }

    /// A mapping with one key more, or with another value for one that it has; what is no mapping stays as it is.
    func setting(_ key: String, to value: YAMLValue) -> YAMLValue {
        guard var pairs else { return self }
        if let place = pairs.firstIndex(where: { $0.key.text == key }) {
            pairs[place] = Pair(key: pairs[place].key, value: value)
        } else {
            pairs.append(Pair(key: YAMLValue(Node(key)), value: value))
        }
        return YAMLValue(self, pairs: pairs)
    }

    /// A list with other members; what is no list stays as it is.
    func replacing(members: [YAMLValue]) -> YAMLValue {
        self.members == nil ? self : YAMLValue(self, members: members)
    }

    /// True where aliases of aliases make a few lines into more values than any memory holds.
    static func isExploding(_ node: Node, of yaml: String) -> Bool {
        guard yaml.utf8.contains(UInt8(ascii: "&")), yaml.utf8.contains(UInt8(ascii: "*")) else { return false }
        var left = 1000 + 10 * yaml.utf8.count
        func isTooMuch(_ node: Node) -> Bool {
            left -= 1
            if left < 0 { return true }
            switch node {
            case .sequence(let members): return members.contains(where: isTooMuch)
            case .mapping(let pairs): return pairs.contains { isTooMuch($0.key) || isTooMuch($0.value) }
            case .scalar, .alias: return false
            }
        }
        return isTooMuch(node)
    }
}
