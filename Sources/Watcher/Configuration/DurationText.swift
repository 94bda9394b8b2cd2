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
}
