/// A value for a mark of a statement.
package enum Parameter: Sendable, ExpressibleByStringInterpolation {
    /// As the server reads it, whatever type it expects.
    case text(String)
    /// The same in UTF-8, without a NUL.
    case letters([UInt8])
    /// For a column of bytes, as they are.
    case bytes([UInt8])

    package init(stringLiteral text: String) { self = .text(text) }

    var isBytes: Bool {
        switch self {
        case .text, .letters: false
        case .bytes: true
        }
    }

    /// Bytes; of a text it counts for nothing.
    var length: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .letters(let bytes), .bytes(let bytes): bytes.count
        }
    }

    /// Adds it to others; answers where it begins.
    func write(to bytes: inout [CChar]) -> Int {
        let start = bytes.count
        switch self {
        case .letters(let value), .bytes(let value):
            value.withUnsafeBytes { bytes.append(contentsOf: $0.bindMemory(to: CChar.self)) }
        case .text(var text):
            text.withUTF8 { letters in
                letters.withMemoryRebound(to: CChar.self) { bytes.append(contentsOf: $0) }
            }
            // PostgreSQL has no text with a NUL in it, and would end it there without a word.
            if bytes[start...].contains(0) {
                let whole = bytes[start...].flatMap { $0 == 0 ? [-17, -65, -67] : [$0] }
                bytes.replaceSubrange(start..., with: whole)
            }
        }
        return start
    }
}
