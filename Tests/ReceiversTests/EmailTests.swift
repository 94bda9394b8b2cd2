import Foundation
import HTTPTransport
import TestSupport
import Testing
import Text

@testable import Receivers

/// Attempts at a mail on a real server.
@Suite struct EmailTests {
    let now = Date(timeIntervalSince1970: 1_715_846_403)

    private func send(_ alert: AlertRecord, to url: String, login: (String, SecretFile)? = nil) async throws -> Attempt
    {
        let email = Email(
            name: "desk", server: try #require(MailServer(url)), user: login?.0, passwordFile: login?.1,
            from: try #require(MailAddress("Rätingwatch <alerts@example.org>")),
            to: [try #require(MailAddress("desk@example.org")), try #require(MailAddress("News <news@example.org>"))])
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test"), mail: MailTransport())
        return await email.attempt(alert, over: carriers, at: now)
    }

    /// Header lines put together again, and the two bodies.
    private func read(_ text: String) throws -> (headers: [String: String], bodies: [String]) {
        let parts = text.components(separatedBy: "\n\n")
        let unfolded = try #require(parts.first).replacingOccurrences(of: "\n ", with: " ")
        var headers: [String: String] = [:]
        for line in unfolded.split(separator: "\n") {
            let colon = try #require(line.firstRange(of: ": "))
            #expect(
                headers.updateValue(String(line[colon.upperBound...]), forKey: String(line[..<colon.lowerBound])) == nil
            )
        }
        let bodies = parts.compactMap { part -> String? in
            let lines = part.split(separator: "\n").prefix { !$0.hasPrefix("--") }
            if lines.isEmpty { return nil }
            return Data(base64Encoded: lines.joined()).flatMap { String(bytes: $0, encoding: .utf8) }
        }
        return (headers, bodies)
    }

    @Test func aMailIsWhatTheStandardsAskFor() async throws {
        let sink = try MailSink()
        let attempt = try await send(.reader(summary: "Cheshire East: it declined"), to: sink.url)
        #expect(attempt.verdict == .done)
        #expect(attempt.status == 250)
        let mail = try #require(sink.mails.first)
        #expect(mail.sender == "alerts@example.org")
        #expect(mail.recipients == ["desk@example.org", "news@example.org"])
        let (headers, bodies) = try read(mail.text)
        #expect(headers["From"] == "=?utf-8?B?UsOkdGluZ3dhdGNo?= <alerts@example.org>")
        // None of them sees the others.
        #expect(headers["To"] == "undisclosed-recipients:;")
        #expect(headers["List-Unsubscribe"] == "<mailto:alerts@example.org?subject=unsubscribe%20newsroom>")
        #expect(headers["Subject"] == "Cheshire East: it declined")
        #expect(headers["Message-ID"] == "<rw_1@example.org>")
        #expect(headers["References"] == headers["In-Reply-To"])
        #expect(headers["References"]?.hasSuffix("@example.org>") == true)
        #expect(headers["Date"] == "Thu, 16 May 2024 08:00:03 +0000")
        #expect(headers["List-Id"] == "<newsroom.ratingwatch.example.org>")
        #expect(headers["Auto-Submitted"] == "auto-generated")
        #expect(headers["MIME-Version"] == "1.0")
        #expect(headers["Content-Type"]?.hasPrefix("multipart/alternative; boundary=") == true)
        try #require(bodies.count == 2)
        #expect(bodies[0].contains("overall effectiveness: declined from requires improvement to inadequate"))
        #expect(bodies[1].contains("<a href=\"https://example.org/1\""))
    }

    /// Its body has null in place of a direction and of a grade before.
    @Test func aLateReportIsAMailToo() async throws {
        let sink = try MailSink()
        let attempt = try await send(.reader(summary: "late", direction: "none", isLate: true), to: sink.url)
        #expect(attempt.verdict == .done)
        let (_, bodies) = try read(try #require(sink.mails.first).text)
        #expect(bodies.first?.contains("- overall effectiveness: inadequate\n") == true)
    }

    @Test(arguments: [
        "ends the line\r\nBcc: all@example.org", "ends the header\r\n\r\nanother body", "bare\nSubject: other",
        "a vertical\u{0B}tab", "a separator\u{2028}X: y", "=?utf-8?B?DQpCY2M6IGE=?=",
        String(repeating: "long ", count: 300),
        String(repeating: "Größe 🏫", count: 60), "<script>alert(1)</script>", ".\r\n.\r\nMAIL FROM:<x>",
    ])
    func nothingInAFeedMakesAHeaderOrEndsTheMail(text: String) async throws {
        let sink = try MailSink()
        #expect(
            try await send(.reader(summary: text, name: text, url: "javascript:alert(1)"), to: sink.url).verdict
                == .done)
        #expect(sink.mails.count == 1)
        let mail = try #require(sink.mails.first)
        let (headers, bodies) = try read(mail.text)
        #expect(
            Set(headers.keys) == [
                "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Date", "List-Id",
                "List-Unsubscribe",
                "Auto-Submitted", "MIME-Version", "Content-Type",
            ])
        for line in mail.text.split(separator: "\n") {
            #expect(line.utf8.count <= 78)
            #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        }
        #expect(bodies.count == 2)
        #expect(bodies[0].hasPrefix("▼ " + OutsideText.line(text)))
        #expect(!bodies[1].contains("<script>") && !bodies[1].contains("href=\"javascript"))
    }

    @Test func theSameAlertIsTheSameMailAndAProvidersMailsAreAThread() async throws {
        let sink = try MailSink()
        for summary in ["one", "one", "two"] { _ = try await send(.reader(summary: summary), to: sink.url) }
        let mails = sink.mails
        try #require(mails.count == 3)
        #expect(mails[0].text == mails[1].text)
        #expect(try read(mails[0].text).headers["References"] == (try read(mails[2].text).headers["References"]))
    }

    @Test func aDigestIsOneMailByDirectionAndProviderWithAnIdOfItsOwn() async throws {
        let sink = try MailSink()
        let email = Email(
            name: "desk", server: try #require(MailServer(sink.url)), from: try #require(MailAddress("a@example.org")),
            to: [try #require(MailAddress("desk@example.org"))])
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test"), mail: MailTransport())
        let alerts = [
            AlertRecord.reader(1, summary: "Kent: it improved", name: "Kent", direction: "improved"),
            .reader(2, summary: "Leeds: it declined", name: "Leeds"),
            .reader(3, summary: "<b>Bury</b>: it declined", name: "<b>Bury</b>"),
            .reader(4, summary: "Leeds: it declined again", name: "Leeds"),
        ]
        for set in [alerts, alerts, Array(alerts.dropLast())] {
            let attempt = await email.attempt(digest: set, of: now, over: carriers, at: now)
            #expect(attempt.verdict == .done)
        }
        let mails = sink.mails
        try #require(mails.count == 3)
        #expect(mails[0].text == mails[1].text)
        let (headers, bodies) = try read(mails[0].text)
        #expect(headers["Subject"] == "Digest: 4 alerts (3 declined, 1 improved)")
        #expect(headers["Message-ID"]?.hasPrefix("<rwd_") == true)
        #expect(headers["Message-ID"] != (try read(mails[2].text).headers["Message-ID"]))
        #expect(headers["References"] == (try read(mails[2].text).headers["References"]))
        #expect(headers["Date"] == "Thu, 16 May 2024 08:00:03 +0000")
        #expect(headers["List-Id"] == "<newsroom.ratingwatch.example.org>")
        try #require(bodies.count == 2)
        let lines = bodies[0].split(separator: "\n").filter { line in
            ["Digest", "▼", "▲", "DECLINED", "IMPROVED", "- Declined", "- Improved"].contains { line.hasPrefix($0) }
        }
        #expect(
            lines == [
                "Digest: 4 alerts (3 declined, 1 improved)", "- Declined: 3", "- Improved: 1", "DECLINED",
                "▼ <b>Bury</b>: it declined", "▼ Leeds: it declined", "▼ Leeds: it declined again", "IMPROVED",
                "▲ Kent: it improved",
            ])
        #expect(bodies[0].contains("- ▼ overall effectiveness: declined from requires improvement to inadequate\n"))
        #expect(bodies[1].contains("&lt;b&gt;Bury&lt;/b&gt;: it declined</h3>"))
        #expect(bodies[1].contains("<a href=\"https://example.org/1\""))
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let command: String
        let reply: String
        let isRefused: Bool
        var testDescription: String { "\(command) \(reply)" }
    }

    @Test(arguments: [
        Refusal(command: "greeting", reply: "554 go away", isRefused: false),
        Refusal(command: "MAIL", reply: "451 later", isRefused: false),
        Refusal(command: "MAIL", reply: "550 not you", isRefused: true),
        Refusal(command: "RCPT", reply: "450 busy", isRefused: false),
        Refusal(command: "RCPT", reply: "550 unknown user", isRefused: true),
        Refusal(command: "DATA", reply: "452 full", isRefused: false),
        Refusal(command: "DATA", reply: "554 no", isRefused: true),
        Refusal(command: "message", reply: "451 greylisted", isRefused: false),
        Refusal(command: "message", reply: "554 spam", isRefused: true),
    ])
    func aFourIsTriedAgainAndAFiveToTheMailIsFinal(_ refusal: Refusal) async throws {
        let sink = try MailSink(answers: [refusal.command: refusal.reply])
        let attempt = try await send(.reader(summary: "a"), to: sink.url)
        #expect(attempt.verdict == (refusal.isRefused ? .refused : .retry()), "\(attempt)")
        #expect(attempt.status == Int(refusal.reply.prefix(3)))
        #expect(attempt.answer == refusal.reply)
        #expect(sink.mails.isEmpty)
    }

    @Test func aPasswordThatIsRefusedIsTriedAgainAndNeverShown() async throws {
        let folder = try TemporaryFolder()
        let file = SecretFile(candidates: [try folder.write("password", "hidden-word\n")])
        let sink = try MailSink(answers: ["AUTH": "535 wrong password"])
        let attempt = try await send(.reader(summary: "a"), to: sink.url, login: ("desk", file))
        #expect(attempt.verdict == .retry())
        #expect(attempt.status == 535)
        var shown = ""
        dump(attempt, to: &shown)
        dump(MailLogin(user: "desk", password: "hidden-word"), to: &shown)
        #expect(!shown.contains("hidden-word"))
        sink.answer("AUTH", with: nil)
        #expect(try await send(.reader(summary: "a"), to: sink.url, login: ("desk", file)).verdict == .done)
    }

    @Test(
        arguments: [
            ("desk@example.org", "desk@example.org"), ("News desk <desk@example.org>", "News desk <desk@example.org>"),
            ("\"Smith, A.\" <a.smith@example.org>", "=?utf-8?B?U21pdGgsIEEu?= <a.smith@example.org>"),
            ("desk", nil), ("desk@", nil), ("a b@example.org", nil), ("a@b@c", nil), ("<a@b", nil),
            ("desk@example.org>, <other@example.org", nil), ("größe@example.org", nil), ("a@example.org\r\nX: y", nil),
        ] as [(String, String?)])
    func anAddressIsReadOrRefused(text: String, header: String?) {
        #expect(MailAddress(text)?.header == header)
    }

    @Test(
        arguments: [
            ("smtps://mail.example.org", "smtps://mail.example.org:465"),
            ("smtp://mail.example.org:587", "smtp://mail.example.org:587"),
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"), ("https://mail.example.org", nil),
            ("mail.example.org", nil),
            ("smtp://user:word@mail.example.org", nil), ("smtp://mail.example.org/path", nil), ("", nil),
        ] as [(String, String?)])
    func aServerIsReadOrRefused(text: String, address: String?) {
        #expect(MailServer(text)?.description == address)
    }

    @Test(arguments: ["smtp://127.0.0.1", "smtp://localhost", "smtp://[::1]:25"]) func thisMachineNeedsNoEncryption(
        url: String
    ) throws {
        #expect(try #require(MailServer(url)).needsEncryption == false)
    }

    @Test(arguments: ["smtp://127.evil.example", "smtp://192.0.2.1", "smtp://localhost.example"])
    func everyOtherMachineNeedsEncryption(url: String) throws {
        #expect(try #require(MailServer(url)).needsEncryption)
    }
}
