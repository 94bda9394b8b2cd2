extension [UInt8] {
    /// The index after the first `mark` at or after `from`; the end where there is none.
    func index(after mark: String, from: Int) -> Int {
        guard let first = mark.utf8.first else { return from }
        var index = Swift.min(from, count)
        while let next = self[index...].firstIndex(of: first) {
            if self[next...].starts(with: mark.utf8) { return next + mark.utf8.count }
            index = next + 1
        }
        return count
    }
}
