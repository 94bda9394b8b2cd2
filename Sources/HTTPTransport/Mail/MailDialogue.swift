/// What a dialogue with a mail server has still to give and what it got, while libcurl leads it.
final class MailDialogue {
    private let message: [UInt8]
    private var given = 0
    /// The server's last lines, without their ends.
    private var replies: [String] = []

    // Far above what servers say.
    private static let lineLimit = 1000
    private static let lines = 50

    init(_ message: [UInt8]) { self.message = message }

    /// True once the whole message has gone out.
    var isGiven: Bool { given == message.count }

    /// The number of bytes put into the buffer; 0 ends the message.
    func give(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, message.count - given)
        buffer.copyBytes(from: message[given..<given + count])
        given += count
        return count
    }

    func take(_ line: UnsafeRawBufferPointer) {
        let text = String(decoding: line.prefix(Self.lineLimit), as: UTF8.self)
        replies = replies.suffix(Self.lines - 1) + [String(text.prefix { !$0.isNewline })]
    }

    /// The line that came last with a status: behind a refusal libcurl takes its leave, and the answer to that says nothing.
    func reply(status: Int) -> String { replies.last { $0.hasPrefix(String(status)) } ?? "" }
}
