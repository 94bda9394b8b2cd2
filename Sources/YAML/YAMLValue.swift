/// What stands at one place of a YAML file, with all below it. Shared and not copied as it is read; what an alias
/// (`*name`) stands for is the very same value.
final class YAMLValue {
    /// One key of a mapping, in the order of the file.
    struct Pair {
        let key: YAMLValue
        let value: YAMLValue
    }

    enum Content {
        case scalar(String, ScalarStyle)
        case sequence([YAMLValue])
        case mapping([Pair])
    }

    /// How a scalar is written.
    enum ScalarStyle {
        /// As whoever writes it likes.
        case any
        /// Without quotation marks.
        case plain
        case singleQuoted
        case doubleQuoted
        /// Behind `|`.
        case literal
        /// Behind `>`.
        case folded
    }

    /// A place in a file, line and column from 1.
    struct Mark {
        let line: Int
        let column: Int
    }

    let content: Content
    /// `nil` for what stands in no file.
    let mark: Mark?
    /// Of a list or mapping: what it says that it is (`!name`).
    let tag: String?

    init(_ content: Content, at mark: Mark? = nil, tag: String? = nil) {
        self.content = content
        self.mark = mark
        self.tag = tag
    }

    /// The text of a scalar; `nil` for anything else.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The members of a list; `nil` for anything else.
    var members: [YAMLValue]? {
        if case .sequence(let members) = content { members } else { nil }
    }

    /// The members of a mapping; `nil` for anything else.
    var pairs: [Pair]? {
        if case .mapping(let pairs) = content { pairs } else { nil }
    }

    /// Of a scalar, without quotation marks.
    var isPlain: Bool {
        if case .scalar(_, .plain) = content { true } else { false }
    }

    subscript(key: String) -> YAMLValue? {
        guard case .mapping(let pairs) = content else { return nil }
        for pair in pairs {
            if case .scalar(let text, _) = pair.key.content, text == key { return pair.value }
        }
        return nil
    }

    /// A mapping with one key more, or with another value for one that it has; what is no mapping stays as it is.
    func setting(_ key: String, to value: YAMLValue) -> YAMLValue {
        guard var pairs else { return self }
        if let place = pairs.firstIndex(where: { $0.key.text == key }) {
            pairs[place] = Pair(key: pairs[place].key, value: value)
        } else {
            pairs.append(Pair(key: YAMLValue(.scalar(key, .any)), value: value))
        }
        return YAMLValue(.mapping(pairs), at: mark, tag: tag)
    }

    /// A list with other members; what is no list stays as it is.
    func replacing(members: [YAMLValue]) -> YAMLValue {
        self.members == nil ? self : YAMLValue(.sequence(members), at: mark, tag: tag)
    }

    /// True where it stands for more than so many values: aliases of aliases make a few lines into more than any
    /// memory holds.
    func holdsMore(than limit: Int) -> Bool {
        var left = limit
        func isTooMuch(_ value: YAMLValue) -> Bool {
            left -= 1
            if left < 0 { return true }
            return switch value.content {
            case .scalar: false
            case .sequence(let members): members.contains(where: isTooMuch)
            case .mapping(let pairs): pairs.contains { isTooMuch($0.key) || isTooMuch($0.value) }
            }
        }
        return isTooMuch(self)
    }
}
