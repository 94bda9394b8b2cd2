/// What a log already holds beyond the head that the history knows.
struct HeldAlerts {
    private let head: LogHead
    private let format: LogFormat
    private let pending: [Int: AlertRecord]
    /// By sequence, of those that were found.
    private(set) var found: [Int: LogHead] = [:]
    /// The head, or the last alert that was found beyond it.
    private(set) var last: LogHead

    init(pending: [AlertRecord], after head: LogHead, format: LogFormat) {
        self.head = head
        self.format = format
        self.pending = Dictionary(pending.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
        last = head
    }

    /// Takes what a file holds beyond the head, cuts away what a crash left unfinished at its end, and tells whether
    /// the file reaches back to the head. A compressed one is read as a whole, and left as it is.
    mutating func takeTail(of file: LogDescriptor) throws(ReceiverError) -> Bool {
        let isCompressed = try file.isCompressed()
        var (start, reachesHead) = isCompressed ? (0, false) : try LogTail(beyond: head, format: format).start(in: file)
        var isAhead = false
        var reader = LineReader(file, from: start)
        while let line = try reader.next() {
            // Zero bytes are blocks that a power cut kept from the disk.
            if !line.isTerminated || line.bytes.contains(0) {
                if !isCompressed { try cut(file, at: line) }
                break
            }
            guard let lineHead = format.head(of: line.bytes, after: head) else { continue }
            guard lineHead.sequence > head.sequence else {
                reachesHead = true
                continue
            }
            isAhead = true
            if lineHead.sequence > last.sequence { last = lineHead }
            if let alert = pending[lineHead.sequence], format.holds(line.bytes, alert) {
                found[lineHead.sequence] = lineHead
            }
        }
        // The lines may have been written but not synced when the process ended.
        if isAhead { try file.sync() }
        return reachesHead
    }

    /// Alerts that the log is already past without holding them belong to another history: to go on would lose them.
    func checkOwnership(of path: String) throws(ReceiverError) {
        let strangers = pending.keys.filter { $0 <= last.sequence && found[$0] == nil }
        guard let sequence = strangers.min() else { return }
        throw ReceiverError(
            operation: "append to", subject: path,
            cause: "it ends with alert \(last.sequence), but alert \(sequence) is missing or another one",
            hint: "it was written for another history: a restart of the daemon continues after it")
    }

    private func cut(_ file: LogDescriptor, at line: LineReader.Line) throws(ReceiverError) {
        guard line.bytes.first == format.opening || line.bytes.first == 0 else {
            throw ReceiverError(
                operation: "append to", subject: file.path, cause: "its end is not a log of alerts",
                hint: "move the file away")
        }
        try file.cut(to: line.offset)
    }
}
