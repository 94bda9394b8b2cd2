import Digests

/// What tells whether two tables hold the same rows, in whatever order these lie: their number, and the sum of the
/// digests of all.
struct TableDigest: Sendable, Hashable {
    private(set) var rows = 0
    private var sum: [UInt64] = [0, 0, 0, 0]

    mutating func add(_ row: [StoredValue?]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        for value in row { TableDigest.write(value, to: &bytes) }
        let digest = SHA256.digest(of: bytes)
        var carry = false
        for part in sum.indices {
            let number = (0..<8).reduce(UInt64(0)) { $0 | UInt64(digest[part * 8 + $1]) << (8 * UInt64($1)) }
            let (first, isOver) = sum[part].addingReportingOverflow(number)
            let (second, isOverAgain) = first.addingReportingOverflow(carry ? 1 : 0)
            sum[part] = second
            carry = isOver || isOverAgain
        }
        rows += 1
    }

    /// 64 hexadecimal digits.
    var text: String {
        sum.reversed().map { part in
            let digits = String(part, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// A value's kind, its length where it has one, and itself: no two rows are written alike.
    private static func write(_ value: StoredValue?, to bytes: inout [UInt8]) {
        switch value {
        case nil: bytes.append(0)
        case .integer(let number):
            bytes.append(1)
            write(UInt64(bitPattern: number), to: &bytes)
        case .real(let number):
            bytes.append(2)
            write(number.bitPattern, to: &bytes)
        case .text(let text):
            bytes.append(3)
            write(UInt64(text.utf8.count), to: &bytes)
            bytes += text.utf8
        case .bytes(let value):
            bytes.append(4)
            write(UInt64(value.count), to: &bytes)
            bytes += value
        }
    }

    private static func write(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }
}
