/// Reads a log line by line from an offset on, with flat memory.
struct LineReader {
    struct Line {
        /// Without the line break.
        let bytes: [UInt8]
        /// Of its first byte in the file.
        let offset: Int
        /// Whether a line break ends it.
        let isTerminated: Bool
    }

    private static let chunkLength = 1 << 16
    private let file: LogDescriptor
    private var chunk: [UInt8] = []
    private var position = 0
    private var nextRead: Int

    init(_ file: LogDescriptor, from offset: Int = 0) {
        self.file = file
        nextRead = offset
    }

    /// `nil` at the end of the file.
    mutating func next() throws(ReceiverError) -> Line? {
        let start = nextRead - (chunk.count - position)
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
        chunk = try file.read(Self.chunkLength, at: nextRead)
        position = 0
        nextRead += chunk.count
        return !chunk.isEmpty
    }
}
