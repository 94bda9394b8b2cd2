/// Where a cell's bytes stand within those of its row's chunk.
struct TableCell {
    let start: Int
    let end: Int
    /// True where quotation marks within it are doubled.
    let isDoubled: Bool
}
