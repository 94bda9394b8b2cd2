import Yams

/// A part of a YAML document that knows where it stands.
struct YAMLSection {
    let path: String
    private let node: Node

    init(_ node: Node, path: String) {
        self.node = node
        self.path = path
    }

    /// A whole document; `problems` names the file.
    init(document yaml: String, _ problems: FrameworkProblems) throws(ReportsError) {
        let node: Node?
        do { node = try Yams.compose(yaml: yaml, .basic) } catch {
            throw problems.error(error, in: yaml)
        }
        guard let node else { throw problems.error("the file is empty") }
        self.init(node, path: "")
    }

    /// From 1.
    var line: Int { node.mark?.line ?? 1 }
    /// From 1.
    var column: Int { node.mark?.column ?? 1 }
    var scalar: String? { node.scalar?.string }

    subscript(key: String) -> YAMLSection? {
        node.mapping?[key].map { YAMLSection($0, path: path.isEmpty ? key : "\(path).\(key)") }
    }

    /// Adds a problem for each key that does not belong here, and where this is no mapping at all.
    func allow(_ keys: [String], _ problems: inout FrameworkProblems) {
        for (key, section) in members(&problems) where !keys.contains(key) {
            problems.add(section, "unknown key; known are \(keys.joined(separator: ", "))")
        }
    }

    func members(_ problems: inout FrameworkProblems) -> [(String, YAMLSection)] {
        guard let mapping = node.mapping else {
            problems.add(self, "must have keys and values")
            return []
        }
        return mapping.compactMap { key, value in
            key.scalar.map { ($0.string, YAMLSection(value, path: path.isEmpty ? $0.string : "\(path).\($0.string)")) }
        }
    }

    /// The parts of a list that must be there.
    func items(_ key: String, _ problems: inout FrameworkProblems) -> [YAMLSection] {
        guard let sequence = node.mapping?[key]?.sequence, !sequence.isEmpty else {
            problems.add(self[key] ?? self, "\(key) must be a list that is not empty")
            return []
        }
        let base = path.isEmpty ? key : "\(path).\(key)"
        return sequence.enumerated().map { YAMLSection($1, path: "\(base)[\($0)]") }
    }

    /// A text that must be there.
    func text(_ key: String, _ problems: inout FrameworkProblems) -> String? {
        guard let text = self[key]?.scalar, !text.isEmpty else {
            problems.add(self[key] ?? self, "\(key) is missing")
            return nil
        }
        return text
    }

    /// A number that may be missing.
    func number(_ key: String, _ problems: inout FrameworkProblems) -> Int? {
        guard let section = self[key] else { return nil }
        guard let number = section.scalar.flatMap({ Int($0) }) else {
            problems.add(section, "must be a whole number")
            return nil
        }
        return number
    }

    /// The patterns of a list that may be missing; those of titles name no grade, those of sentences must.
    func patterns(_ key: String, withGrade: Bool, _ problems: inout FrameworkProblems) -> [Pattern] {
        guard let section = self[key] else { return [] }
        return section.texts(&problems).compactMap { text in
            guard let pattern = Pattern(text), pattern.elements.contains(.grade) == withGrade else {
                problems.add(section, "no sentence that can be looked for: \(text)")
                return nil
            }
            return pattern
        }
    }

    /// This list of texts.
    func texts(_ problems: inout FrameworkProblems) -> [String] {
        guard let sequence = node.sequence else {
            problems.add(self, "must be a list")
            return []
        }
        return sequence.compactMap(\.scalar?.string)
    }
}
