import Foundation
import Text
import Yams

/// A value of the configuration file that knows where it stands; reading it as something that it is not reports a problem.
struct ConfigurationNode {
    let node: Node
    /// `feeds[0].every`.
    let path: String
    let problems: ProblemList

    func problem(_ message: String) { say(message, isWarning: false) }

    /// Says what is probably not meant, but may be.
    func warn(_ message: String) { say(message, isWarning: true) }

    private func say(_ message: String, isWarning: Bool) {
        let mark = node.mark
        problems.add(
            line: mark?.line ?? 0, column: mark?.column ?? 0, path: path, message, isWarning: isWarning)
    }

    private func mustBe(_ what: String) {
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
    func mapping(keys: [String]) -> ConfigurationMapping? {
        guard case .mapping(let mapping) = node else {
            mustBe("a mapping of \(keys.joined(separator: ", "))")
            return nil
        }
        var values: [String: ConfigurationNode] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            let childPath = path(of: name)
            let child = ConfigurationNode(node: value, path: childPath, problems: problems)
            if keys.contains(name) {
                values[name] = child
                continue
            }
            let at = ConfigurationNode(node: key, path: childPath, problems: problems)
            at.problem("unknown key \"\(name)\"\(NearestName.hint(for: name, among: keys))")
        }
        return ConfigurationMapping(values: values, node: self)
    }

    /// A member of a mapping, whatever else the mapping holds; reports nothing.
    func member(_ key: String) -> ConfigurationNode? {
        node.mapping?[key].map { ConfigurationNode(node: $0, path: path(of: key), problems: problems) }
    }

    private func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The text of a scalar; reports nothing.
    var scalar: String? { node.string }

    /// The members of a sequence; reports nothing.
    var elements: [ConfigurationNode] {
        (node.sequence ?? []).enumerated().map { index, member in
            ConfigurationNode(node: member, path: "\(path)[\(index)]", problems: problems)
        }
    }

    var isEmptyList: Bool { node.sequence?.isEmpty == true }

    /// The members of a sequence.
    func list() -> [ConfigurationNode] {
        if node.sequence == nil { mustBe("a list") }
        return elements
    }

    func text() -> String? {
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

    /// The names in it that `known` does not hold are reported; `nil` accepts any. `many`: what is said where those are many.
    func names(of what: String, known: [String]?, many: String = "") -> [String] {
        members.compactMap { $0.name(of: what, known: known, many: many) }
    }

    /// One name; reported where `known` does not hold it.
    func name(of what: String, known: [String]?, many: String = "") -> String? {
        guard let name = text() else { return nil }
        guard let known, !known.contains(name) else { return name }
        problem("there is no \(what) \"\(name)\"\(NearestName.hint(for: name, among: known, many: many))")
        return nil
    }

    func texts() -> [String] { members.compactMap { $0.text() } }

    /// A single value is taken for a list of one: `area: overall-effectiveness`.
    var members: [ConfigurationNode] {
        if case .scalar = node { [self] } else { list() }
    }

    func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let scalar) = node, let value = Int(scalar.string), range.contains(value) else {
            mustBe("a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    func boolean() -> Bool? {
        guard case .scalar(let scalar) = node, scalar.string == "true" || scalar.string == "false" else {
            mustBe("true or false")
            return nil
        }
        return scalar.string == "true"
    }

    /// Seconds.
    func duration(atLeast least: Double = 0) -> Double? {
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

    /// A date, from its beginning in UTC, or an instant.
    func instant() -> Date? {
        guard case .scalar(let scalar) = node, let instant = InstantText.instant(scalar.string) else {
            mustBe("a date or an instant such as 2026-12-01 or 2026-12-01T08:00:00Z")
            return nil
        }
        return instant
    }

    /// A share of a whole, 0 to 1, written in percent.
    func share() -> Double? {
        guard let share = scalar.flatMap(ShareText.share) else {
            mustBe("a share from 0% to 100%" + (scalar.flatMap(ShareText.remedy) ?? ", such as 20%"))
            return nil
        }
        return share
    }

    /// Bytes.
    func size() -> Int? {
        guard let bytes = scalar.flatMap(SizeText.bytes), bytes > 0 else {
            mustBe("a size such as 500KB, 20MB or 1GB" + (scalar.flatMap(SizeText.remedy) ?? ""))
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
        problem("unknown value \"\(text)\"\(NearestName.hint(for: text, among: type.allCases.map(\.rawValue)))")
        return nil
    }
}
