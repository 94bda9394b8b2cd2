/// The elements that are open at a place of an XML document; tells what an end tag closes where tags do not match.
struct OpenTags {
    private let input: [UInt8]
    /// Where their names stand in the input.
    private var names: [Range<Int>] = []

    init(in input: [UInt8]) { self.input = input }

    var depth: Int { names.count }

    mutating func begin(_ name: Range<Int>) { names.append(name) }

    /// Ends the innermost element where it has this name.
    mutating func endInnermost(_ name: Range<Int>) -> Bool {
        guard let innermost = names.last, isSame(innermost, name) else { return false }
        names.removeLast()
        return true
    }

    /// The names that this end tag closes, innermost first: its own last, those that nobody closed before it; none for an
    /// end tag that nothing began.
    mutating func end(_ name: Range<Int>) -> [ArraySlice<UInt8>] {
        guard let index = names.lastIndex(where: { isSame($0, name) }) else { return [] }
        defer { names.removeSubrange(index...) }
        return names[index...].reversed().map { input[$0] }
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard a.count == b.count else { return false }
        for offset in 0..<a.count where input[a.lowerBound + offset] != input[b.lowerBound + offset] { return false }
        return true
    }
}
