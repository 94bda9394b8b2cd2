/// Checks that nothing was edited, removed or reordered in a `jsonl` log, across its rotated files.
package struct LogVerifier: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Reads every line once, with flat memory; `expected`, the head that the history knows, finds what was removed at the end,
    /// and `removed`, the last line that was removed on purpose, what was at the beginning.
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
                    let explanation = "reordered: what belongs before it stands in \(end.file):\(end.line)"
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
