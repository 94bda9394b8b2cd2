/// JSON's escapes of UTF-16 code units.
enum JSONEscapes {
    /// The text with the sign for an unknown character in place of each half of a pair that stands alone: one of them
    /// would make the whole document unreadable.
    static func mended(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
        var mended: [UInt8] = []
        mended.reserveCapacity(bytes.count)
        var place = 0
        func unit(at place: Int) -> UInt32? {
            guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
            else {
                return nil
            }
            return UInt32(String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16)
        }
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "\\") else {
                mended.append(bytes[place])
                place += 1
                continue
            }
            guard let first = unit(at: place), (0xD800..<0xE000).contains(first) else {
                mended += bytes[place..<min(place + 2, bytes.count)]
                place += 2
                continue
            }
            if first < 0xDC00, let second = unit(at: place + 6), (0xDC00..<0xE000).contains(second) {
                mended += bytes[place..<(place + 12)]
                place += 12
            } else {
                mended += Array("\\ufffd".utf8)
                place += 6
            }
        }
        return mended
    }
}
