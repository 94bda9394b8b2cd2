import Compression

/// Reads what a log holds beyond a head, and changes nothing.
struct LogTail {
    let head: LogHead
    let format: LogFormat
    private(set) var alerts: [LoggedAlert] = []

    private static let window = 1 << 16
    /// No log comes so far; a line with a higher number is somebody else's.
    private static let mostAlerts = 1 << 48

    init(beyond head: LogHead, format: LogFormat) {
        self.head = head
        self.format = format
    }

    /// Tells whether the file reaches back to the head.
    mutating func take(_ file: LogDescriptor) throws(ReceiverError) -> Bool {
        var (start, reachesHead) = try file.isCompressed() ? (0, false) : try start(in: file)
        var reader = LineReader(file, from: start)
        while let line = try reader.next() {
            guard line.isTerminated, let alert = format.alert(of: line.bytes), alert.sequence < Self.mostAlerts
            else { continue }
            if alert.sequence > head.sequence { alerts.append(alert) } else { reachesHead = true }
        }
        return reachesHead
    }

    /// The offset of a line that the head covers, as near the end as windows go; 0 if the file holds none.
    func start(in file: LogDescriptor) throws(ReceiverError) -> (offset: Int, reachesHead: Bool) {
        var start = try file.size()
        while start > 0 {
            start = max(0, start - Self.window)
            var reader = LineReader(file, from: start)
            if start > 0 { _ = try reader.next() }
            while let line = try reader.next() {
                guard line.isTerminated, let lineHead = format.head(of: line.bytes, after: head) else { continue }
                if lineHead.sequence <= head.sequence { return (line.offset, true) }
                break
            }
        }
        return (0, false)
    }
}

extension LogFile {
    /// What the log holds beyond `head`, across its rotated files, in order of sequence.
    package func alerts(beyond head: LogHead) throws(ReceiverError) -> [LoggedAlert] {
        var tail = LogTail(beyond: head, format: format)
        var isReached = false
        if let file = try LogDescriptor(existing: path, writable: false) { isReached = try tail.take(file) }
        if !isReached {
            for sibling in try RotatedLogs(of: path).oldestFirst(format).reversed() where !isReached {
                guard let rotated = try LogDescriptor(existing: sibling.path, writable: false) else { continue }
                isReached = try tail.take(rotated)
            }
        }
        return tail.alerts.sorted { $0.sequence < $1.sequence }
    }

    /// The first line of a log that does not keep all of its files, and what it follows; `nil` for any other.
    package func beginning() throws(ReceiverError) -> (dropped: LogHead, first: LogHead)? {
        guard format == .jsonl, rotation?.keep != nil else { return nil }
        let oldest = try RotatedLogs(of: path).oldestFirst(format).first { $0.first > 0 }?.path ?? path
        guard let file = try LogDescriptor(existing: oldest, writable: false) else { return nil }
        var reader = LineReader(file)
        while let line = try reader.next() {
            guard let first = ChainedLine(parsing: line.bytes), first.hash == first.computedHash else { continue }
            return (
                LogHead(sequence: first.sequence - 1, hash: first.previousHash),
                LogHead(sequence: first.sequence, hash: first.hash)
            )
        }
        return nil
    }
}

extension LogFormat {
    /// The alert whose line it is; `nil` if it is none's.
    fileprivate func alert(of line: [UInt8]) -> LoggedAlert? {
        switch self {
        case .jsonl: ChainedLine(parsing: line).map { LoggedAlert(sequence: $0.sequence, id: $0.id, text: []) }
        case .text: TextLine.sequence(of: line).map { LoggedAlert(sequence: $0, id: nil, text: line) }
        }
    }
}

/// Reads a log line by line from an offset on, with flat memory; one that is gzip from its beginning, as what it
/// expands to.
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
