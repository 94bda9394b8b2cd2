/// The bytes of a table, which need not lie in memory all at once.
package protocol TableContent: Sendable {
    /// The bytes from `offset` on, at most `count`; none at the end.
    func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8]
}

extension [UInt8]: TableContent {
    package func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8] {
        Array(dropFirst(offset).prefix(count))
    }
}
