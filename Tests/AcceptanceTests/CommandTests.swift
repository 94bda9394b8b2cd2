import Foundation
import TestSupport
import Testing

/// The commands that ask, as a user types them.
@Suite(.timeLimit(.minutes(3))) struct CommandTests {
    /// Two reports on one council, published one after the other.
    private func twoReports() async throws -> ProgramRun {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        await publisher.publish(FaultTests.before)
        try await eventually("the first alert has come") { run.lines().count == 1 }
        await publisher.publish(FaultTests.after)
        try await eventually("the second alert has come") { run.lines().count == 2 }
        await daemon.stop()
        return run
    }

    @Test func whatWasWatchedCanBeAskedFor() async throws {
        let run = try await twoReports()

        let jsonl = try await run.run("alerts", "--format", "jsonl", "--kind", "rating-changed")
        #expect(
            try SeenAlert.read(jsonl.output.split(separator: "\n").map(String.init)).map(\.kind) == ["rating-changed"])
        let logged = try #require(run.lines().last)
        let body = try #require(jsonl.output.split(separator: "\n").first)
        // The log's line is the same body, with its place in the chain.
        #expect(logged.hasPrefix(body.dropLast() + ",\"previoushash\":\""))

        let csv = try await run.run(
            "alerts", "--format", "csv", "--provider", "Cheshire East", "--direction", "declined")
        // A row for each judgement of the one alert.
        let rows = csv.output.split(separator: "\r\n")
        #expect(rows.count == 6)
        #expect(rows[0].hasPrefix("sequence,time,kind,direction,subject,feed,summary,id,provider,region,framework,"))
        #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("3,") && $0.contains(",Cheshire East,North West,ilacs,") })
        #expect(try await run.run("alerts", "--since", "2030-01-01", "--format", "jsonl").output.isEmpty)
        #expect(try await run.run("alerts", "--provider", "Kent", "--format", "jsonl").output.isEmpty)

        for provider in ["ofsted:80447", "80447", "Cheshire East", "cheshire east council"] {
            let history = try await run.run("history", provider, "--format", "json")
            #expect(history.status == 0)
            #expect(history.output.hasPrefix(#"{"provider":{"id":"ofsted:80447","name":"Cheshire East","#))
            let starts = history.output.split(separator: "\"start\":\"").dropFirst().map { $0.prefix(10) }
            #expect(starts == ["2023-03-06", "2024-03-04"])
        }
        let unknown = try await run.run("history", "Chesire East")
        #expect(unknown.status == 1)
        #expect(unknown.complaints.contains("did you mean Cheshire East ("))

        let publications = try await run.run("publications", "--format", "jsonl", "--feed", "councils")
        #expect(publications.output.split(separator: "\n").count == 2)
        #expect(publications.output.contains("\"state\":\"read\""))
        for table in [["alerts"], ["history", "80447"], ["history", "80447", "--format", "svg"], ["publications"]] {
            let printed = try await run.run(arguments: table)
            #expect(printed.status == 0)
            // No terminal, no colour.
            #expect(!printed.output.contains("\u{1B}"))
            #expect(printed.output.contains("Cheshire East"))
        }
    }

    @Test func whyAnAlertWasOrWasNotRaisedCanBeAskedFor() async throws {
        let run = try await twoReports()
        let alert = try #require(try SeenAlert.read(run.lines()).last)
        let byID = try await run.run("explain", alert.id)
        // By its id, by the beginning of it, and by its number in the log.
        #expect(try await run.run("explain", String(alert.id.prefix(12))).output == byID.output)
        #expect(try await run.run("explain", "3").output == byID.output)
        for told in ["rating-changed", "number 3", "compared", "it is what the route asks for", "everything", "done"] {
            #expect(byID.output.contains(told))
        }
        let provider = try await run.run("explain", "Cheshire East").output.split(separator: "\n")
        #expect(provider.count == 4)
        #expect(provider[2].contains("3 rating-changed"))
        #expect(provider[3].contains("2 inspection-published"))
        let unknown = try await run.run("explain", "Chesire East")
        #expect(unknown.status == 0)
        #expect(unknown.complaints.contains("no alert \"Chesire East\", and no provider"))

        let feeds = try await run.run("feeds", "--format", "jsonl")
        #expect(feeds.output.contains(#""name":"councils","kind":"feed""#))
        #expect(feeds.output.contains(#""condition":"good""#))
        #expect(feeds.output.contains(#""publications":2,"pending":0"#))
    }

    @Test(arguments: [
        (["chek", "--config", "my.yaml"], "there is no command \"chek\"; did you mean \"check\"?"),
        (["silence", "ad", "--why", "w"], "there is no command \"ad\"; did you mean \"add\"?"),
        (["--config", "my.yaml", "check"], "the command comes before \"--config\"; known are run, check,"),
        (["help", "nope"], "there is no command \"nope\""), (["help", "silence", "ad"], "there is no command \"ad\""),
        (["alerts", "--provider", "Kent", "--since=1d", "--provider", "Essex"], "--provider is given more than once"),
        (["check", "--config", "a.yaml", "--config=b.yaml"], "--config is given more than once"),
        (["publications", "--feed=a", "--feed", "b"], "--feed is given more than once"),
        (["history", "Kent", "--as-of", "2024-05-01T25:00:00Z"], "--as-of takes an instant or a day"),
        (["alerts", "--since", "2024-02-30T10:00:00Z"], "--since takes a date, an instant"),
        (["extract", "a.pdf", "--config", "my.yaml"], "takes no --config: leave it out"),
        (["silence", "--config", "my.yaml"], "the command comes before \"--config\"; known are add, list, remove"),
    ])
    func aWordThatIsNoCommandIsNamed(_ arguments: [String], complaint: String) async throws {
        let run = try ProgramRun(configuration: "")
        let ended = try await run.run(arguments: arguments, isConfigured: false)
        #expect(ended.status == 64)
        #expect(ended.complaints.contains(complaint), "\(ended.complaints)")
    }

    /// `--config` goes with every command, anywhere behind its name.
    @Test(arguments: [
        ["silence", "--config", "@", "list"], ["silence", "list", "--config", "@"], ["routes", "--config=@", "test"],
        ["recipes", "--config", "@"], ["init", "--config", "@"], ["help", "silence", "add"],
        ["alerts", "--direction", "declined", "--direction", "mixed", "--config", "@"],
    ])
    func aCommandIsTakenAsItIsWritten(_ arguments: [String]) async throws {
        let run = try ProgramRun(configuration: "feeds: []")
        let words = arguments.map { $0.replacing("@", with: run.configuration) }
        let ended = try await run.run(arguments: words, isConfigured: false)
        #expect(ended.status == 0, "\(ended.complaints)")
    }

    @Test func theRunningDaemonTellsHowItDoes() async throws {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let before = try await run.run("status")
        #expect(before.status == 1)
        #expect(before.complaints.contains("no daemon runs with this configuration; start it with `systemctl start"))
        #expect(!before.complaints.contains("may not"))
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        let json = try await run.run("status", "--format", "json")
        #expect(json.status == 0)
        #expect(json.output.contains(#""feeds":1"#))
        #expect(json.output.contains(#""sequence":1"#))
        #expect(json.output.contains(#""troubled":{}"#))
        let history = run.folder.path("state/history.sqlite")
        #expect(
            run.diagnostics.contains(
                "watches 1 feed; history in \(history); logs in \(run.folder.path("log")); stop with Ctrl-C\n"))
        await publisher.answer("/publications.atom", with: ServerAnswer(500, text: "oh dear"))
        try await eventually("the failing feed is named") {
            try await run.run("status").output.contains("1 failing")
        }
        // A killed daemon leaves its socket behind; the next one answers all the same.
        await daemon.kill()
        #expect(try await run.run("status").status == 1)
        let next = try run.startDaemon()
        try await eventually("the next one answers") { try await run.run("status").status == 0 }
        await next.stop()
        #expect(try await run.run("status").status == 1)
    }

    @Test func aSilenceAddedByCommandHoldsForTheRunningDaemon() async throws {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        let added = try await run.run(
            "silence", "add", "--provider", "Cheshire East", "--until", "1d", "--why", "known to the desk")
        #expect(added.status == 0)
        #expect(added.output.hasPrefix("silence 1 until "))
        await publisher.publish(FaultTests.before)
        try await eventually("the alert is raised") {
            try await run.run("alerts", "--kind", "inspection-published", "--format", "jsonl").output.isEmpty == false
        }
        #expect(try await run.run("silence", "list").output.contains("provider: Cheshire East"))
        #expect(try await run.run("silence", "remove", "1").status == 0)
        #expect(try await run.run("silence", "remove", "1").status == 1)
        await publisher.publish(FaultTests.after)
        try await eventually("the alert after the silence is in the log") { run.lines().count == 1 }
        await daemon.stop()
        #expect(try SeenAlert.read(run.lines()).map(\.kind) == ["rating-changed"])
        let explained = try await run.run("explain", "2")
        #expect(explained.output.contains("known to the desk"))
        #expect(explained.output.contains("it went to no receiver"))
    }

    @Test(arguments: [
        (["--until", "1d"], ["say what to silence"]),
        (
            [
                "--until", "yesterday", "--kind", "rating-chnged", "--provider-kind", "school", "--provider-kind",
                "schol",
                "--area", "x", "--region", "North Wets",
            ],
            [
                "--until takes a time in the future", "--kind: unknown value \"rating-chnged\"; did you mean",
                "--provider-kind: there is no kind of provider \"schol\"; did you mean \"school\"?",
                "--area: there is no area \"x\"",
                "--region: there is no region \"North Wets\"; did you mean \"North West\"?",
            ]
        ),
    ])
    func aMistakenSilenceIsRefused(_ arguments: [String], complaints: [String]) async throws {
        let run = try ProgramRun(configuration: FaultTests.configuration("http://127.0.0.1:1/"))
        let ended = try await run.run(arguments: ["silence", "add", "--why", "w"] + arguments)
        #expect(ended.status == 64)
        for complaint in complaints { #expect(ended.complaints.contains(complaint), "\(ended.complaints)") }
    }

    @Test func anEditedLogIsFound() async throws {
        let run = try await twoReports()
        let path = "log/alerts.jsonl"
        let good = try run.folder.read(path)
        for edited in [
            good.replacing("Inadequate", with: "Good"), String(good.drop { $0 != "\n" }.dropFirst()),
            String(good.prefix { $0 != "\n" }) + "\n",
        ] {
            try run.folder.write(path, edited)
            let verified = try await run.run("alerts", "verify")
            #expect(verified.status == 1)
            #expect(verified.output.contains("alerts.jsonl:"))
        }
        try run.folder.write(path, good)
        #expect(try await run.run("alerts", "verify").status == 0)
    }

    @Test func withoutAHistoryTheCommandsSaySo() async throws {
        let run = try ProgramRun(configuration: FaultTests.configuration("http://127.0.0.1:1/"))
        for (arguments, status) in [(["alerts"], 0), (["publications"], 0), (["history", "Kent"], 1)]
            as [([String], Int32)]
        {
            let ended = try await run.run(arguments: arguments)
            #expect(ended.status == status)
            #expect(ended.complaints.contains("there is no history in"))
        }
    }

    /// A full disk behind standard output is no success.
    @Test(arguments: [
        (["init"], false), (["recipes"], false), (["--help"], false), (["--version"], false),
        (["history", "--help"], false), (["check"], true), (["feeds"], true), (["alerts", "verify"], true),
    ])
    func whatCannotBeWrittenIsComplainedOf(_ arguments: [String], isConfigured: Bool) async throws {
        let run = try ProgramRun(configuration: FaultTests.configuration("http://127.0.0.1:1/"))
        _ = try await run.run("run", "--once")
        let ended = try await run.run(arguments: arguments, isConfigured: isConfigured, output: "/dev/full")
        #expect(ended.status == 1)
        #expect(ended.complaints == "ratingwatch: what is printed is not complete: No space left on device\n")
    }

    @Test func documentsAreReadWithoutAConfiguration() async throws {
        let run = try ProgramRun(configuration: "")
        let report = run.folder.url.appending(path: "report.pdf")
        try Data(FaultTests.after.document).write(to: report)
        let json = try await run.run("extract", report.path, "--format", "json", isConfigured: false)
        #expect(json.status == 0)
        #expect(json.output.contains(#""result":"graded","framework":"ilacs","provider":"Cheshire East""#))
        #expect(json.output.contains(#"{"area":"care-leavers","grade":"inadequate","printed":"Inadequate","page":1"#))
        let cut = run.folder.url.appending(path: "cut.pdf")
        try Data(FaultTests.after.document.prefix(300)).write(to: cut)
        let both = try await run.run("extract", cut.path, report.path, "--format", "json", isConfigured: false)
        #expect(both.status == 1)
        #expect(both.output.split(separator: "\n").map { $0.contains(#""result":"graded""#) } == [false, true])
    }

    @Test func feedsAreReadWithoutAConfiguration() async throws {
        let run = try ProgramRun(configuration: "")
        let feed = try run.folder.write(
            "feed.json",
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
             {"id": "1", "url": "reports/1.pdf", "title": "Kent", "date_published": "2024-05-16T09:00:00+01:00",
              "_provider": {"urn": "80476"}}]}
            """)
        let page = try run.folder.write("page.html", "<html><head><title>No feed</title></head></html>")
        let read = try await run.run(
            "read", feed, page, "--url", "https://example.org/a/feed.json", isConfigured: false)
        #expect(read.status == 1)
        let lines = read.output.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[0] == #"{"feed":{"file":"\#(feed)","format":"json11","title":"T","recovered":false}}"#)
        #expect(lines[1].contains(#""url":"https://example.org/a/reports/1.pdf""#))
        #expect(lines[1].contains(#""published":"2024-05-16T08:00:00Z""#))
        #expect(lines[1].contains(#""provider_id":"ofsted:80476""#))
        #expect(lines[2].hasPrefix(#"{"feed":null,"file":"#))
        let missing = try await run.run("read", "no such file", run.folder.path("."), isConfigured: false)
        #expect(missing.status == 1)
        #expect(missing.output.contains("cannot be opened: there is no such file"))
        #expect(missing.output.contains("cannot be opened: it is a folder"))
    }

    @Test func aStopDuringASlowAnswerIsPromptAndRecordsNothing() async throws {
        let server = try await LoopbackServer { _ in
            try? await Task.sleep(for: .seconds(60))
            return ServerAnswer(404, text: "")
        }
        let run = try ProgramRun(
            configuration:
                "http: {timeout: 90s}\nfeeds: [{name: slow, kind: feed, url: '\(server.url)/feed', every: 1s}]\n")
        let daemon = try run.startDaemon()
        await server.waitForRequests(1)
        await daemon.stop()
        #expect(daemon.status == 0)
        #expect(!run.diagnostics.contains("error"))
    }
}
