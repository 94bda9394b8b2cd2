/// Seconds since midnight.
struct TimeOfDay {
    var seconds = 0

    init() {}

    /// Reads `18:28`, `18:28:36`, `18:28:36.5`, `1828`, `182836`; `nil` for anything else.
    init?(_ text: Substring) {
        let whole = text.prefix { $0 != "." && $0 != "," }
        guard text[whole.endIndex...].dropFirst().allSatisfy(\.isNumber) else { return nil }
        var parts = whole.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 1, whole.count == 4 || whole.count == 6 {
            parts = stride(from: 0, to: whole.count, by: 2).map { whole.dropFirst($0).prefix(2) }
        }
        guard (2...3).contains(parts.count) else { return nil }
        let numbers = parts.compactMap { $0.count <= 2 && $0.allSatisfy(\.isNumber) ? Int($0) : nil }
        guard numbers.count == parts.count, numbers[0] <= 24, numbers[1] < 60 else { return nil }
        let second = numbers.count == 3 ? numbers[2] : 0
        guard second <= 60, numbers[0] < 24 || (numbers[1] == 0 && second == 0) else { return nil }
        seconds = numbers[0] * 3_600 + numbers[1] * 60 + second
    }
}
