import Synchronization

/// Where a table lies that is written out of another file while it is read.
package protocol TableSpool: TableContent {
    func write(_ bytes: [UInt8]) throws(TableFault)
}

/// A table that lies in memory.
package final class MemorySpool: TableSpool {
    private let content = Mutex<[UInt8]>([])

    package init() {}

    package func write(_ bytes: [UInt8]) throws(TableFault) { content.withLock { $0 += bytes } }

    package func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8] {
        content.withLock { Array($0.dropFirst(offset).prefix(count)) }
    }
}
