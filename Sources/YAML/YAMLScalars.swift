import Text

/// What a text that stands alone is read as; anything else there is reported.
extension YAMLNode {
    package func text() -> String? {
        guard let text = scalar, !text.isEmpty else {
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

    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard let number = scalar.flatMap({ Int($0) }), range.contains(number) else {
            mustBe("a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    package func boolean() -> Bool? {
        guard let text = scalar, text == "true" || text == "false" else {
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
}
