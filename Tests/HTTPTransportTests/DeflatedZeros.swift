/// A gzip stream of zeros, written by hand: about a thousandth to a hundredth of what it becomes. Its checksum is right
/// for what it holds (RFC 1951, 3.2.6; RFC 1952).
struct DeflatedZeros {
    let count: Int

    var gzip: [UInt8] {
        var bits = Bits()
        bits.append(1, count: 1)  // last block
        bits.append(1, count: 2)  // fixed codes, least significant bit first
        bits.appendCode(0x30, count: 8)  // the literal 0
        let matches = (count - 1) / 258
        for _ in 0..<matches {
            bits.appendCode(0xC5, count: 8)  // 258 bytes ...
            bits.appendCode(0, count: 5)  // ... from one byte before
        }
        for _ in 0..<(count - 1 - matches * 258) { bits.appendCode(0x30, count: 8) }
        bits.appendCode(0, count: 7)  // end of block
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        return header + bits.bytes + Self.littleEndian(checksum) + Self.littleEndian(UInt32(count))
    }

    private var checksum: UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for _ in 0..<(count * 8) { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        return ~crc
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private struct Bits {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, count: Int) {
            for bit in 0..<count { appendBit(value >> bit & 1) }
        }

        /// Huffman codes stand with their most significant bit first.
        mutating func appendCode(_ code: Int, count: Int) {
            for bit in (0..<count).reversed() { appendBit(code >> bit & 1) }
        }

        private mutating func appendBit(_ bit: Int) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(bit << used)
            used += 1
        }
    }
}
