import History
import Inspections
import Text

/// The ratings of one region's providers: read by id, as they lie in the record, so that no page of it is read twice,
/// and printed by name. What was read is made ready while more is, and on each processor.
struct RegionalRatings: Sendable {
    /// Takes what is asked for; a copy for each block.
    private let report: RatingsReport
    /// By name.
    private let providers: [Provider]
    /// Of each provider by its place among them: where it is.
    private var parts: [(block: Int, range: Range<Int>)]
    private var blocks: [[UInt8]] = []
    private var table: TextTable
    /// Of the grades that were taken.
    private(set) var count = 0

    /// Of more than these not all is held until it is printed.
    static let maxProviders = 32_768

    /// Providers of a block.
    private static let atATime = 1_024
    /// Blocks at work: one is read, the others are made ready.
    private static let maxConcurrent = 3

    /// What is printed of some providers: bytes, or rows of a table.
    private struct Block: Sendable {
        let number: Int
        var bytes: [UInt8] = []
        var table: TextTable
        var count = 0
        /// With the places of the providers.
        var parts: [(place: Int, range: Range<Int>)] = []
    }

    /// `providers`: by name.
    init(report: RatingsReport, providers: [Provider]) {
        self.report = report
        self.providers = providers
        parts = Array(repeating: (0, 0..<0), count: providers.count)
        table = report.table
    }

    /// `know`: what is known of some, in the order given; those without any grade are left out.
    mutating func read(_ know: @escaping @Sendable ([Provider]) async throws -> [StoredRatings]) async throws {
        let order = providers.indices.sorted { providers[$0].id < providers[$1].id }
        let chunks = stride(from: 0, to: order.count, by: RegionalRatings.atATime).map {
            Array(order[$0..<min($0 + RegionalRatings.atATime, order.count)])
        }
        blocks = Array(repeating: [], count: chunks.count)
        let ratings = self
        try await withThrowingTaskGroup(of: Block.self) { group in
            for (number, places) in chunks.enumerated() {
                if number >= RegionalRatings.maxConcurrent, let block = try await group.next() { take(block) }
                group.addTask {
                    let known = try await know(places.map { ratings.providers[$0] })
                    return try ratings.block(number, of: places, known)
                }
            }
            for try await block in group { take(block) }
        }
    }

    private func block(_ number: Int, of places: [Int], _ known: [StoredRatings]) throws -> Block {
        var report = report
        var block = Block(number: number, table: report.table)
        var rest = places[...]
        for rated in known {
            guard let at = rest.firstIndex(where: { providers[$0].id == rated.provider.id }) else { continue }
            rest = rest[(at + 1)...]
            let begin = report.end(block.bytes)
            block.count += try report.add(rated, isNamesake: isNamesake(places[at]), to: &block.bytes)
            block.parts.append((places[at], begin..<report.end(block.bytes)))
        }
        block.table = report.table
        return block
    }

    private mutating func take(_ block: Block) {
        let rows = table.count
        for (place, range) in block.parts {
            parts[place] = (block.number, range.lowerBound + rows..<range.upperBound + rows)
        }
        blocks[block.number] = block.bytes
        table.append(block.table)
        count += block.count
    }

    /// Its neighbour in the list is called the same.
    private func isNamesake(_ place: Int) -> Bool {
        let name = providers[place].name
        return (place > 0 && providers[place - 1].name == name)
            || (place + 1 < providers.count && providers[place + 1].name == name)
    }

    /// False where nobody reads on.
    func print(after head: String, _ style: TerminalStyle, _ print: (String) -> Bool) -> Bool {
        if report.format == .table { return table.print(style, order: parts.flatMap(\.range), print) }
        var piece = Array(head.utf8)
        for (block, range) in parts {
            piece += blocks[block][range]
            if !piece.print(above: TextTable.printedAtOnce, print) { return false }
        }
        return piece.print(print)
    }
}
