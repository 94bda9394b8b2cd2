import Foundation
import Yams

/// A value of the configuration file that knows where it stands; reading it as something that it is not reports a problem.
struct ConfigurationNode {
    let node: Node
    /// `feeds[0].every`.
    let path: String
    let problems: ProblemList

    func problem(_ message: String) {
        let mark = node.mark
        problems.add(line: mark?.line ?? 0, column: mark?.column ?? 0, path: path, message)
    }

    /// A mapping with no other keys than these.
    func mapping(keys: [String], later: [String] = []) -> ConfigurationMapping? {
        guard case .mapping(let mapping) = node else {
            problem("must be a mapping of \(keys.joined(separator: ", "))")
            return nil
        }
        var values: [String: ConfigurationNode] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            let childPath = path.isEmpty ? name : "\(path).\(name)"
            let child = ConfigurationNode(node: value, path: childPath, problems: problems)
            if keys.contains(name) {
                values[name] = child
                continue
            }
            let at = ConfigurationNode(node: key, path: childPath, problems: problems)
            if later.contains(name) {
                at.problem("this version does not know \"\(name)\" yet; leave it out")
            } else if let near = NearestName.of(name, among: keys) {
                at.problem("unknown key \"\(name)\"; did you mean \"\(near)\"?")
            } else {
                at.problem("unknown key \"\(name)\"; known are \(keys.joined(separator: ", "))")
            }
        }
        return ConfigurationMapping(values: values, node: self)
    }

    /// A member of a mapping, whatever else the mapping holds; reports nothing.
    func member(_ key: String) -> ConfigurationNode? {
        node.mapping?[key].map { ConfigurationNode(node: $0, path: "\(path).\(key)", problems: problems) }
    }

    /// The text of a scalar; reports nothing.
    var scalar: String? { node.string }

    /// The members of a sequence.
    func list() -> [ConfigurationNode] {
        guard case .sequence(let sequence) = node else {
            problem("must be a list")
            return []
        }
        return sequence.enumerated().map { index, member in
            ConfigurationNode(node: member, path: "\(path)[\(index)]", problems: problems)
        }
    }

    func text() -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            problem("must be a text")
            return nil
        }
        guard !scalar.string.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            problem("must not hold line breaks or other control characters")
            return nil
        }
        return scalar.string
    }

    /// The names in it that `known` does not hold are reported; `nil` accepts any.
    func names(of what: String, known: [String]?) -> [String] {
        members.compactMap { $0.name(of: what, known: known) }
    }

    /// One name; reported where `known` does not hold it.
    func name(of what: String, known: [String]?) -> String? {
        guard let name = text() else { return nil }
        guard let known, !known.contains(name) else { return name }
        let near = NearestName.of(name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        problem("there is no \(what) \"\(name)\"\(near)")
        return nil
    }

    func texts() -> [String] { members.compactMap { $0.text() } }

    /// A single value is taken for a list of one: `area: overall-effectiveness`.
    var members: [ConfigurationNode] {
        if case .scalar = node { [self] } else { list() }
    }

    func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let scalar) = node, let value = Int(scalar.string), range.contains(value) else {
            problem("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    func boolean() -> Bool? {
        guard case .scalar(let scalar) = node, scalar.string == "true" || scalar.string == "false" else {
            problem("must be true or false")
            return nil
        }
        return scalar.string == "true"
    }

    /// Seconds.
    func duration(atLeast least: Double = 0) -> Double? {
        guard case .scalar(let scalar) = node, let seconds = DurationText.seconds(scalar.string) else {
            problem("must be a duration such as 90s, 15m, 6h or 2d")
            return nil
        }
        guard seconds >= least else {
            problem("must be at least \(DurationText.text(least))")
            return nil
        }
        return seconds
    }

    /// A date, from its beginning in UTC, or an instant.
    func instant() -> Date? {
        guard case .scalar(let scalar) = node, let instant = InstantText.instant(scalar.string) else {
            problem("must be a date or an instant such as 2026-12-01 or 2026-12-01T08:00:00Z")
            return nil
        }
        return instant
    }

    /// A share of a whole, 0 to 1, written in percent.
    func share() -> Double? {
        guard case .scalar(let scalar) = node, scalar.string.hasSuffix("%"),
            let percent = Int(scalar.string.dropLast()), (0...100).contains(percent)
        else {
            problem("must be a share from 0% to 100%, such as 20%")
            return nil
        }
        return Double(percent) / 100
    }

    /// Bytes.
    func size() -> Int? {
        guard case .scalar(let scalar) = node, let bytes = SizeText.bytes(scalar.string), bytes > 0 else {
            problem("must be a size such as 500KB, 20MB or 1GB")
            return nil
        }
        return bytes
    }

    /// Members that are each one of a closed set of names.
    func choices<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> [String]
    where Choice.RawValue == String {
        members.compactMap { $0.choice(type)?.rawValue }
    }

    /// One of a closed set of names.
    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text = text() else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = type.allCases.map(\.rawValue)
        let near = NearestName.of(text, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        problem("unknown value \"\(text)\"\(near); known are \(known.joined(separator: ", "))")
        return nil
    }
}
