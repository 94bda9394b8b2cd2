import Foundation
import TestSupport
import Testing

/// Alerts on their way to webhooks and mail, with the real program.
@Suite(.timeLimit(.minutes(10))) struct DeliveryTests {
    /// `receivers`: lines of YAML, which all get the readers' alerts.
    static func configuration(_ feed: String, firstPoll: String, receivers: [String], names: [String]) -> String {
        """
        instance: test
        http: {per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 2s}}
        feeds:
          - {name: councils, kind: feed, url: '\(feed)', every: 1s, first_poll: \(firstPoll)}
        receivers:
          - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
          - {name: reading, kind: log-file, path: alerts.log, format: text}
        \(receivers.map { "  - \($0)" }.joined(separator: "\n"))
        routes:
          - {name: all, receivers: [\((["everything"] + names).joined(separator: ", "))]}
        operators: {receivers: [reading]}

        """
    }

    static func mail(_ sink: MailSink) -> String {
        "{name: desk, kind: email, server: '\(sink.url)', from: alerts@example.org, to: [desk@example.org]}"
    }

    @Test func killedWhileDeliveriesFailEveryAlertArrivesWithItsIdAndTheLogHoldsItOnce() async throws {
        let publisher = try await Publisher()
        // Fails the first attempts at random; the second wait of the schedule is too long for a test.
        let chance = FailingOnce(seed: 11)
        let hook = try await LoopbackServer { await chance.answer(to: $0.headers["webhook-id"] ?? "") }
        let sink = try MailSink()
        let run = try ProgramRun(
            configuration: DeliveryTests.configuration(
                publisher.feedURL, firstPoll: "baseline",
                receivers: ["{name: hook, kind: webhook, url: '\(hook.url)/hook'}", DeliveryTests.mail(sink)],
                names: ["hook", "desk"]))
        var daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        var random = SeededGenerator(seed: 12)
        let reports = (0..<8).map {
            FaultTests.entry(inspection: $0, of: 50_002_001, overall: $0 % 2 == 0 ? "Good" : "Inadequate").entry
        }
        for report in reports {
            await publisher.publish(report)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...1200, using: &random)))
            await daemon.kill()
            daemon = try run.startDaemon()
        }
        try await eventually("the log has every alert") { run.lines().count >= reports.count }
        try await eventually("no delivery is left", within: 120) {
            try await run.run("deliveries", "--format", "jsonl").output.split(separator: "\n").allSatisfy {
                $0.contains("\"state\":\"done\"")
            }
        }
        await daemon.stop()
        let ids = try SeenAlert.read(run.lines()).map(\.id)
        #expect(ids.count == reports.count)
        #expect(Set(ids).count == reports.count)
        let answered = await chance.accepted
        #expect(answered == Set(ids))
        let requests = await hook.requests
        for id in ids {
            let bodies = Set(requests.filter { $0.headers["webhook-id"] == id }.map(\.body))
            #expect(bodies.count == 1)
        }
        #expect(Set(requests.compactMap { $0.headers["webhook-id"] }) == Set(ids))
        let mailed = sink.mails.compactMap { mail in
            mail.text.split(separator: "\n").first { $0.hasPrefix("Message-ID: <") }.map {
                String($0.dropFirst("Message-ID: <".count).prefix { $0 != "@" })
            }
        }
        #expect(mailed.count == sink.mails.count)
        #expect(Set(mailed) == Set(ids))
        #expect(try await run.run("alerts", "verify").status == 0)
    }

    @Test func whatFailedIsListedSentAgainAndTestedByHand() async throws {
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let hook = try await LoopbackServer { _ in ServerAnswer(204) }
        let dead = try await LoopbackServer { _ in ServerAnswer(503, text: "closed for repairs") }
        let sink = try MailSink(answers: ["RCPT": "550 unknown user"])
        let run = try ProgramRun(
            configuration: DeliveryTests.configuration(
                publisher.feedURL, firstPoll: "alert",
                receivers: [
                    "{name: hook, kind: webhook, url: '\(hook.url)/hook'}",
                    "{name: dead, kind: webhook, url: '\(dead.url)/hook'}", DeliveryTests.mail(sink),
                ], names: ["hook", "dead", "desk"]))
        #expect(try await run.run("run", "--once").status == 0)
        #expect(await hook.requests.count == 1)
        #expect(await dead.requests.count == 1)
        // A mail server that says 5xx is not asked again, and the operators hear of it.
        let told = run.lines(of: "alerts.log")
        #expect(told.filter { $0.contains("operator-delivery-exhausted") && $0.contains("receiver desk") }.count == 1)

        let failed = try await run.run("deliveries", "--failed", "--format", "jsonl").output.split(separator: "\n")
        try #require(failed.count == 2)
        #expect(failed[0].contains(#""receiver":"dead","state":"pending","attempts":1"#))
        #expect(failed[0].contains(#""status":503"#) && failed[0].contains(#""answer":"closed for repairs""#))
        #expect(failed[1].contains(#""receiver":"desk","state":"exhausted","attempts":1"#))
        #expect(failed[1].contains("550 unknown user"))
        #expect(try await run.run("deliveries").output.contains("answered 503"))

        sink.answer("RCPT", with: nil)
        let again = try await run.run("redeliver", "--since", "1d", "--failed")
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("2 deliveries"))
        #expect(try await run.run("run", "--once").status == 0)
        #expect(sink.mails.count == 1)
        #expect(await dead.requests.count == 2)
        #expect(await hook.requests.count == 1)
        let id = try #require(try SeenAlert.read(run.lines()).first?.id)
        #expect(try await run.run("redeliver", id).output.hasPrefix("3 deliveries"))
        #expect(try await run.run("run", "--once").status == 0)
        #expect(await hook.requests.map { $0.headers["webhook-id"] } == [id, id])
        #expect(run.lines().count == 1)
        #expect(try await run.run("redeliver", "rw_none").status == 1)
        #expect(try await run.run("redeliver").status == 64)
        #expect(try await run.run("redeliver", id, "--since", "1d").status == 64)

        for (name, status) in [("hook", 0), ("desk", 0), ("everything", 0), ("dead", 1), ("hok", 1)]
            as [(String, Int32)]
        {
            let tested = try await run.run("test-receiver", name)
            #expect(tested.status == status, "\(name): \(tested)")
        }
        #expect(try await run.run("test-receiver", "hok").complaints.contains("did you mean hook?"))
        let test = try #require(await hook.requests.last)
        #expect(String(decoding: test.body, as: UTF8.self).contains(#""type":"org.ratingwatch.test.v1""#))
        #expect(try await run.run("alerts", "verify").status == 0)
    }

    /// Without its word the daemon would look a minute later.
    @Test func theRunningDaemonIsToldOfWhatIsToBeSentAgain() async throws {
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let hook = try await LoopbackServer { _ in ServerAnswer(204) }
        let run = try ProgramRun(
            configuration: DeliveryTests.configuration(
                publisher.feedURL, firstPoll: "alert",
                receivers: ["{name: hook, kind: webhook, url: '\(hook.url)/hook'}"], names: ["hook"]))
        let daemon = try run.startDaemon()
        await hook.waitForRequests(1)
        let id = try #require(await hook.requests.first?.headers["webhook-id"])
        try await eventually("the delivery is done") {
            try await run.run("deliveries", "--format", "jsonl").output.contains(#""receiver":"hook","state":"done""#)
        }
        let again = try await run.run("redeliver", String(id.prefix(10)))
        #expect(again.output == "1 delivery to be sent again; the running daemon delivers now\n")
        try await eventually("it has come again") { await hook.requests.count == 2 }
        await daemon.stop()
        #expect(
            try await run.run("redeliver", id).output.contains("no daemon is running: it will deliver when it starts"))
    }

    @Test func aSecretThatIsMissingIsSaidBeforeTheStart() async throws {
        let run = try ProgramRun(
            configuration: DeliveryTests.configuration(
                "http://127.0.0.1:1/", firstPoll: "alert",
                receivers: ["{name: hook, kind: webhook, url: 'http://127.0.0.1:1/', secret_file: /none/hook.secret}"],
                names: ["hook"]))
        #expect(try await run.run("check").status == 78)
        let once = try await run.run("run", "--once")
        #expect(once.status == 78)
        #expect(once.complaints.contains("/none/hook.secret: there is no such file"))
        #expect(once.complaints.contains("LoadCredential"))
        // Who only asks may lack the right to read secrets, and needs none.
        #expect(try await run.run("alerts").status == 0)
    }

    @Test func aSlowReceiverDelaysNeitherAnotherNorThePollingNorTheStop() async throws {
        let publisher = try await Publisher()
        let slow = try await LoopbackServer { _ in
            try? await Task.sleep(for: .seconds(60))
            return ServerAnswer(204)
        }
        let hook = try await LoopbackServer { _ in ServerAnswer(204) }
        let run = try ProgramRun(
            configuration: DeliveryTests.configuration(
                publisher.feedURL, firstPoll: "baseline",
                receivers: [
                    "{name: slow, kind: webhook, url: '\(slow.url)/hook'}",
                    "{name: hook, kind: webhook, url: '\(hook.url)/hook'}",
                ], names: ["slow", "hook"]))
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        await publisher.publish(FaultTests.before)
        await slow.waitForRequests(1)
        let asked = await slow.requests.count
        await publisher.publish(FaultTests.after)
        await hook.waitForRequests(2)
        // The slow one is still at the first: all else went past it.
        #expect(await slow.requests.count == asked)
        await daemon.stop()
        #expect(daemon.status == 0)
        let waiting = try await run.run("deliveries", "--format", "jsonl").output.split(separator: "\n")
        #expect(waiting.filter { $0.contains(#""receiver":"slow","state":"pending","attempts":0"#) }.count == 2)
    }
}
