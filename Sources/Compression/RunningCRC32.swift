import CZlib

/// The checksum of a ZIP archive's files, computed while their bytes come in.
package struct RunningCRC32: Sendable {
    package private(set) var value: UInt32 = 0

    package init() {}

    package mutating func add(_ bytes: [UInt8]) {
        value = bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: crc32(uLong(value), $0.baseAddress, uInt(clamping: $0.count)))
        }
    }
}
