import Text
import Yams

/// A value of a YAML file that knows where it stands; reading it as something that it is not reports a problem.
package struct YAMLNode {
    private let node: Node
    /// `feeds[0].every`.
    package let path: String
    package let problems: YAMLProblems

    private init(node: Node, path: String, problems: YAMLProblems) {
        self.node = node
        self.path = path
        self.problems = problems
    }

    /// A whole file, whose name problems give; `nil` for an empty one. `path`: what stands before the keys at its top.
    package init?(yaml: String, file: String, path: String = "") throws(YAMLProblem) {
        let composed: Node?
        do {
            // Without rules on what looks like a number or a day: each value is read as what its key asks for.
            composed = try Yams.compose(yaml: yaml, .basic)
        } catch let error as YamlError {
            let (line, column, problem) = error.place(in: yaml)
            throw YAMLProblem(file: file, line: line, column: column, path: "", message: "not valid YAML: \(problem)")
        } catch {
            throw YAMLProblem(file: file, line: 1, column: 1, path: "", message: String(describing: error))
        }
        guard let composed else { return nil }
        self.init(node: composed, path: path, problems: YAMLProblems(file: file))
    }

    /// A mapping of lists of texts that stands in no file.
    package init(_ lists: [(key: String, texts: [String])], problems: YAMLProblems) {
        let pairs = lists.map { (Node($0.key), Node($0.texts.map { Node($0) })) }
        self.init(node: .mapping(Node.Mapping(pairs)), path: "", problems: problems)
    }

    /// With keys added to the mappings of the list at `key`, where these do not have them: those that `defaults`
    /// answers for each.
    package func filled(at key: String, with defaults: (YAMLNode) -> YAMLNode?) -> YAMLNode {
        guard var mapping = node.mapping, var members = mapping[key]?.sequence else { return self }
        for index in members.indices {
            guard var member = members[index].mapping,
                let added = defaults(YAMLNode(node: members[index], path: path, problems: problems))?.node.mapping
            else { continue }
            for (key, value) in added where member[key] == nil { member[key] = value }
            members[index] = .mapping(member)
        }
        mapping[key] = .sequence(members)
        return YAMLNode(node: .mapping(mapping), path: path, problems: problems)
    }

    /// With each member of the list at `key` in place of several, where `variants` answers for it: each with other
    /// values of some keys.
    package func multiplied(at key: String, by variants: (YAMLNode) -> [[(key: String, value: YAMLNode)]]?) -> YAMLNode
    {
        guard var mapping = node.mapping, let members = mapping[key]?.sequence else { return self }
        var multiplied: [Node] = []
        for (index, member) in members.enumerated() {
            let place = YAMLNode(node: member, path: "\(key)[\(index)]", problems: problems)
            guard let own = member.mapping, let variants = variants(place) else {
                multiplied.append(member)
                continue
            }
            for variant in variants {
                var other = own
                for (key, value) in variant { other[Node(key)] = value.node }
                multiplied.append(.mapping(other))
            }
        }
        mapping[key] = .sequence(Node.Sequence(multiplied, members.tag, members.style, members.mark))
        return YAMLNode(node: .mapping(mapping), path: path, problems: problems)
    }

    /// The same place with another text.
    package func replaced(by text: String) -> YAMLNode {
        YAMLNode(node: .scalar(Node.Scalar(text, Tag(.str), .doubleQuoted, node.mark)), path: path, problems: problems)
    }

    /// The value in YAML's own spelling, whatever comments and line breaks stood in it.
    package var normalised: String { (try? Yams.serialize(node: node)) ?? "" }

    package func problem(_ message: String) { say(message, isWarning: false) }

    /// Says what is probably not meant, but may be.
    package func warn(_ message: String) { say(message, isWarning: true) }

    private func say(_ message: String, isWarning: Bool) {
        let mark = node.mark
        var message = message
        if let text = node.scalar?.string, SecretLook.isSeen(in: text) {
            message = message.replacing(text, with: SecretLook.shown)
        }
        problems.add(
            line: mark?.line ?? 0, column: mark?.column ?? 0, path: path, message, isWarning: isWarning)
    }

    /// Reports that the value is something else than it must be.
    package func mustBe(_ what: String) {
        let found =
            switch node {
            case .sequence: ", and not a list"
            case .mapping: ", and not a mapping"
            case .scalar(let scalar): scalar.string.isEmpty ? ", and is empty" : ""
            case .alias: ""
            }
        problem("must be \(what)\(found)")
    }

    /// A mapping with no other keys than these.
    package func mapping(keys: [String]) -> YAMLMapping? {
        guard case .mapping(let mapping) = node else {
            mustBe("a mapping of \(keys.joined(separator: ", "))")
            return nil
        }
        var values: [String: YAMLNode] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            let childPath = path(of: name)
            let child = YAMLNode(node: value, path: childPath, problems: problems)
            if keys.contains(name) {
                values[name] = child
                continue
            }
            let at = YAMLNode(node: key, path: childPath, problems: problems)
            at.problem("unknown key \"\(name)\"\(NearestName.hint(for: name, among: keys))")
        }
        return YAMLMapping(values: values, node: self)
    }

    /// A member of a mapping, whatever else the mapping holds; reports nothing.
    package func member(_ key: String) -> YAMLNode? {
        node.mapping?[key].map { YAMLNode(node: $0, path: path(of: key), problems: problems) }
    }

    private func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The text of a scalar; reports nothing.
    package var scalar: String? { node.string }

    /// The members of a sequence; reports nothing.
    package var elements: [YAMLNode] {
        (node.sequence ?? []).enumerated().map { index, member in
            YAMLNode(node: member, path: "\(path)[\(index)]", problems: problems)
        }
    }

    package var isMapping: Bool { node.mapping != nil }

    package var isEmptyList: Bool { node.sequence?.isEmpty == true }

    /// The members of a sequence.
    package func list() -> [YAMLNode] {
        if node.sequence == nil { mustBe("a list") }
        return elements
    }

    package func text() -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            mustBe("a text")
            return nil
        }
        guard !scalar.string.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            problem("must not hold line breaks or other control characters")
            return nil
        }
        return scalar.string
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
        if case .scalar = node { [self] } else { list() }
    }

    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let scalar) = node, let value = Int(scalar.string), range.contains(value) else {
            mustBe("a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    package func boolean() -> Bool? {
        guard case .scalar(let scalar) = node, scalar.string == "true" || scalar.string == "false" else {
            mustBe("true or false")
            return nil
        }
        return scalar.string == "true"
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
        if let name = WrittenName.of(text, among: type.allCases.map(\.rawValue)) { return Choice(rawValue: name) }
        problem("unknown value \"\(text)\"\(NearestName.hint(for: text, among: type.allCases.map(\.rawValue)))")
        return nil
    }

    /// The members of a mapping whose keys are free, in order.
    package func pairs() -> [(String, YAMLNode)] {
        guard let mapping = node.mapping else {
            problem("must be a mapping")
            return []
        }
        return mapping.compactMap { key, value in
            key.string.map {
                ($0, YAMLNode(node: value, path: path.isEmpty ? $0 : "\(path).\($0)", problems: problems))
            }
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
    private var isPlain: Bool { node.scalar?.style == .plain }
}

/// The known members of one mapping.
package struct YAMLMapping {
    private let values: [String: YAMLNode]
    /// The mapping itself, for problems that concern it as a whole.
    package let node: YAMLNode

    package init(values: [String: YAMLNode], node: YAMLNode) {
        self.values = values
        self.node = node
    }

    /// `nil` where the key is absent.
    package subscript(key: String) -> YAMLNode? { values[key] }

    /// Reports a problem where the key is absent.
    package func required(_ key: String) -> YAMLNode? {
        if let value = values[key] { return value }
        node.problem("\"\(key)\" is missing")
        return nil
    }
}
