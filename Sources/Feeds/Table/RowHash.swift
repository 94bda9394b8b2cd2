/// A stable 64-bit hash of cells (FNV-1a), with what can be seen of their bytes in passing.
package struct RowHash {
    package private(set) var value: UInt64
    /// True where a byte was 0.
    private(set) var hasNUL = false

    /// `seed`: equal cells under two seeds have two hashes.
    package init(seed: UInt64 = 0) {
        // Spread over all bits: else a seed and a first byte could stand for another seed and another byte.
        value = (0xcbf2_9ce4_8422_2325 ^ seed) &* 0x9e37_79b9_7f4a_7c15
    }

    /// True where a byte of the cell is beyond ASCII.
    package mutating func add(_ cell: ArraySlice<UInt8>) -> Bool {
        cell.withUnsafeBufferPointer { add($0) }
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var hash = value
        var all: UInt8 = 0
        var hasNUL = false
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            all |= byte
            if byte == 0 { hasNUL = true }
        }
        // The border between two cells: a byte that no text holds.
        value = (hash ^ 0xFF) &* 0x100_0000_01b3
        if hasNUL { self.hasNUL = true }
        return all > 0x7F
    }

    /// The hash of a text.
    package static func of(_ text: String) -> UInt64 {
        var hash = RowHash()
        _ = hash.add(Array(text.utf8)[...])
        return hash.value
    }
}
