import Glibc

extension String {
    /// Whether `mark`, ASCII, stands in it. By bytes: the texts of feeds are long.
    func holds(_ mark: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            let length = mark.utf8CodeUnitCount
            guard var next = bytes.baseAddress, bytes.count >= length else { return false }
            let last = next + bytes.count - length
            while next <= last, let found = memchr(next, Int32(mark.utf8Start[0]), last - next + 1) {
                if memcmp(found, mark.utf8Start, length) == 0 { return true }
                next = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
            }
            return false
        }
    }
}
