import FoundationEssentials

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

    /// `removed`: the last line that was removed on purpose. `mayStartAnywhere`: the beginning lies in files that cannot be read.
    init(expected: LogHead, removed: LogHead, mayStartAnywhere: Bool) {
        self.expected = expected
        self.removed = removed
        self.mayStartAnywhere = mayStartAnywhere
        sawExpected = expected.sequence == 0
    }

    /// Why this cannot be the next line; `nil` if it is.
    mutating func take(_ line: LineReader.Line) -> (reason: LogFault.Reason, explanation: String)? {
        guard line.isTerminated else { return (.torn, "torn: the line has no end") }
        guard !line.bytes.isEmpty else { return (.empty, "the line is empty") }
        guard let chained = ChainedLine(parsing: line.bytes) else {
            return Self.isJSON(line.bytes)
                ? (.edited, "edited: its sequence, previoushash or hash is missing") : (.notJSON, "not JSON")
        }
        guard chained.hash == chained.computedHash else {
            return (.edited, "edited: its hash is \(chained.computedHash), not \(chained.hash)")
        }
        guard chained.sequence > head.sequence else {
            return (.reordered, "reordered: alert \(chained.sequence) stands after alert \(head.sequence)")
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
