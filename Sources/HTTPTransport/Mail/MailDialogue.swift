/// What a dialogue with a mail server has still to give and what it got, while libcurl leads it.
final class MailDialogue {
    private let message: [UInt8]
    private var given = 0
    /// The server's last line, without its end.
    private(set) var lastReply = ""

    /// Far above what servers say.
    private static let replyLimit = 1000

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
        let text = String(decoding: line.prefix(Self.replyLimit), as: UTF8.self)
        lastReply = String(text.prefix { !$0.isNewline })
    }
}
