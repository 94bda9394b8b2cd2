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
