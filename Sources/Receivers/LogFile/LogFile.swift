import System
import YAML

/// The receiver kind `log-file`: writes each alert exactly once, in order of sequence, whenever the process or the
/// machine may stop.
///
/// The file may be ahead of the history, when the process ended between writing and recording: what the file holds then
/// counts as written. It is opened anew for each batch, so it may be renamed or truncated by rotation at any time.
package struct LogFile: Sendable {
    package let path: String
    package let format: LogFormat
    /// `nil` where others rotate it, or nobody does.
    package let rotation: LogRotation?

    package init(path: String, format: LogFormat, rotation: LogRotation? = nil) {
        self.path = path
        self.format = format
        self.rotation = rotation
    }

    /// The line that it would write; of a jsonl log without the hashes, which depend on the line before.
    func preview(_ alert: AlertRecord) -> MessagePreview {
        let line =
            switch format {
            case .jsonl: alert.body
            case .text: String(decoding: TextLine(sequence: alert.sequence, text: alert.line).bytes, as: UTF8.self)
            }
        return MessagePreview(fields: [("Log", path)], body: line, html: nil)
    }

    /// Whether a file at `other` would be taken for a rotated one of the log at `path`.
    package static func isRotated(_ other: String, of path: String) -> Bool {
        RotatedLogs.wouldHold(other, of: path)
    }

    /// Throws where the file cannot be opened for writing, with the remedy; creates it where it is missing.
    package func checkWritable() throws(ReceiverError) {
        _ = try LogDescriptor(creating: path)
    }

    /// Appends the alerts that neither the head nor the file has, and returns the new head once all is on the disk.
    ///
    /// Throws with nothing lost: the same call with the same head may be made again. `note` is told the end of each of
    /// their lines, when the file holds all of them.
    package func append(
        _ alerts: [AlertRecord], after head: LogHead, note: (LogHead) -> Void = { _ in }
    ) throws(ReceiverError) -> LogHead {
        let pending = alerts.filter { $0.sequence > head.sequence }.sorted { $0.sequence < $1.sequence }
        guard !pending.isEmpty else { return head }
        let file = try LogDescriptor(creating: path)
        var held = HeldAlerts(pending: pending, after: head, format: format)
        if try !held.takeTail(of: file) {
            let siblings = try RotatedLogs(of: path).oldestFirst(format)
            var isReached = false
            for sibling in siblings.filter({ $0.first == 0 }) + siblings.filter({ $0.first > 0 }).reversed() {
                guard let rotated = try openRotated(sibling.path) else { continue }
                // To expand all of an archive is dear, and those behind the head hold nothing that is looked for.
                if isReached, try rotated.isCompressed() { continue }
                if try held.takeTail(of: rotated) { isReached = true }
            }
        }
        try held.checkOwnership(of: path)

        var newHead = held.last
        var batch: [UInt8] = []
        var lines = Array(held.found.values)
        for alert in pending where alert.sequence > newHead.sequence {
            let line = try format.line(of: alert, after: newHead)
            batch += line.bytes
            batch.append(UInt8(ascii: "\n"))
            newHead = line.head
            lines.append(newHead)
        }
        if !batch.isEmpty { try write(batch, to: file) }
        for line in lines { note(line) }
        return newHead
    }

    /// Writable if it may be, so that a torn end can be cut; an archive that was made read only can still be read.
    private func openRotated(_ path: String) throws(ReceiverError) -> LogDescriptor? {
        do {
            return try LogDescriptor(existing: path, writable: true)
        } catch {
            return try LogDescriptor(existing: path, writable: false)
        }
    }

    private func write(_ batch: [UInt8], to file: LogDescriptor) throws(ReceiverError) {
        let length = try file.size()
        // Before the first line, so that every file with lines has a durable name.
        if length == 0 { try file.syncFolder() }
        do {
            try file.append(batch)
            try file.sync()
        } catch {
            // Should this fail too, the next batch cuts what is torn and keeps what is whole.
            try? file.cut(to: length)
            throw error
        }
    }
}

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

/// A line of a text log: `[42] ` and the sentence, in which no character can break the line or disguise it.
struct TextLine: Hashable {
    let bytes: [UInt8]

    init(sequence: Int, text: String) {
        var line = "[\(sequence)] "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case _ where TextLine.isUnsafe(scalar): line += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        bytes = Array(line.utf8)
    }

    /// The sequence a line begins with; `nil` if it is not of this form.
    static func sequence(of line: [UInt8]) -> Int? {
        guard line.first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]")),
            line.dropFirst(end + 1).first == UInt8(ascii: " "), !line.contains(0)
        else { return nil }
        return DecimalDigits.number(line[1..<end])
    }

    /// Controls (they move a terminal's cursor), Unicode's line breaks, and the marks that reverse the direction of
    /// text.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension LogFile {
    static let keys = ["path", "format", "rotate"]

    init?(_ mapping: YAMLMapping, logs: String) {
        let path = mapping.required("path")?.filePath()
        let format = mapping.required("format")?.choice(LogFormat.self)
        let rotation = mapping["rotate"].map { LogRotation($0) }
        guard let path = path.map({ LogFile.absolute($0, logs: logs) }), let format else { return nil }
        if FileFault.isFolder(path) { mapping["path"]?.problem("\(path) is a folder; name a file in it") }
        self.init(path: path, format: format, rotation: rotation ?? nil)
    }

    /// However it is spelt, one file has one path.
    package static func absolute(_ path: String, logs: String) -> String {
        PlainPath.of(path.hasPrefix("/") ? path : logs + "/" + path)
    }
}
