/// Checks that nothing was edited, removed or reordered in a `jsonl` log, across its rotated files.
package struct LogVerifier: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Reads every line once, with flat memory; `expected`, the head that the history knows, finds what was removed at the end.
    ///
    /// Throws only if a file cannot be read; a log that does not exist has no lines.
    package func verify(expected: LogHead = .none) throws(ReceiverError) -> LogVerification {
        let rotated = try RotatedLogs(of: path)
        let logs = try oldestFirst(rotated.plain + [path])
        var verification = LogVerification(files: logs.map(\.path), unchecked: rotated.compressed)
        var check = ChainCheck(expected: expected, mayStartAnywhere: !rotated.compressed.isEmpty)
        var gap: (fault: LogFault, line: LineReader.Line)?
        var end = (file: path, line: 0)

        reading: for log in logs {
            var reader = LineReader(log)
            end = (log.path, 0)
            while let line = try reader.next() {
                end.line += 1
                if let found = gap {
                    guard check.isMissing(line, before: found.line) else { continue }
                    let explanation = "reordered: what belongs before it stands in \(end.file):\(end.line)"
                    gap?.fault = LogFault(
                        file: found.fault.file, line: found.fault.line, reason: .reordered, explanation: explanation)
                    break reading
                }
                guard let (reason, explanation) = check.take(line) else { continue }
                let fault = LogFault(file: end.file, line: end.line, reason: reason, explanation: explanation)
                gap = (fault, line)
                // Only where lines are missing does the rest of the log tell more: they may stand further on.
                guard reason == .removed else { break reading }
            }
        }
        verification.fault = gap?.fault
        if gap == nil, let (reason, explanation) = check.faultAtEnd {
            verification.fault = LogFault(file: end.file, line: end.line, reason: reason, explanation: explanation)
        }
        verification.lines = check.lines
        verification.head = check.head
        return verification
    }

    /// The files that hold anything, by their first sequence; one that begins with no alert comes first, to be reported.
    private func oldestFirst(_ paths: [String]) throws(ReceiverError) -> [LogDescriptor] {
        var logs: [(first: Int, file: LogDescriptor)] = []
        for path in paths {
            guard let file = try LogDescriptor(existing: path, writable: false) else { continue }
            var reader = LineReader(file)
            guard let line = try reader.next() else { continue }
            logs.append((ChainedLine(parsing: line.bytes)?.sequence ?? 0, file))
        }
        return logs.sorted { $0.first < $1.first }.map(\.file)
    }
}
