import Text

/// A value of a YAML file that knows where it stands; reading it as something that it is not reports a problem.
package struct YAMLNode {
    private let value: YAMLValue
    private let place: YAMLPath
    package let problems: YAMLProblems

    private init(_ value: YAMLValue, _ place: YAMLPath, problems: YAMLProblems) {
        self.value = value
        self.place = place
        self.problems = problems
    }

    /// `feeds[0].every`.
    package var path: String { place.text }

    /// A whole file, whose name problems give; `nil` for an empty one. `path`: what stands before the keys at its top.
    package init?(yaml: String, file: String, path: String = "") throws(YAMLProblem) {
        let root: YAMLValue?
        do throws(YAMLReading.Fault) { root = try YAMLReading.root(of: yaml) } catch {
            let fault = error.namingTab(in: yaml)
            throw YAMLProblem(
                file: file, line: fault.mark.line, column: fault.mark.column, path: "",
                message: "not valid YAML: \(fault.problem)")
        }
        guard let root else { return nil }
        let hasAliases = yaml.utf8.contains(UInt8(ascii: "&")) && yaml.utf8.contains(UInt8(ascii: "*"))
        if hasAliases && root.holdsMore(than: 1000 + 10 * yaml.utf8.count) {
            throw YAMLProblem(
                file: file, line: 1, column: 1, path: "",
                message: "its aliases (*name) stand for far more values than the file has; write out what is meant")
        }
        self.init(root, .top(path), problems: YAMLProblems(file: file))
    }

    /// A mapping of lists of texts that stands in no file.
    package init(_ lists: [(key: String, texts: [String])], problems: YAMLProblems) {
        let pairs = lists.map { key, texts in
            YAMLValue.Pair(
                key: YAMLValue(.scalar(key, .any)),
                value: YAMLValue(.sequence(texts.map { YAMLValue(.scalar($0, .any)) })))
        }
        self.init(YAMLValue(.mapping(pairs)), .top(""), problems: problems)
    }

    /// With keys added to the mappings of the list at `key`, where these do not have them: those that `defaults`
    /// answers for each.
    package func filled(at key: String, with defaults: (YAMLNode) -> YAMLNode?) -> YAMLNode {
        changing(key) { index, member in
            guard member.pairs != nil, let added = defaults(node(member, index, of: key))?.value.pairs else {
                return nil
            }
            return [
                added.reduce(member) { filled, pair in
                    guard let key = pair.key.text, filled[key] == nil else { return filled }
                    return filled.setting(key, to: pair.value)
                }
            ]
        }
    }

    /// With each member of the list at `key` in place of several, where `variants` answers for it: each with other
    /// values of some keys.
    package func multiplied(at key: String, by variants: (YAMLNode) -> [[(key: String, value: YAMLNode)]]?) -> YAMLNode
    {
        changing(key) { index, member in
            guard member.pairs != nil, let variants = variants(node(member, index, of: key)) else { return nil }
            return variants.map { $0.reduce(member) { $0.setting($1.key, to: $1.value.value) } }
        }
    }

    private func node(_ member: YAMLValue, _ index: Int, of key: String) -> YAMLNode {
        YAMLNode(member, .member(index, of: .key(key, of: .top(""))), problems: problems)
    }

    /// With the members of the list at `key` replaced by those that `change` answers for each; `nil`: it stays.
    private func changing(_ key: String, _ change: (Int, YAMLValue) -> [YAMLValue]?) -> YAMLNode {
        guard let list = value[key], let members = list.members else { return self }
        var isChanged = false
        let changed = members.enumerated().flatMap { index, member in
            guard let new = change(index, member) else { return [member] }
            isChanged = true
            return new
        }
        if !isChanged { return self }
        return YAMLNode(value.setting(key, to: list.replacing(members: changed)), place, problems: problems)
    }

    /// The same place with another text.
    package func replaced(by text: String) -> YAMLNode {
        YAMLNode(YAMLValue(.scalar(text, .doubleQuoted), at: value.mark), place, problems: problems)
    }

    /// The value in YAML's own spelling, whatever comments and line breaks stood in it.
    package var normalised: String { YAMLWriting.text(of: value) }

    package func problem(_ message: String) { say(message, isWarning: false) }

    /// Says what is probably not meant, but may be.
    package func warn(_ message: String) { say(message, isWarning: true) }

    private func say(_ message: String, isWarning: Bool) {
        let mark = value.mark
        var message = message
        if let text = value.text, SecretLook.isSeen(in: text) {
            message = message.replacing(text, with: SecretLook.shown)
        }
        problems.add(
            line: mark?.line ?? 0, column: mark?.column ?? 0, path: path, message, isWarning: isWarning)
    }

    /// Reports that the value is something else than it must be.
    package func mustBe(_ what: String) {
        let found =
            if value.members != nil {
                ", and not a list"
            } else if value.pairs != nil {
                ", and not a mapping"
            } else {
                value.text?.isEmpty == true ? ", and is empty" : ""
            }
        problem("must be \(what)\(found)")
    }

    /// A mapping with no other keys than these.
    package func mapping(keys: [String]) -> YAMLMapping? {
        guard let pairs = value.pairs else {
            mustBe("a mapping of \(keys.joined(separator: ", "))")
            return nil
        }
        for pair in pairs {
            let name = pair.key.text ?? ""
            if keys.contains(name) { continue }
            let at = YAMLNode(pair.key, place(of: name), problems: problems)
            at.problem("unknown key \"\(name)\"\(NearestName.hint(for: name, among: keys))")
        }
        return YAMLMapping(node: self)
    }

    /// A member of a mapping, whatever else the mapping holds; reports nothing.
    package func member(_ key: String) -> YAMLNode? {
        value[key].map { YAMLNode($0, place(of: key), problems: problems) }
    }

    private func place(of key: String) -> YAMLPath { .key(key, of: place) }

    /// The text of a scalar; reports nothing.
    package var scalar: String? { value.text }

    /// The members of a sequence; reports nothing.
    package var elements: [YAMLNode] {
        (value.members ?? []).enumerated().map { index, member in
            YAMLNode(member, .member(index, of: place), problems: problems)
        }
    }

    /// Without quotation marks.
    var isPlain: Bool { value.isPlain }

    package var isMapping: Bool { value.pairs != nil }

    package var isEmptyList: Bool { value.members?.isEmpty == true }

    /// The members of a sequence.
    package func list() -> [YAMLNode] {
        if value.members == nil { mustBe("a list") }
        return elements
    }

    /// A single value is taken for a list of one: `area: overall-effectiveness`.
    package var members: [YAMLNode] {
        if value.text != nil { [self] } else { list() }
    }

    /// The members of a mapping whose keys are free, in order.
    package func pairs() -> [(String, YAMLNode)] {
        guard let pairs = value.pairs else {
            problem("must be a mapping")
            return []
        }
        return pairs.compactMap { pair in
            pair.key.text.map { ($0, YAMLNode(pair.value, place(of: $0), problems: problems)) }
        }
    }

    /// Reports a name that is not known.
    package func check(_ name: String, isOneOf known: [String], what: String) {
        if known.contains(name) { return }
        problem("there is no \(what) \"\(name)\"\(NearestName.hint(for: name, among: known))")
    }
}

/// A mapping that has no other keys than the known ones.
package struct YAMLMapping {
    /// The mapping itself, for problems that concern it as a whole.
    package let node: YAMLNode

    /// `nil` where the key is absent.
    package subscript(key: String) -> YAMLNode? { node.member(key) }

    /// Reports a problem where the key is absent.
    package func required(_ key: String) -> YAMLNode? {
        if let value = self[key] { return value }
        node.problem("\"\(key)\" is missing")
        return nil
    }
}
