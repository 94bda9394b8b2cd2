/// Durations as the configuration writes them: `90s`, `15m`, `6h`, `2d`.
package enum DurationText {
    private static let units: [(suffix: Character, seconds: Double)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]

    /// `nil` for anything else.
    package static func seconds(_ text: String) -> Double? {
        guard let suffix = text.last, let unit = units.first(where: { $0.suffix == suffix }),
            let number = Int(text.dropLast()), number >= 0, number <= 100_000_000
        else { return nil }
        return Double(number) * unit.seconds
    }

    /// The largest unit that divides it.
    package static func text(_ seconds: Double) -> String {
        let unit = units.first { seconds >= $0.seconds && seconds.truncatingRemainder(dividingBy: $0.seconds) == 0 }
        guard let unit else { return "\(Int(seconds))s" }
        return "\(Int(seconds / unit.seconds))\(unit.suffix)"
    }

    /// What to write in place of a number without a unit, and of `1h30m`, `1.5h` or `90 min`; `nil` for what is no duration at all.
    package static func remedy(_ text: String) -> String? {
        if let number = Int(text), number >= 0 { return "; write \(number)s, \(number)m, \(number)h or \(number)d" }
        var seconds = 0.0
        var rest = text.filter { $0 != " " }[...]
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest[number.endIndex...]
            let word = rest.prefix(while: \.isLetter)
            rest = rest[word.endIndex...]
            guard let count = Double(number), let unit = units.first(where: { $0.suffix == word.first }),
                names.contains(String(word))
            else { return nil }
            seconds += count * unit.seconds
        }
        let isWhole = seconds >= 1 && seconds <= 1e8 && seconds == seconds.rounded()
        return isWhole ? "; write \(DurationText.text(seconds))" : nil
    }

    private static let names: Set = [
        "d", "day", "days", "h", "hour", "hours", "m", "min", "mins", "minute", "minutes", "s", "sec", "secs",
        "second", "seconds",
    ]
}
