import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import Receivers

/// What every receiver kind must do, whatever it is.
@Suite struct ReceiverConformanceTests {
    let folder: TestSupport.TemporaryFolder
    let now = Date(timeIntervalSince1970: 1_715_846_403)

    init() throws { folder = try TemporaryFolder() }

    /// A receiver of the kind that works, and a way to count what it has got.
    private func working(_ kind: ReceiverKind) async throws -> (Receiver, count: () async -> Int) {
        switch kind {
        case .logFile:
            let path = folder.path("alerts.log")
            let count = { (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").count ?? 0 }
            return (.logFile(LogFile(path: path, format: .text)), { count() })
        case .webhook:
            let server = try await LoopbackServer { _ in ServerAnswer(204) }
            return (.webhook(Webhook(name: "hook", url: server.url)), { await server.requests.count })
        case .email:
            let sink = try MailSink()
            return (.email(try email(sink.url)), { sink.mails.count })
        }
    }

    /// A receiver of the kind that nobody can reach.
    private func broken(_ kind: ReceiverKind) throws -> Receiver {
        switch kind {
        case .logFile: .logFile(LogFile(path: "/dev/null/alerts.log", format: .text))
        case .webhook:
            .webhook(
                Webhook(
                    name: "hook", url: "http://127.0.0.1:1/", secretFiles: [SecretFile(candidates: [folder.path("no")])]
                ))
        case .email: .email(try email("smtp://127.0.0.1:1", password: SecretFile(candidates: [folder.path("no")])))
        }
    }

    private func email(_ url: String, password: SecretFile? = nil) throws -> Email {
        Email(
            name: "mail", server: try #require(MailServer(url)), user: password.map { _ in "desk" },
            passwordFile: password, from: try #require(MailAddress("a@example.org")),
            to: [try #require(MailAddress("b@example.org"))])
    }

    private func deliver(_ alerts: [AlertRecord], to receiver: Receiver) async throws -> [Attempt] {
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test", interval: .zero), mail: MailTransport())
        var attempts: [Attempt] = []
        if let log = receiver.log { _ = try log.append(alerts, after: .none) }
        if let messenger = receiver.messenger {
            for alert in alerts { attempts.append(await messenger.attempt(alert, over: carriers, at: now)) }
        }
        await carriers.http.shutDown()
        return attempts
    }

    @Test(arguments: ReceiverKind.allCases) func aGoodOneGetsEachAlert(kind: ReceiverKind) async throws {
        let (receiver, count) = try await working(kind)
        #expect(receiver.kind == kind)
        try receiver.check()
        #expect(await count() == 0)
        let attempts = try await deliver([.reader(summary: "one")], to: receiver)
        #expect(attempts.allSatisfy { $0.verdict == .done && !$0.reason.isEmpty })
        #expect(await count() == 1)
    }

    /// Exactly one way for each kind: written once, or tried again and again.
    @Test(arguments: ReceiverKind.allCases) func itIsALogOrAMessenger(kind: ReceiverKind) async throws {
        let receiver = try await working(kind).0
        #expect((receiver.log == nil) == (receiver.messenger != nil))
    }

    @Test(arguments: ReceiverKind.allCases) func aBrokenOneSaysSoBeforeTheFirstAlert(kind: ReceiverKind)
        throws
    {
        let receiver = try broken(kind)
        do {
            try receiver.check()
            Issue.record("it was taken for good")
        } catch {
            #expect(!error.subject.isEmpty)
            #expect(!error.cause.isEmpty)
        }
    }

    @Test(arguments: ReceiverKind.allCases) func aBrokenOneFailsInAWayThatCanBeTriedAgain(kind: ReceiverKind)
        async throws
    {
        let receiver = try broken(kind)
        guard receiver.messenger != nil else { return }
        let attempts = try await deliver([.reader(summary: "one")], to: receiver)
        #expect(attempts.map(\.verdict) == [.retry()])
    }

    /// What is no alert is a fault that is said, not a crash; a body that is passed on unread passes.
    @Test(arguments: ReceiverKind.allCases) func aStrangeBodyDoesNotCrashIt(kind: ReceiverKind) async throws {
        let receiver = try await working(kind).0
        let strange = AlertRecord(sequence: 1, id: "rw_x", body: "[]", line: "strange\u{1B}[2J\nline")
        for attempt in try await deliver([strange], to: receiver) { #expect(!attempt.reason.isEmpty) }
    }
}
