import CZlib

/// Expands what deflate has compressed piece by piece, with flat memory.
package final class Expansion {
    package enum Wrapping: Sendable {
        /// A gzip file: any number of members, one after the other.
        case gzip
        /// Nothing, as within a ZIP archive; what comes behind its end is not looked at.
        case none
    }

    package enum Step: Sendable, Hashable {
        /// What comes next; never empty.
        case bytes([UInt8])
        /// Nothing more can be said before more of the file was taken.
        case hungry
        /// The bytes are of another kind, or damaged.
        case damaged
    }

    // zlib keeps the address of its stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let wrapping: Wrapping
    private var input: [UInt8] = []
    private var position = 0
    /// Whether the file may end here: each member that was begun has come to its end, sums and all.
    package private(set) var isComplete = false

    private static let room = 1 << 16

    /// `nil` where there is no memory for the work.
    package init?(_ wrapping: Wrapping = .gzip) {
        self.wrapping = wrapping
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let result = wrapping == .gzip ? ratingwatch_inflate_init(stream) : ratingwatch_inflate_init_raw(stream)
        if result != Z_OK {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the next bytes of the file, once `next` is hungry.
    package func take(_ bytes: [UInt8]) {
        input = bytes
        position = 0
    }

    package func next() -> Step {
        while position < input.count {
            if isComplete, wrapping == .none { return .hungry }
            // Another member follows.
            if isComplete, inflateReset(stream) != Z_OK { return .damaged }
            isComplete = false
            let (bytes, result) = inflateOnce()
            guard result == Z_OK || result == Z_STREAM_END else { return .damaged }
            isComplete = result == Z_STREAM_END
            if !bytes.isEmpty { return .bytes(bytes) }
        }
        return .hungry
    }

    private func inflateOnce() -> (output: [UInt8], result: Int32) {
        var result = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: Expansion.room) { buffer, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.pointee.next_in = input.baseAddress.map { $0 + position }
                stream.pointee.avail_in = uInt(clamping: input.count - position)
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = uInt(buffer.count)
                result = inflate(stream, Z_NO_FLUSH)
                position = input.count - Int(stream.pointee.avail_in)
            }
            count = buffer.count - Int(stream.pointee.avail_out)
        }
        return (output, result)
    }
}
