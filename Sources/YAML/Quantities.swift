import Text

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

    /// What to say of `1m` where days are meant as often as minutes; `nil` for anything else.
    package static func monthOrMinute(_ text: String) -> String? {
        guard text.last == "m", let count = Int(text.dropLast()), (0...1_000_000).contains(count) else { return nil }
        return "\"\(text)\" may be \(count.counted("minute")) or \(count.counted("month")); write \(count * 60)s or "
            + "\(count * 30)d"
    }

    /// The largest unit that divides it.
    package static func text(_ seconds: Double) -> String {
        let unit = units.first { seconds >= $0.seconds && seconds.truncatingRemainder(dividingBy: $0.seconds) == 0 }
        guard let unit else { return "\(Int(seconds))s" }
        return "\(Int(seconds / unit.seconds))\(unit.suffix)"
    }

    /// What to write in place of a number without a unit, and of `1h30m`, `1.5h` or `90 min`; `nil` for what is no
    /// duration at all.
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

/// Shares of a whole as the configuration writes them: `20%`.
package enum ShareText {
    /// 0 to 1; `nil` for anything else.
    package static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (0...100).contains(percent) else { return nil }
        return Double(percent) / 100
    }

    /// What to write in place of `20` or `0.2`; `nil` for what is no number or no share.
    package static func remedy(_ text: String) -> String? {
        guard let number = Double(text), (0...100).contains(number) else { return nil }
        let percent = text.contains(".") && number <= 1 ? number * 100 : number
        return percent == percent.rounded() ? "; write \(Int(percent))%" : nil
    }
}

/// Sizes as the configuration writes them: `500KB`, `20MB`, `1GB`, in powers of 1000.
package enum SizeText {
    /// `nil` for anything else.
    package static func bytes(_ text: String) -> Int? {
        let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("kB", 1000), ("B", 1)]
        guard let unit = units.first(where: { text.hasSuffix($0.0) }),
            let number = Int(text.dropLast(unit.0.count)), number >= 0, number <= 1_000_000
        else { return nil }
        return number * unit.1
    }

    /// What to write in place of a number without a unit; `nil` for what is no number.
    package static func remedy(_ text: String) -> String? {
        Int(text).flatMap { $0 > 0 ? "; write \($0)KB, \($0)MB or \($0)GB" : nil }
    }
}
