import CZlib

/// gzip, RFC 1952: what it writes, `zcat` shows.
package enum Gzip {
    /// The file that holds these bytes; `nil` where there are 4 GB of them or more, or no memory for the work.
    package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let count = uInt(exactly: bytes.count) else { return nil }
        var stream = z_stream()
        guard ratingwatch_deflate_init(&stream) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, uLong(count)))
        let (output, result) = run(&stream, on: bytes, room: room) { deflate(&$0, Z_FINISH) }
        return result == Z_STREAM_END ? output : nil
    }

    /// The bytes that a file of one member holds; `nil` for one that is damaged.
    package static func expanded(_ file: [UInt8]) -> [UInt8]? {
        // The file's own word for its content's length is believed as far as deflate can go: 1032 bytes out of one.
        let length = file.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard uInt(exactly: file.count) != nil, file.count >= 18, length <= file.count * 1032 else { return nil }
        var stream = z_stream()
        guard ratingwatch_inflate_init(&stream) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        let (output, result) = run(&stream, on: file, room: max(1, length)) { inflate(&$0, Z_FINISH) }
        return result == Z_STREAM_END && output.count == length ? output : nil
    }

    private static func run(
        _ stream: inout z_stream, on input: [UInt8], room: Int, _ step: (inout z_stream) -> Int32
    ) -> (output: [UInt8], result: Int32) {
        // zlib never writes to its input, though the pointer's type would let it.
        var input = input
        var result = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = uInt(clamping: buffer.count)
                result = step(&stream)
            }
            count = Int(stream.total_out)
        }
        return (output, result)
    }
}

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
