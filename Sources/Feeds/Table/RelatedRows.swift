import Inspections

/// Rows on the same providers, or with the same numbers, as those that have changed: what a changed row means depends on whether
/// they are still there.
struct RelatedRows: Sendable {
    private let provider: Int?
    private let numbers: [Int]
    private var hashes: Set<UInt64> = []

    init(_ era: TableEra<Int>) {
        provider = era.provider ?? era.name
        numbers = Set(era.inspections.compactMap(\.number)).sorted()
    }

    var isEmpty: Bool { hashes.isEmpty }

    mutating func add(_ row: TableRow) {
        if let provider { hashes.insert(hash(provider, row, seed: 1)) }
        for number in numbers where row.isNumber(number) { hashes.insert(hash(number, row, seed: 2)) }
    }

    func contains(_ row: TableRow) -> Bool {
        if hashes.isEmpty { return false }
        if let provider, hashes.contains(hash(provider, row, seed: 1)) { return true }
        return numbers.contains { row.isNumber($0) && hashes.contains(hash($0, row, seed: 2)) }
    }

    private func hash(_ column: Int, _ row: TableRow, seed: UInt64) -> UInt64 {
        var hash = RowHash(seed: seed)
        _ = row.add(column, to: &hash)
        return hash.value
    }
}

extension TableRow {
    /// True where the cell holds a number of an inspection, and not what stands there for none.
    func isNumber(_ column: Int) -> Bool {
        let cell = self[column]
        if let first = cell.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) { return true }
        return Statement.number(String(decoding: cell, as: UTF8.self)) != nil
    }
}
