import Foundation
import Glibc
import Synchronization

/// A mail server on 127.0.0.1 that takes every mail, unless it is told what to answer to a command.
package final class MailSink: Sendable {
    package struct Mail: Sendable {
        package let sender: String
        package let recipients: [String]
        /// Header and body as they came, dots doubled.
        package let text: String
    }

    package let port: Int
    private let listener: Int32
    private let state = Mutex((mails: [Mail](), answers: [String: String]()))

    /// `answers`: by the first word of a command (`greeting` and `message` stand for what has none) the reply in place
    /// of the good one.
    package init(answers: [String: String] = [:]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) | listen(listener, 64) | getsockname(listener, $0, &length)
            }
        }
        guard listener >= 0, code == 0 else { throw ServerFailure(String(cString: strerror(errno))) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        state.withLock { $0.answers = answers }
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread { [weak self] in self?.serve(connection) }
            }
        }
    }

    deinit {
        Glibc.shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    package var url: String { "smtp://127.0.0.1:\(port)" }

    /// In order of arrival.
    package var mails: [Mail] { state.withLock { $0.mails } }

    /// From now on the command is answered so; `nil` ends it.
    package func answer(_ command: String, with reply: String?) {
        state.withLock { $0.answers[command] = reply }
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let input = fdopen(dup(connection), "r") else { return }
        defer { fclose(input) }
        var sender = ""
        var recipients: [String] = []
        guard say("greeting", "220 sink", connection) else { return }
        while let line = MailSink.line(input) {
            let command = String(line.prefix { $0 != " " }).uppercased()
            switch command {
            case "EHLO":
                guard say(command, "250-sink\r\n250 AUTH PLAIN", connection) else { return }
            case "MAIL":
                sender = MailSink.address(line)
                recipients = []
                guard say(command, "250 ok", connection) else { return }
            case "RCPT":
                recipients.append(MailSink.address(line))
                guard say(command, "250 ok", connection) else { return }
            case "DATA":
                guard say(command, "354 go on", connection) else { return }
                if state.withLock({ $0.answers[command] != nil }) { continue }
                var text = ""
                while let line = MailSink.line(input), line != "." { text += line + "\n" }
                let mail = Mail(sender: sender, recipients: recipients, text: text)
                state.withLock { state in
                    if state.answers["message"] == nil { state.mails.append(mail) }
                }
                guard say("message", "250 taken", connection) else { return }
            case "AUTH":
                guard say("challenge", "334 ", connection), MailSink.line(input) != nil,
                    say(command, "235 ok", connection)
                else { return }
            case "QUIT":
                _ = say(command, "221 bye", connection)
                return
            default:
                guard say(command, "502 no", connection) else { return }
            }
        }
    }

    private func say(_ command: String, _ good: String, _ connection: Int32) -> Bool {
        let reply = Array(((state.withLock { $0.answers[command] } ?? good) + "\r\n").utf8)
        return send(connection, reply, reply.count, Int32(MSG_NOSIGNAL)) == reply.count
    }

    private static func line(_ input: UnsafeMutablePointer<FILE>) -> String? {
        var pointer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(pointer) }
        let count = getline(&pointer, &capacity, input)
        guard count > 0, let pointer else { return nil }
        let bytes = UnsafeRawBufferPointer(start: pointer, count: count)
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Between the angle brackets.
    private static func address(_ line: String) -> String {
        String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }
}
