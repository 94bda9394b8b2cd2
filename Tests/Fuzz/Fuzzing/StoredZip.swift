import Compression

/// A ZIP archive of files as they are, with right sums.
package enum StoredZip {
    package static func archive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        var list: [UInt8] = []
        for file in files {
            var crc = RunningCRC32()
            crc.add(file.bytes)
            let name = Array(file.name.utf8)
            let common =
                number(20, 2) + number(0, 8) + number(Int(crc.value), 4) + number(file.bytes.count, 4)
                + number(file.bytes.count, 4) + number(name.count, 2) + number(0, 2)
            list += number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 10) + number(archive.count, 4) + name
            archive += number(0x0403_4B50, 4) + common + name + file.bytes
        }
        let start = archive.count
        archive += list + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
        return archive + number(list.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func number(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? number >> (8 * $0) : 0) }
    }
}
