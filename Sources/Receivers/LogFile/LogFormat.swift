/// How alerts stand in a log file; the raw value is the word of the configuration.
package enum LogFormat: String, CaseIterable, Sendable {
    /// The alert's body with its link of the hash chain.
    case jsonl
    /// One readable line.
    case text

    /// The alert as it follows `head`, without its line break, and the head after it.
    func line(of alert: AlertRecord, after head: LogHead) throws(ReceiverError) -> (bytes: [UInt8], head: LogHead) {
        switch self {
        case .jsonl:
            let line = try ChainedLine(body: alert.body, sequence: alert.sequence, previousHash: head.hash)
            return (line.bytes, LogHead(sequence: alert.sequence, hash: line.hash))
        case .text:
            let line = TextLine(sequence: alert.sequence, text: alert.line)
            return (line.bytes, LogHead(sequence: alert.sequence, hash: head.hash))
        }
    }

    /// The head after a line that a log holds; `nil` if it is no alert's line.
    func head(of line: [UInt8], after head: LogHead) -> LogHead? {
        switch self {
        case .jsonl: ChainedLine(parsing: line).map { LogHead(sequence: $0.sequence, hash: $0.hash) }
        case .text: TextLine.sequence(of: line).map { LogHead(sequence: $0, hash: head.hash) }
        }
    }

    /// The sequence of a line that nobody has edited, as far as it tells by itself; `nil` for any other.
    func sequence(ofWritten line: [UInt8]) -> Int? {
        switch self {
        case .jsonl: ChainedLine(parsing: line).flatMap { $0.hash == $0.computedHash ? $0.sequence : nil }
        case .text: TextLine.sequence(of: line)
        }
    }

    /// Whether a line that a log holds is this alert's.
    func holds(_ line: [UInt8], _ alert: AlertRecord) -> Bool {
        switch self {
        case .jsonl: line.starts(with: alert.body.utf8.dropLast())
        case .text: line == TextLine(sequence: alert.sequence, text: alert.line).bytes
        }
    }

    /// The first byte of every line, by which an unfinished one is known for our own.
    var opening: UInt8 {
        switch self {
        case .jsonl: UInt8(ascii: "{")
        case .text: UInt8(ascii: "[")
        }
    }
}
