import CCurl
import Dispatch
import Synchronization

/// Mails in, results out: over libcurl's SMTP.
package struct MailTransport: Sendable {
    // Mails are rare, and one at a time for each receiver: a thread for each dialogue is simpler than a place in the
    // loop.
    private let queue = DispatchQueue(label: "ratingwatch.mail", attributes: .concurrent)

    private let certificateFile: String?

    /// `certificateFile`: path of authorities' certificates (PEM) that are trusted beside the system's.
    package init(certificateFile: String? = nil) { self.certificateFile = certificateFile }

    /// Cancelling the task breaks the dialogue off within a second or two.
    package func send(_ mail: MailRequest) async -> MailResult {
        let session = MailSession(mail, certificateFile: certificateFile)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: session.run()) }
            }
        } onCancel: {
            session.cancel()
        }
    }
}

/// One dialogue with a mail server, on the thread that runs it.
final class MailSession: Sendable {
    private let mail: MailRequest
    private let certificateFile: String?
    private let isCancelled = Atomic(false)

    init(_ mail: MailRequest, certificateFile: String?) {
        self.mail = mail
        self.certificateFile = certificateFile
    }

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    func run() -> MailResult {
        guard let easy = EasyHandle() else { return failed("out of memory") }
        let dialogue = MailDialogue(mail.message)
        prepare(easy)
        // Both are alive until curl_easy_perform has returned, and libcurl calls back from within it alone.
        let this = Unmanaged.passUnretained(self).toOpaque()
        let lines = Unmanaged.passUnretained(dialogue).toOpaque()
        easy.set(CURLOPT_NOPROGRESS, 0)
        easy.set(CURLOPT_XFERINFODATA, pointer: this)
        easy.note(
            ratingwatch_set_progress(easy.raw) { this, _, _, _, _ in
                guard let this else { return 1 }
                let session = Unmanaged<MailSession>.fromOpaque(this).takeUnretainedValue()
                return session.isCancelled.load(ordering: .relaxed) ? 1 : 0
            })
        easy.set(CURLOPT_READDATA, pointer: lines)
        easy.set(CURLOPT_READFUNCTION) { buffer, size, count, lines in
            guard let buffer, let lines else { return 0 }
            let dialogue = Unmanaged<MailDialogue>.fromOpaque(lines).takeUnretainedValue()
            return dialogue.give(to: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        }
        easy.set(CURLOPT_HEADERDATA, pointer: lines)
        easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, lines in
            guard let lines else { return 0 }
            let dialogue = Unmanaged<MailDialogue>.fromOpaque(lines).takeUnretainedValue()
            dialogue.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
            return size * count
        }
        if let code = easy.refusedOption { return failed(easy.words(for: code)) }
        let code = withExtendedLifetime(dialogue) { curl_easy_perform(easy.raw) }
        return result(code, easy, dialogue)
    }

    private func prepare(_ easy: EasyHandle) {
        easy.set(CURLOPT_URL, mail.server.description)
        easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        easy.set(CURLOPT_NOSIGNAL, 1)
        easy.set(CURLOPT_QUICK_EXIT, 1)
        easy.set(CURLOPT_TIMEOUT_MS, max(1, mail.timeout.wholeMilliseconds))
        let security = mail.server.needsEncryption ? CURLUSESSL_ALL : CURLUSESSL_TRY
        easy.set(CURLOPT_USE_SSL, Int(security.rawValue))
        if let certificateFile { easy.set(CURLOPT_CAINFO, certificateFile) }
        if let login = mail.login {
            easy.set(CURLOPT_USERNAME, login.user)
            easy.set(CURLOPT_PASSWORD, login.password)
        }
        easy.set(CURLOPT_MAIL_FROM, "<\(mail.sender)>")
        easy.setList(CURLOPT_MAIL_RCPT, mail.recipients.map { "<\($0)>" })
        easy.set(CURLOPT_UPLOAD, 1)
        easy.set(CURLOPT_INFILESIZE_LARGE, size: mail.message.count)
    }

    private func failed(_ cause: String) -> MailResult {
        MailResult(outcome: .failed, status: nil, reply: "", cause: cause, milliseconds: 0)
    }

    private func result(_ code: CURLcode, _ easy: EasyHandle, _ dialogue: MailDialogue) -> MailResult {
        let status = easy.status
        let outcome: MailResult.Outcome =
            switch code {
            case CURLE_OK: .accepted
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            // The reply to MAIL, RCPT or DATA, or that to the whole message. A server that does not even let us in
            // speaks of the operator's settings, not of this mail.
            case CURLE_SEND_ERROR where status / 100 == 5: .refused
            case CURLE_WEIRD_SERVER_REPLY where status / 100 == 5 && dialogue.isGiven: .refused
            default: .failed
            }
        return MailResult(
            outcome: outcome, status: status == 0 ? nil : status, reply: dialogue.reply(status: status),
            cause: code == CURLE_OK ? "" : easy.words(for: code), milliseconds: easy.duration.wholeMilliseconds)
    }
}

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

    /// The line that came last with a status: behind a refusal libcurl takes its leave, and the answer to that says
    /// nothing.
    func reply(status: Int) -> String { replies.last { $0.hasPrefix(String(status)) } ?? "" }
}
