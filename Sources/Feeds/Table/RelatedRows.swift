import Inspections

/// Rows on the same providers, or with the same numbers, as those that have changed or are gone: what these mean
/// depends on whether the others are still there.
struct RelatedRows: Sendable {
    private let provider: [Int]
    private let numbers: [Int]
    private var hashes: Set<UInt64> = []
    /// Of providers of rows that are gone, as their fingerprints hold them.
    private var removed: Set<UInt64> = []

    init(_ era: TableEra<Int>) {
        provider = era.who
        numbers = Set(era.inspections.compactMap(\.number)).sorted()
    }

    var isEmpty: Bool { hashes.isEmpty && removed.isEmpty }

    /// A hash of a row whose upper bits tell whose it is, also when the row itself is no longer there to be asked.
    func fingerprint(of row: TableRow, hash: UInt64) -> Int64 {
        let who = provider.isEmpty ? 0 : self.hash(provider, row, seed: 1)
        let low: UInt64 = (1 << RelatedRows.bits) - 1
        return Int64(bitPattern: (who & ~low) | (hash & low))
    }

    /// Bits of a fingerprint that tell one row of a provider from another; the 24 above them tell the provider. Where
    /// two providers share these, a row too many is looked at.
    private static let bits: UInt64 = 40

    /// Takes note of the providers of rows that a table had `before` and has no longer. Both ascend.
    mutating func add(removed before: [Int64], insteadOf now: [Int64]) {
        var next = 0
        for fingerprint in before {
            while next < now.count, now[next] < fingerprint { next += 1 }
            if next < now.count, now[next] == fingerprint { continue }
            removed.insert(UInt64(bitPattern: fingerprint) >> RelatedRows.bits)
        }
    }

    mutating func add(_ row: TableRow) {
        if !provider.isEmpty { hashes.insert(hash(provider, row, seed: 1)) }
        for number in numbers where row.isNumber(number) { hashes.insert(hash([number], row, seed: 2)) }
    }

    func contains(_ row: TableRow) -> Bool {
        if isEmpty { return false }
        if !provider.isEmpty {
            let who = hash(provider, row, seed: 1)
            if hashes.contains(who) || removed.contains(who >> RelatedRows.bits) { return true }
        }
        return numbers.contains { row.isNumber($0) && hashes.contains(hash([$0], row, seed: 2)) }
    }

    private func hash(_ columns: [Int], _ row: TableRow, seed: UInt64) -> UInt64 {
        var hash = RowHash(seed: seed)
        for column in columns { _ = row.add(column, to: &hash) }
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
