extension [UInt8] {
    /// The index after the first `mark` at or after `from`; the end where there is none.
    func index(after mark: StaticString, from: Int) -> Int {
        var index = Swift.min(from, count)
        while let next = self[index...].firstIndex(of: mark.utf8Start[0]) {
            if holds(mark, at: next) { return next + mark.utf8CodeUnitCount }
            index = next + 1
        }
        return count
    }

    /// Whether `word` stands at `index`.
    func holds(_ word: StaticString, at index: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= count else { return false }
        for offset in 0..<length where self[index + offset] != word.utf8Start[offset] { return false }
        return true
    }
}
