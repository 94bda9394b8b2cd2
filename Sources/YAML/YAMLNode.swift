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

    package var isMapping: Bool { value.pairs != nil }

    package var isEmptyList: Bool { value.members?.isEmpty == true }

    /// The members of a sequence.
    package func list() -> [YAMLNode] {
        if value.members == nil { mustBe("a list") }
        return elements
    }

    package func text() -> String? {
        guard let text = value.text, !text.isEmpty else {
            mustBe("a text")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
            problem("must not hold line breaks or other control characters")
            return nil
        }
        return text
    }

    /// The names in it that `known` does not hold are reported; `nil` accepts any. `many`: what is said where those are
    /// many.
    package func names(of what: String, known: [String]?, many: String = "") -> [String] {
        members.compactMap { $0.name(of: what, known: known, many: many) }
    }

    /// One name, as `known` has it; reported where it does not.
    package func name(of what: String, known: [String]?, many: String = "") -> String? {
        guard let name = text() else { return nil }
        guard let known else { return name }
        if let meant = WrittenName.of(name, among: known) { return meant }
        problem("there is no \(what) \"\(name)\"\(NearestName.hint(for: name, among: known, many: many))")
        return nil
    }

    package func texts() -> [String] { members.compactMap { $0.text() } }

    /// A single value is taken for a list of one: `area: overall-effectiveness`.
    package var members: [YAMLNode] {
        if value.text != nil { [self] } else { list() }
    }

    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard let number = value.text.flatMap({ Int($0) }), range.contains(number) else {
            mustBe("a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    package func boolean() -> Bool? {
        guard let text = value.text, text == "true" || text == "false" else {
            mustBe("true or false")
            return nil
        }
        return text == "true"
    }

    /// Seconds.
    package func duration(atLeast least: Double = 0) -> Double? {
        guard let seconds = scalar.flatMap(DurationText.seconds) else {
            mustBe("a duration such as 90s, 15m, 6h or 2d" + (scalar.flatMap(DurationText.remedy) ?? ""))
            return nil
        }
        guard seconds >= least else {
            problem("must be at least \(DurationText.text(least))")
            return nil
        }
        return seconds
    }

    /// A share of a whole, 0 to 1, written in percent.
    package func share() -> Double? {
        guard let share = scalar.flatMap(ShareText.share) else {
            mustBe("a share from 0% to 100%" + (scalar.flatMap(ShareText.remedy) ?? ", such as 20%"))
            return nil
        }
        return share
    }

    /// Bytes.
    package func size() -> Int? {
        guard let bytes = scalar.flatMap(SizeText.bytes), bytes > 0 else {
            mustBe("a size such as 500KB, 20MB or 1GB" + (scalar.flatMap(SizeText.remedy) ?? ""))
            return nil
        }
        return bytes
    }

    /// Members that are each one of a closed set of names.
    package func choices<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> [String]
    where Choice.RawValue == String {
        members.compactMap { $0.choice(type)?.rawValue }
    }

    /// One of a closed set of names.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text = text() else { return nil }
        if let known = Choice(rawValue: text) { return known }
        if let name = WrittenName.of(text, among: type.allCases.map(\.rawValue)) { return Choice(rawValue: name) }
        problem("unknown value \"\(text)\"\(NearestName.hint(for: text, among: type.allCases.map(\.rawValue)))")
        return nil
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

extension YAMLNode {
    /// A name or a sentence of the operator's own; what YAML reads as nothing, true or false is a slip.
    package func label() -> String? {
        guard let text = text() else { return nil }
        guard isPlain, ["~", "null", "true", "false"].contains(text.lowercased()) else { return text }
        problem("must be a text, and not \(text); put it in quotes if that is meant")
        return nil
    }

    /// The path of a file or folder, as it is written.
    package func filePath() -> String? {
        guard let text = label() else { return nil }
        guard isPlain, Double(text) != nil else { return text }
        problem(
            "must be the path of a file or folder, and not the number \(text); put it in quotes if that is its name")
        return nil
    }

    /// Without quotation marks.
    private var isPlain: Bool { value.isPlain }
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
