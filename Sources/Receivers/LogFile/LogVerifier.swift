import FoundationEssentials

/// Checks that nothing was edited, removed or reordered in a `jsonl` log, across its rotated files.
package struct LogVerifier: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Reads every line once, with flat memory; `expected`, the head that the history knows, finds what was removed at
    /// the end, and `removed`, the last line that was removed on purpose, what was at the beginning.
    ///
    /// Throws only if a file cannot be read; a log that does not exist has no lines.
    package func verify(
        expected: LogHead = .none, removed: LogHead = .none
    ) throws(ReceiverError) -> LogVerification {
        while true {
            let rotated = try RotatedLogs(of: path)
            let verification = try verify(rotated, expected: expected, removed: removed)
            // A rotation between the listing of the files and their reading looks like a removal.
            if verification.fault == nil { return verification }
            if try RotatedLogs(of: path) == rotated { return verification }
        }
    }

    private func verify(
        _ rotated: RotatedLogs, expected: LogHead, removed: LogHead
    ) throws(ReceiverError) -> LogVerification {
        let logs = try oldestFirst(rotated)
        var verification = LogVerification(files: logs, unchecked: rotated.unreadable)
        var check = ChainCheck(expected: expected, removed: removed, mayStartAnywhere: !rotated.unreadable.isEmpty)
        var fault: LogFault?
        // The line before which others are missing.
        var gap: LineReader.Line?
        var end = (file: path, line: 0)

        reading: for log in logs {
            guard let file = try LogDescriptor(existing: log, writable: false) else { continue }
            var reader = LineReader(file)
            end = (log, 0)
            while let line = try reader.next() {
                if !line.isTerminated, reader.isDamaged { break }
                end.line += 1
                if let gap, let found = fault {
                    guard check.isMissing(line, before: gap) else { continue }
                    let explanation = "reordered: what belongs before it is in \(end.file):\(end.line)"
                    fault = LogFault(file: found.file, line: found.line, reason: .reordered, explanation: explanation)
                    break reading
                }
                guard let (reason, explanation) = check.take(line) else { continue }
                fault = LogFault(file: end.file, line: end.line, reason: reason, explanation: explanation)
                // Only where lines are missing does the rest of the log tell more: they may stand further on.
                guard reason == .removed else { break reading }
                gap = line
            }
            if reader.isDamaged, fault == nil {
                fault = LogFault(
                    file: log, line: end.line + 1, reason: .damaged,
                    explanation: "damaged: the compressed file breaks off before the end of this line")
                break
            }
        }
        if fault == nil, let (reason, explanation) = check.faultAtEnd {
            fault = LogFault(file: end.file, line: end.line, reason: reason, explanation: explanation)
        }
        verification.fault = fault
        verification.first = check.first
        verification.lines = check.lines
        verification.head = check.head
        return verification
    }

    /// The files that hold anything, by the first alert in them; one that holds none comes first, to be reported.
    private func oldestFirst(_ rotated: RotatedLogs) throws(ReceiverError) -> [String] {
        var logs = try rotated.oldestFirst(.jsonl)
        if let first = try RotatedLogs.firstSequence(of: path, .jsonl) { logs.append((path, first)) }
        return logs.sorted { $0.first < $1.first }.map(\.path)
    }
}

/// What the check of a log and its rotated files found.
package struct LogVerification: Sendable, Hashable {
    /// The files that were checked, oldest first.
    package var files: [String] = []
    /// Rotated files that other programs compressed: they cannot be checked, nor can the links to them.
    package var unchecked: [String] = []
    /// The sequence of the first line that is as it was written; 0 for none.
    package var first = 0
    /// How many lines are as they were written.
    package var lines = 0
    /// The last line that is as it was written.
    package var head = LogHead.none
    /// `nil` if nothing was edited, removed or reordered in the files that were checked.
    package var fault: LogFault?
}

/// Follows a hash chain line by line.
struct ChainCheck {
    private(set) var head = LogHead.none
    /// The sequence of the first line; 0 before it.
    private(set) var first = 0
    private(set) var lines = 0
    /// Whether the line that the history knows as its last has been seen.
    private(set) var sawExpected: Bool
    private let expected: LogHead
    private let removed: LogHead
    private var mayStartAnywhere: Bool

