import Compression

/// Reads a log line by line from an offset on, with flat memory; one that is gzip from its beginning, as what it expands to.
struct LineReader {
    struct Line {
        /// Without the line break.
        let bytes: [UInt8]
        /// Of its first byte in the file, or in what the file expands to.
        let offset: Int
        /// Whether a line break ends it.
        let isTerminated: Bool
    }

    private static let chunkLength = 1 << 16
    private let file: LogDescriptor
    private var chunk: [UInt8] = []
    private var position = 0
    /// Of the first byte behind the chunk, in what lines are made of.
    private var end: Int
    private var nextRead: Int
    private var expansion: Expansion?
    /// True once the end was reached of a gzip file that is cut off or damaged: what came before is true to it.
    private(set) var isDamaged = false

    init(_ file: LogDescriptor, from offset: Int = 0) {
        self.file = file
        end = offset
        nextRead = offset
    }

    /// `nil` at the end of the file.
    mutating func next() throws(ReceiverError) -> Line? {
        let start = end - (chunk.count - position)
        var bytes: [UInt8] = []
        repeat {
            if let end = chunk[position...].firstIndex(of: UInt8(ascii: "\n")) {
                bytes += chunk[position..<end]
                position = end + 1
                return Line(bytes: bytes, offset: start, isTerminated: true)
            }
            bytes += chunk[position...]
        } while try fill()
        return bytes.isEmpty ? nil : Line(bytes: bytes, offset: start, isTerminated: false)
    }

    private mutating func fill() throws(ReceiverError) -> Bool {
        if nextRead == 0, try file.isCompressed() { expansion = Expansion() }
        chunk = if let expansion { try expand(by: expansion) } else { try read() }
        position = 0
        end += chunk.count
        return !chunk.isEmpty
    }

    private mutating func read() throws(ReceiverError) -> [UInt8] {
        let bytes = try file.read(Self.chunkLength, at: nextRead)
        nextRead += bytes.count
        return bytes
    }

    /// None at the end.
    private mutating func expand(by expansion: Expansion) throws(ReceiverError) -> [UInt8] {
        while !isDamaged {
            switch expansion.next() {
            case .bytes(let bytes): return bytes
            case .damaged: isDamaged = true
            case .hungry:
                let bytes = try read()
                if bytes.isEmpty {
                    isDamaged = !expansion.isComplete
                    return []
                }
                expansion.take(bytes)
            }
        }
        return []
    }
}
