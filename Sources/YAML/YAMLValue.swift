import Yams

/// What stands at one place of a YAML file, with all below it. Shared and not copied as it is read: a node of the
/// parser's is large, and looks its keys up by hashing and comparing whole nodes.
final class YAMLValue {
    /// One key of a mapping, in the order of the file.
    struct Pair {
        let key: YAMLValue
        let value: YAMLValue
    }

    /// The text of a scalar; `nil` for anything else.
    let text: String?
    /// The members of a list; `nil` for anything else.
    let members: [YAMLValue]?
    /// The members of a mapping; `nil` for anything else.
    let pairs: [Pair]?
    /// How it is written, for the parser's own tools: with nothing below a list or a mapping.
    private let form: Node

    private init(text: String? = nil, members: [YAMLValue]? = nil, pairs: [Pair]? = nil, form: Node) {
        self.text = text
        self.members = members
        self.pairs = pairs
        self.form = form
    }

    convenience init(_ node: Node) {
        switch node {
        case .scalar(let scalar): self.init(text: scalar.string, form: node)
        case .sequence(let sequence):
            let form = Node.Sequence([], sequence.tag, sequence.style, sequence.mark)
            self.init(members: sequence.map { YAMLValue($0) }, form: .sequence(form))
        case .mapping(let mapping):
            let form = Node.Mapping([], mapping.tag, mapping.style, mapping.mark)
            self.init(
                pairs: mapping.map { Pair(key: YAMLValue($0.key), value: YAMLValue($0.value)) }, form: .mapping(form))
        case .alias: self.init(form: node)
        }
    }

    /// `nil` for what stands in no file.
    var mark: Mark? { form.mark }

    /// Of a scalar, without quotation marks.
    var isPlain: Bool { form.scalar?.style == .plain }

    /// The same for the parser's own tools.
    var node: Node {
        switch form {
        case .sequence(let form):
            .sequence(Node.Sequence((members ?? []).map(\.node), form.tag, form.style, form.mark))
        case .mapping(let form):
            .mapping(
                Node.Mapping((pairs ?? []).map { ($0.key.node, $0.value.node) }, form.tag, form.style, form.mark))
        case .scalar, .alias: form
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
        return YAMLValue(pairs: pairs, form: form)
    }

    /// A list with other members; what is no list stays as it is.
    func replacing(members: [YAMLValue]) -> YAMLValue {
        self.members == nil ? self : YAMLValue(members: members, form: form)
    }
}
