import Digests
import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import Receivers

/// Attempts at a webhook on a real server.
@Suite struct WebhookTests {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    let folder: TestSupport.TemporaryFolder
    let now = Date(timeIntervalSince1970: 1_614_265_330)
    let alert = AlertRecord.reader(summary: "Cheshire East: it declined")

    init() throws { folder = try TemporaryFolder() }

    private func attempt(_ webhook: Webhook) async throws -> Attempt {
        let carriers = Carriers(
            http: try HTTPTransport(userAgent: "test", interval: .zero), mail: MailTransport())
        let attempt = await webhook.attempt(alert, over: carriers, at: now)
        await carriers.http.shutDown()
        return attempt
    }

    private func secretFile(_ name: String, _ text: String) throws -> SecretFile {
        SecretFile(candidates: [try folder.write(name, text)])
    }

    @Test func theGoldenVectorOfStandardWebhooksIsMet() throws {
        let secret = try #require(WebhookSecret(WebhookTests.secret))
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330", body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func everyRetryHasTheSameBytesAndOneSignatureForEachSecret() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(204) }
        let other = "whsec_" + Data("another secret of some length".utf8).base64EncodedString()
        let third = "whsec_" + Data("a third of some length too".utf8).base64EncodedString()
        let webhook = Webhook(
            name: "newsroom", url: server.url + "/hook",
            secretFiles: [
                try secretFile("two", "\(WebhookTests.secret)\n\n  \(other)\n"), try secretFile("one", third),
            ])
        for _ in 0..<2 { #expect(try await attempt(webhook).verdict == .done) }
        let requests = await server.requests
        #expect(requests.map(\.body) == [Array(alert.body.utf8), Array(alert.body.utf8)])
        for request in requests {
            #expect(request.method == "POST")
            #expect(request.headers["content-type"] == "application/cloudevents+json; charset=utf-8")
            #expect(request.headers["webhook-id"] == "rw_1")
            #expect(request.headers["webhook-timestamp"] == "1614265330")
            let signatures = request.headers["webhook-signature"]?.split(separator: " ").map(String.init)
            let expected = [WebhookTests.secret, other, third].compactMap { text in
                WebhookSecret(text)?.signature(id: "rw_1", timestamp: "1614265330", body: Array(alert.body.utf8))
            }
            #expect(expected.count == 3)
            #expect(signatures == expected)
        }
    }

    struct Answered: Sendable, CustomTestStringConvertible {
        let answer: ServerAnswer
        let verdict: Attempt.Verdict
        var testDescription: String { "\(answer.status) \(answer.headers.map(\.value))" }
    }

    @Test(arguments: [
        Answered(answer: ServerAnswer(200, text: "thanks"), verdict: .done),
        Answered(answer: ServerAnswer(299), verdict: .done),
        Answered(answer: ServerAnswer(200, body: Array(repeating: 97, count: 300_000)), verdict: .done),
        Answered(answer: .redirect(302, to: "/elsewhere"), verdict: .retry()),
        Answered(answer: .redirect(308, to: "/elsewhere"), verdict: .retry()),
        Answered(answer: ServerAnswer(304), verdict: .retry()),
        Answered(answer: ServerAnswer(400), verdict: .retry()),
        Answered(answer: ServerAnswer(410), verdict: .gone),
        Answered(answer: ServerAnswer(429), verdict: .retry(because: .tooMany)),
        Answered(
            answer: ServerAnswer(429, headers: [("Retry-After", "120")]),
            verdict: .retry(asked: .seconds(120), because: .tooMany)),
        Answered(
            answer: ServerAnswer(503, headers: [("Retry-After", "Thu, 25 Feb 2021 15:03:10 GMT")]),
            verdict: .retry(asked: .seconds(60))),
        Answered(answer: ServerAnswer(500, body: Array(repeating: 97, count: 300_000)), verdict: .retry()),
    ])
    func onlyASuccessIsOne(_ answered: Answered) async throws {
        let server = try await LoopbackServer { $0.path == "/hook" ? answered.answer : ServerAnswer(204) }
        let attempt = try await attempt(Webhook(name: "newsroom", url: server.url + "/hook"))
        #expect(attempt.verdict == answered.verdict)
        #expect(attempt.status == answered.answer.status)
        #expect(Array(attempt.answer.utf8) == Array(answered.answer.body.prefix(20_000)))
        #expect(await server.requests.count == 1)
    }

    @Test func aConnectionThatIsResetIsTriedAgain() async throws {
        let server = try RawServer([.reset])
        let attempt = try await attempt(Webhook(name: "newsroom", url: server.url + "/hook"))
        #expect(attempt.verdict == .retry())
        #expect(attempt.status == nil)
        #expect(!attempt.reason.isEmpty)
    }

    /// Nothing that is written about a webhook may show its key or the path of its address, which is one for many
    /// services.
    @Test func noSecretIsShown() async throws {
        let secret = try #require(WebhookSecret(WebhookTests.secret))
        let key = String(WebhookTests.secret.dropFirst("whsec_".count))
        var shown = "\(secret) \(String(reflecting: secret))"
        dump(secret, to: &shown)
        let webhook = Webhook(
            name: "newsroom", url: "http://127.0.0.1:1/services/T0/secretpath?token=secretquery",
            secretFiles: [try secretFile("bad", WebhookTests.secret + "\nwhsec_not*base64secretline")])
        shown += "\(webhook) \(String(reflecting: webhook))"
        dump(webhook, to: &shown)
        dump(Receiver.webhook(webhook), to: &shown)
        let failed = try await attempt(webhook)
        #expect(failed.reason.contains("one of its lines is not a secret"))
        dump(failed, to: &shown)
        let unreachable = try await attempt(
            Webhook(name: "newsroom", url: "http://127.0.0.1:1/services/T0/secretpath?token=secretquery"))
        #expect(unreachable.verdict == .retry())
        dump(unreachable, to: &shown)
        for hidden in [key, "secretpath", "secretquery", "secretline"] { #expect(!shown.contains(hidden), "\(shown)") }
    }

    @Test func credentialsOfSystemdComeFirst() throws {
        let mine = try folder.write("mine", WebhookTests.secret)
        let credential = folder.path("credential")
        let file = SecretFile(candidates: [credential, mine])
        #expect(try file.lines() == [WebhookTests.secret])
        try folder.write("credential", "other\n")
        #expect(try file.lines() == ["other"])
        #expect(throws: ReceiverError.self) { try SecretFile(candidates: [folder.path("none")]).lines() }
    }

    struct Chat: Sendable, CustomTestStringConvertible {
        let format: WebhookFormat
        let contentType: String
        let expected: [String]
        let forbidden: [String]
        var testDescription: String { format.rawValue }
    }

    @Test(arguments: [
        Chat(
            format: .slack, contentType: "application/json; charset=utf-8",
            expected: [
                "{\"text\":\"A &lt;!channel&gt; &amp; B\"", "\"plain_text\",\"text\":\"A <!channel> & B\"",
                "▼ overall effectiveness: declined from requires improvement",
            ], forbidden: []),
        Chat(
            format: .teams, contentType: "application/json; charset=utf-8",
            expected: ["\"type\":\"AdaptiveCard\"", #"A \\<!channel\\> & B"#, "\"url\":\"https://example.org/1\""],
            forbidden: []),
        Chat(
            format: .discord, contentType: "application/json; charset=utf-8",
            expected: ["\"title\":\"A \\\\<!channel\\\\> & B\"", "\"allowed_mentions\":{\"parse\":[]}"], forbidden: []),
        Chat(
            format: .ntfy, contentType: "application/json; charset=utf-8",
            expected: ["\"title\":\"A <!channel> & B\"", "\"click\":\"https://example.org/1\""], forbidden: []),
    ])
    func aChatGetsItsOwnForm(_ chat: Chat) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(200) }
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test", interval: .zero), mail: MailTransport())
        let attempt = await Webhook(name: "chat", url: server.url + "/hook", format: chat.format).attempt(
            .reader(summary: "A <!channel> & B", name: "Côte"), over: carriers, at: now)
        #expect(attempt.verdict == .done)
        let request = try #require(await server.requests.first)
        let text = String(decoding: request.body, as: UTF8.self)
        #expect(request.headers["content-type"] == chat.contentType)
        for expected in chat.expected { #expect(text.contains(expected), "\(text)") }
        for forbidden in chat.forbidden { #expect(!text.contains(forbidden), "\(text)") }
        _ = try JSONSerialization.jsonObject(with: Data(request.body))
        await carriers.http.shutDown()
    }

    @Test func aTemplateMakesTheMessageAndEscapesForJSON() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(200) }
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test", interval: .zero), mail: MailTransport())
        let text = #"{"text": "{{data.summary}}{{#data.judgements}} {{area}}={{to}}{{/data.judgements}}"}"#
        let template = WebhookTemplate(file: try secretFile("t.mustache", text), contentType: "application/json")
        let webhook = Webhook(name: "own", url: server.url + "/hook", format: .template, template: template)
        try webhook.check()
        let attempt = await webhook.attempt(.reader(summary: #"A "quoted" \ <b> line"#), over: carriers, at: now)
        #expect(attempt.verdict == .done)
        let body = try #require(await server.requests.first?.body)
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"text": "A \"quoted\" \\ <b> line overall-effectiveness=inadequate"}"#)
        let broken = WebhookTemplate(file: try secretFile("b", "{{#a}} {{/b}}"), contentType: "text/plain")
        #expect(throws: ReceiverError.self) { try broken.check() }
        await carriers.http.shutDown()
    }
}