    /// `removed`: the last line that was removed on purpose. `mayStartAnywhere`: the beginning lies in files that
    /// cannot be read.
    init(expected: LogHead, removed: LogHead, mayStartAnywhere: Bool) {
        self.expected = expected
        self.removed = removed
        self.mayStartAnywhere = mayStartAnywhere
        sawExpected = expected.sequence == 0
    }

    /// Why this cannot be the next line; `nil` if it is.
    mutating func take(_ line: LineReader.Line) -> (reason: LogFault.Reason, explanation: String)? {
        guard line.isTerminated else { return (.torn, "truncated: the line has no end") }
        guard !line.bytes.isEmpty else { return (.empty, "the line is empty") }
        guard let chained = ChainedLine(parsing: line.bytes) else {
            return Self.isJSON(line.bytes)
                ? (.edited, "edited: its sequence, previoushash or hash is missing") : (.notJSON, "not JSON")
        }
        guard chained.hash == chained.computedHash else {
            return (.edited, "edited: its hash is \(chained.computedHash), not \(chained.hash)")
        }
        guard chained.sequence > head.sequence else {
            return (.reordered, "reordered: alert \(chained.sequence) comes after alert \(head.sequence)")
        }
        guard mayStartAnywhere || chained.previousHash == head.hash || (lines == 0 && mayStart(with: chained)) else {
            let before = Self.name(lines == 0 ? removed : head)
            return (.removed, "removed or edited: what stood between \(before) and alert \(chained.sequence)")
        }
        if chained.sequence == expected.sequence {
            guard chained.hash == expected.hash else {
                return (.edited, "edited: the history has recorded the hash \(expected.hash)")
            }
            sawExpected = true
        }
        mayStartAnywhere = false
        head = LogHead(sequence: chained.sequence, hash: chained.hash)
        if lines == 0 { first = chained.sequence }
        lines += 1
        return nil
    }

    /// Whether a line from further on belongs between the last good line and `later`.
    func isMissing(_ line: LineReader.Line, before later: LineReader.Line) -> Bool {
        guard let line = ChainedLine(parsing: line.bytes), let later = ChainedLine(parsing: later.bytes) else {
            return false
        }
        return line.sequence > head.sequence && line.sequence < later.sequence
    }

    /// Why this cannot be the end; `nil` if it may be.
    var faultAtEnd: (reason: LogFault.Reason, explanation: String)? {
        guard !sawExpected else { return nil }
        let known = "the history has written alert \(expected.sequence)"
        return (.removed, "removed: the log ends with \(Self.name(head)), \(known)")
    }

    /// A process that ends amid a removal leaves lines that were to go, and any of these may be the first.
    private func mayStart(with line: ChainedLine) -> Bool {
        line.sequence <= removed.sequence || line.previousHash == removed.hash
    }

    private static func name(_ head: LogHead) -> String {
        head.sequence == 0 ? "the beginning" : "alert \(head.sequence)"
    }

    private static func isJSON(_ line: [UInt8]) -> Bool {
        struct AnyObject: Decodable {
            private enum NoKeys: CodingKey {}
            init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: NoKeys.self) }
        }
        return (try? JSONDecoder().decode(AnyObject.self, from: Data(line))) != nil
    }
}

/// The first line at which a log is not what was written.
package struct LogFault: Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        /// The line has no end: a crash, which the next alert heals, or a cut file.
        case torn
        case empty
        case notJSON
        /// The line is not the one whose hash was recorded.
        case edited
        /// The line stands in another place than it was written.
        case reordered
        /// A compressed file ends or breaks off before this line.
        case damaged
        /// Lines before this one are missing; at the end of the log, lines after it.
        case removed
    }

    package let file: String
    /// From 1; 0 where the file has no line.
    package let line: Int
    package let reason: Reason
    /// One sentence.
    package let explanation: String

    package var description: String { "\(file):\(line): \(explanation)" }
}
