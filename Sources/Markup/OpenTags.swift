/// The elements that are open at a place of an XML document; tells what an end tag closes where tags do not match.
struct OpenTags {
    private var names: [ArraySlice<UInt8>] = []

    var depth: Int { names.count }

    mutating func begin(_ name: ArraySlice<UInt8>) { names.append(name) }

    /// The names that this end tag closes, innermost first: its own last, those that nobody closed before it; none for an
    /// end tag that nothing began.
    mutating func end(_ name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        guard let index = names.lastIndex(where: { $0.elementsEqual(name) }) else { return [] }
        defer { names.removeSubrange(index...) }
        return names[index...].reversed()
    }
}
