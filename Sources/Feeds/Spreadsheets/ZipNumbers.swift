/// Numbers of a ZIP archive, least byte first; 0 beyond the end.
struct ZipBytes {
    private let bytes: [UInt8]
    private let start: Int

    /// What stands for a number that is too large for four bytes.
    static let elsewhere = 0xFFFF_FFFF

    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        self.start = start
    }

    /// Negative for one of eight bytes that no file can have.
    func number(_ offset: Int, _ count: Int) -> Int {
        (0..<count).reversed().reduce(0) { number, index in
            let place = start + offset + index
            return number << 8 | (place < bytes.count ? Int(bytes[place]) : 0)
        }
    }
}

/// The numbers of one file that are too large for their places: they stand behind its name, in order (ZIP64).
struct ZipLargeNumbers {
    private var numbers: [Int] = []

    private static let tag = 1

    /// `extra`: what stands behind the name, in so many bytes.
    init(_ extra: ZipBytes, count: Int) {
        var place = 0
        while place + 4 <= count {
            let length = extra.number(place + 2, 2)
            if extra.number(place, 2) == ZipLargeNumbers.tag, place + 4 + length <= count {
                numbers = (0..<length / 8).map { extra.number(place + 4 + $0 * 8, 8) }
                return
            }
            place += 4 + length
        }
    }

    /// The next one, where `small` says that it stands here. One that is not there, or that no file can have, is left
    /// as it is, which leads beyond the archive's end.
    mutating func number(or small: Int) -> Int {
        guard small == ZipBytes.elsewhere, let large = numbers.first else { return small }
        numbers.removeFirst()
        return large < 0 ? small : large
    }
}
