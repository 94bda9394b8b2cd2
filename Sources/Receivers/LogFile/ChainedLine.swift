import Digests

/// A line of a `jsonl` log: an alert's body that ends in `,"previoushash":"...","hash":"..."}`.
struct ChainedLine: Hashable {
    /// Without the line break.
    let bytes: [UInt8]
    let sequence: Int
    let previousHash: String
    /// As the line states it.
    let hash: String

    /// The line that follows the one with `previousHash`.
    init(body: String, sequence: Int, previousHash: String) throws(ReceiverError) {
        let body = Array(body.utf8)
        guard body.first == UInt8(ascii: "{"), body.last == UInt8(ascii: "}"), body.count > 2,
            !body.contains(where: { $0 < 0x20 })
        else {
            throw ReceiverError(
                operation: "write", subject: "alert \(sequence)", cause: "its body is not one JSON object on one line")
        }
        var line = body.dropLast() + Array("\(Self.previousMember)\(previousHash)\"".utf8)
        let hash = Self.hash(of: line + [UInt8(ascii: "}")], after: previousHash)
        line += Array("\(Self.hashMember)\(hash)\"}".utf8)
        self.bytes = Array(line)
        self.sequence = sequence
        self.previousHash = previousHash
        self.hash = hash
    }

    /// Reads the shape of a line; whether its hash is right, `computedHash` tells.
    init?(parsing line: [UInt8]) {
        let previousMember = Array(Self.previousMember.utf8)
        let hashMember = Array(Self.hashMember.utf8)
        let endLength = previousMember.count + 64 + 1 + hashMember.count + 64 + 2
        guard line.count > endLength, line.first == UInt8(ascii: "{") else { return nil }
        var rest = line[(line.count - endLength)...]
        guard rest.starts(with: previousMember), let previous = Self.hexadecimal(rest.dropFirst(previousMember.count))
        else { return nil }
        rest = rest.dropFirst(previousMember.count + 64)
        guard rest.first == UInt8(ascii: "\""), rest.dropFirst().starts(with: hashMember),
            let hash = Self.hexadecimal(rest.dropFirst(1 + hashMember.count)), rest.suffix(2).elementsEqual("\"}".utf8),
            let sequence = Self.sequence(of: line.dropLast(endLength))
        else { return nil }
        self.bytes = line
        self.sequence = sequence
        self.previousHash = previous
        self.hash = hash
    }

    /// What the hash has to be.
    var computedHash: String {
        let hashEnd = Self.hashMember.utf8.count + 64 + 2
        return Self.hash(of: bytes.dropLast(hashEnd) + [UInt8(ascii: "}")], after: previousHash)
    }

    /// The alert's id; `nil` where the line names none before its sequence.
    var id: String? {
        let member = Array("\"id\":\"".utf8)
        var start = bytes.startIndex
        while let quote = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) {
            if bytes[quote...].starts(with: member) {
                let id = bytes[(quote + member.count)...].prefix { $0 != UInt8(ascii: "\"") }
                return String(decoding: id, as: UTF8.self)
            }
            if bytes[quote...].starts(with: "\"sequence\":".utf8) { return nil }
            start = quote + 1
        }
        return nil
    }

    private static let previousMember = ",\"previoushash\":\""
    private static let hashMember = ",\"hash\":\""

    private static func hash(of line: ArraySlice<UInt8>, after previousHash: String) -> String {
        SHA256.hex(of: Array(previousHash.utf8) + line)
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String? {
        let digits = bytes.prefix(64)
        let isHexadecimal = digits.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
        guard digits.count == 64, isHexadecimal else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }

    /// An alert's body names its sequence before any text of its own, and quotes inside JSON strings are escaped: the
    /// first match is the member.
    private static func sequence(of body: ArraySlice<UInt8>) -> Int? {
        let member = Array(",\"sequence\":\"".utf8)
        var start = body.startIndex
        while let comma = body[start...].firstIndex(of: UInt8(ascii: ",")) {
            if body[comma...].starts(with: member) {
                return DecimalDigits.number(body[(comma + member.count)...].prefix { $0 != UInt8(ascii: "\"") })
            }
            start = comma + 1
        }
        return nil
    }
}

/// Where a log ends: the history keeps it per receiver.
package struct LogHead: Sendable, Hashable {
    /// Of the last alert written; 0 when there is none.
    package let sequence: Int
    /// Of the last `jsonl` line, 64 lower-case hexadecimal digits; 64 zeros when there is none, and in text logs.
    package let hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }

    /// The head of a log that holds nothing.
    package static let none = LogHead(sequence: 0, hash: String(repeating: "0", count: 64))
}

/// An alert as a log holds it.
package struct LoggedAlert: Sendable, Hashable {
    package let sequence: Int
    /// `nil` in a text log, which does not tell.
    package let id: String?
    /// The line of a text log, without its line break; none in others.
    let text: [UInt8]

    /// Whether a text log's line is that of an alert with this readable sentence.
    package func holds(line: String) -> Bool { text == TextLine(sequence: sequence, text: line).bytes }
}

/// Whole numbers as logs print them.
enum DecimalDigits {
    /// The positive number that these bytes spell; `nil` if they are anything but digits, or too many.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 20 else { return nil }
        var number = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            number = sum
        }
        return number > 0 ? number : nil
    }
}
