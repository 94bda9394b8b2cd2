/// Joins numbered things into groups.
struct Groups {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(of: a), root(of: b))
        // The lower number leads, so that the result does not depend on the order of joining.
        if first != second { parents[max(first, second)] = min(first, second) }
    }

    /// Each group in the order of its numbers, the groups by their first.
    var all: [[Int]] {
        Dictionary(grouping: parents.indices, by: root).sorted { $0.key < $1.key }.map(\.value)
    }

    private func root(of index: Int) -> Int {
        var index = index
        while parents[index] != index { index = parents[index] }
        return index
    }
}
