import Foundation
import TestSupport
import Testing

/// A canary stands in every place in which a secret can stand; none of them comes out anywhere.
@Suite(.timeLimit(.minutes(5))) struct SecretTests {
    private enum Canary: String, CaseIterable {
        case password = "cAnary-0ne-of-feed-password"
        case key = "cAnary-2wo-of-json-key"
        case slack = "cAnary-3hree-of-slack-path"
        case hook = "cAnary-4our-of-hook-path"
        case mail = "cAnary-5ive-of-mail-password"
        /// Of keys in base64.
        case signing = "Y0FuYXJ5LTZpeC1vZi1zaWduaW5nLWtleS1ieXRlcw=="
        case feedQuery = "cAnary-7even-of-feed-query"
        case tableQuery = "cAnary-8ight-of-table-query"
        case jsonQuery = "cAnary-9ine-of-json-query"
        case failingQuery = "cAnary-10en-of-failing-query"
        case goneQuery = "cAnary-11even-of-gone-query"
        case movedQuery = "cAnary-12elve-of-moved-query"

        /// Behind the question mark of a feed's address: the record holds these as the configuration does, behind the
        /// same permissions.
        var isOfQuery: Bool { rawValue.hasSuffix("-query") }
    }

    private static let csv = "URN,Name,Date,Overall\nSC1,Home 1,01/03/2021,Good\n"
    private static let fallen = csv + "SC1,Home 1,06/03/2023,Inadequate\n"

    private actor Site {
        var table = SecretTests.csv
        var isAuthorised: [String] = []

        func change() { table = SecretTests.fallen }

        func answer(_ request: RecordedRequest) -> ServerAnswer {
            if let field = request.headers["authorization"] { isAuthorised.append("\(request.path) \(field)") }
            switch request.path {
            case "/feed.atom", "/moved.atom":
                return ServerAnswer(
                    headers: [("Content-Type", "application/atom+xml")],
                    text: """
                        <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:t</id><title>t</title>
                        <updated>2020-01-01T00:00:00Z</updated>
                        <entry><id>1</id><title>Kent: report</title><link href="doc.html"/>
                        <category scheme="urn:urn" term="80476"/><published>2023-05-01T08:00:00Z</published></entry>
                        <entry><id>2</id><title>Kent: nothing</title><link href="?page=2"/>
                        <category scheme="urn:urn" term="80476"/><published>2023-05-02T08:00:00Z</published></entry>
                        <entry><id>3</id><title>Kent: lost</title><link href="lost.html"/>
                        <category scheme="urn:urn" term="80476"/><published>2023-05-03T08:00:00Z</published></entry></feed>
                        """)
            case "/doc.html":
                return ServerAnswer(
                    headers: [("Content-Type", "text/html")], text: LedgerDocument.report(from: "2023-03-06", "g"))
            case "/table.csv": return ServerAnswer(headers: [("Content-Type", "text/csv")], text: table)
            case "/items.json":
                return ServerAnswer(
                    headers: [("Content-Type", "application/json")],
                    text: #"{"items": [{"id": "7", "title": "Kent: note", "url": "doc.html", "day": "2023-06-01"}]}"#)
            case "/old.atom": return .redirect(301, to: "/moved.atom?token=\(Canary.movedQuery.rawValue)")
            case "/gone.atom": return ServerAnswer(410, text: "gone")
            case _ where request.path.hasPrefix("/hook/"): return ServerAnswer(204)
            default: return ServerAnswer(500, text: "not now")
            }
        }
    }

    private static func configuration(_ site: String, _ mail: String) -> String {
        """
        instance: test
        http: {per_host: {connections: 4, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 1s}}
        feeds:
          - {name: a, kind: feed, url: '\(site)/feed.atom?token=\(Canary.feedQuery.rawValue)', every: 1s, user: reader,
             password_file: feed.password}
          - {name: b, kind: table, url: '\(site)/table.csv?key=\(Canary.tableQuery.rawValue)', every: 1s,
             table: {dates: dmy, provider_id: URN, name: Name, framework: sccif, date: Date,
               areas: {overall-experiences-and-progress: Overall}}}
          - {name: c, kind: json, url: '\(site)/items.json?key=\(Canary.jsonQuery.rawValue)', every: 1s, key_file: json.key,
             json: {items: items, title: title, link: url, date: day}}
          - {name: d, kind: feed, url: '\(site)/failing.atom?key=\(Canary.failingQuery.rawValue)', every: 1s}
          - {name: e, kind: feed, url: '\(site)/gone.atom?key=\(Canary.goneQuery.rawValue)', every: 1s}
          - {name: f, kind: feed, url: '\(site)/old.atom', every: 1s}
          - {name: g, kind: feed, url: 'http://127.0.0.1:1/x?key=\(Canary.failingQuery.rawValue)', every: 1s}
        receivers:
          - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
          - {name: reading, kind: log-file, path: alerts.log, format: text}
          - {name: chat, kind: webhook, url: '\(site)/services/\(Canary.slack.rawValue)', format: slack}
          - {name: hook, kind: webhook, url: '\(site)/hook/\(Canary.hook.rawValue)?t=\(Canary.hook.rawValue)',
             secret_file: hook.secret}
          - {name: desk, kind: email, server: '\(mail)', user: desk, password_file: mail.password, from: a@b.example,
             to: [c@d.example]}
        routes:
          - {name: all, receivers: [everything, chat, hook, desk]}
        operators: {receivers: [reading, everything, chat, hook, desk]}
        """
    }

    @Test func noSecretComesOutAnywhere() async throws {
        let site = Site()
        let server = try await LoopbackServer { await site.answer($0) }
        let mail = try MailSink()
        let run = try ProgramRun(configuration: Self.configuration(server.url, mail.url))
        for (name, text) in [
            ("feed.password", Canary.password.rawValue), ("json.key", Canary.key.rawValue),
            ("hook.secret", "whsec_" + Canary.signing.rawValue), ("mail.password", Canary.mail.rawValue),
        ] {
            // Relative names are looked up where the program was started; here by whole paths.
            let file = try run.folder.write(name, text + "\n")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            let configured = try run.folder.read("ratingwatch.yaml")
            try run.folder.write("ratingwatch.yaml", configured.replacing("_file: \(name)", with: "_file: \(file)"))
        }
        let configured = try run.folder.read("ratingwatch.yaml")
        try run.folder.write(
            "ratingwatch.yaml", configured + "\nmetrics: {listen: 'unix:\(run.folder.path("m.sock"))'}\n")

        var said: [String] = []
        func ask(_ arguments: String...) async throws {
            let answer = try await run.run(arguments: arguments)
            said.append("\(arguments): \(answer.output)\(answer.complaints)")
        }
        try await ask("check")
        #expect(said.last?.contains(": good: ") == true, "\(said.last ?? "")")
        for _ in 0..<4 {
            try await ask("run", "--once")
            try await Task.sleep(for: .milliseconds(1200))
        }
        #expect(await site.isAuthorised.contains { $0.hasPrefix("/feed.atom Basic ") })
        // The feed's own documents ask for the same password.
        #expect(await site.isAuthorised.contains { $0.hasPrefix("/doc.html Basic ") })
        #expect(await site.isAuthorised.allSatisfy { !$0.hasPrefix("/table.csv") })
        await site.change()
        let daemon = try run.startDaemon()
        try await eventually("the decline is told") { run.lines().contains { $0.contains("rating-changed") } }
        try await eventually("it was tried to be delivered") {
            try await run.run("deliveries", "--failed").output.contains("chat")
                || run.diagnostics.contains("receiver chat: alert")
        }
        for command in [
            ["status"], ["status", "--format", "json"], ["feeds"], ["feeds", "--format", "json"], ["deliveries"],
            ["deliveries", "--failed"], ["publications"], ["publications", "--format", "jsonl"], ["alerts"],
            ["alerts", "--format", "jsonl"], ["alerts", "--format", "csv"], ["alerts", "verify"], ["doubts"],
            ["explain", "ofsted:80476"], ["explain", "ofsted:SC1"], ["explain", "1"], ["explain", "8"],
            ["history", "ofsted:80476"], ["history", "ofsted:SC1", "--format", "json"],
            ["history", "ofsted:SC1", "--format", "csv"], ["ratings"], ["ratings", "--format", "jsonl"], ["providers"],
            ["preview", "chat", "1"], ["preview", "hook", "1"], ["preview", "desk", "1"],
            ["preview", "desk", "1", "--html"],
            ["preview", "everything", "1"], ["preview", "reading", "1"], ["routes", "test"],
            ["routes", "test", "--format", "jsonl"],
            ["silence", "add", "--kind", "portfolio", "--until", "1s", "--why", "w"],
            ["test-receiver", "chat"], ["test-receiver", "hook"], ["test-receiver", "desk"], ["reload"],
            ["redeliver", "--since", "2020-01-01"], ["replay"], ["release", "f"], ["release", "f", "--moved"],
            ["rule", "\(server.url)/doc.html", "reject", "--why", "a test"],
        ] {
            let answer = try await run.run(arguments: command)
            said.append("\(command): \(answer.output)\(answer.complaints)")
        }
        for path in ["/metrics", "/health"] {
            let client = try SocketClient(path: run.folder.path("m.sock"))
            client.say("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            said.append("\(path): \(await client.hearAll())")
        }
        await daemon.stop()
        said.append("journal: \(run.diagnostics)")
        let bodies = await server.requests.map {
            "body to \($0.path.prefix(9)): \(String(decoding: $0.body, as: UTF8.self))"
        }
        #expect(bodies.contains { $0.hasPrefix("body to /hook") && $0.contains("rating-changed") })
        said += bodies + mail.mails.map(\.text)

        for canary in Canary.allCases {
            for text in said {
                #expect(!text.contains(canary.rawValue), "\(canary) in \(text)")
            }
            for (name, bytes) in files(of: run) where !(canary.isOfQuery && name.hasPrefix("state/history.sqlite")) {
                #expect(bytes.firstRange(of: Data(canary.rawValue.utf8)) == nil, "\(canary) in \(name)")
            }
        }
        #expect(files(of: run).contains { $0.name == "state/history.sqlite" })
        #expect(files(of: run).contains { $0.name == "log/alerts.jsonl" })
    }

    /// All that the program has written.
    private func files(of run: ProgramRun) -> [(name: String, bytes: Data)] {
        ["state", "log"].flatMap { folder in
            (FileManager.default.enumerator(atPath: run.folder.path(folder)).map { Array($0) } ?? []).compactMap {
                name in
                let name = "\(folder)/\(name)"
                return FileManager.default.contents(atPath: run.folder.path(name)).map { (name, $0) }
            }
        }
    }

    /// Each stands under a key that is not meant for it.
    @Test(arguments: [
        "feeds: [{name: a, kind: feed, url: 'https://reader:%@example.org/a'}]",
        "feeds: [{name: a, kind: feed, url: 'https://%@example.org/a'}]",
        "feeds: [{name: a, kind: feed, url: '%'}]",
        "feeds: [{name: a, kind: feed, url: 'https://example.org/a', user: r, password_file: '%'}]",
        "feeds: [{name: a, kind: feed, url: 'https://example.org/a', user: r, password: '%'}]",
        "feeds: [{name: a, kind: json, url: 'https://example.org/a', key_file: '%', json: {items: i, link: u, title: t}}]",
        "feeds: [{name: a, kind: feed, url: 'https://example.org/a', key_header: '%'}]",
        "feeds: [{name: a, kind: feed, url: 'https://example.org/a', follow: ['https://reader:%@example.org/']}]",
        "feeds: [{name: a, kind: '%', url: 'https://example.org/a'}]",
        "receivers: [{name: a, kind: webhook, url: 'https://example.org/', secret_file: 'whsec_%'}]",
        "receivers: [{name: a, kind: webhook, url: 'https://reader:%@example.org/'}]",
        "receivers: [{name: a, kind: webhook, url: 'http://hooks.example.org/services/%'}]",
        "receivers: [{name: a, kind: webhook, url: 'https://hooks.example.org/', format: 'https://hooks.example.org/s/%'}]",
        "receivers: [{name: a, kind: email, server: 'https://hooks.example.org/services/%', from: a@b.org, to: c@d.org}]",
        "receivers: [{name: a, kind: email, server: 'smtps://u:%@h', from: a@b.org, to: c@d.org}]",
        "receivers: [{name: a, kind: email, server: 'smtps://h', from: a@b.org, to: 'https://hooks.example.org/s/%'}]",
        "routes: [{name: a, receivers: ['https://hooks.example.org/services/%']}]",
        "metrics: {listen: 'https://reader:%@example.org'}",
    ])
    func aSecretUnderTheWrongKeyIsNamedAndNotPrinted(yaml: String) async throws {
        let secret = "cAnary-13teen-in-the-wrong-place"
        let folder = try TemporaryFolder()
        let feeds = yaml.hasPrefix("feeds") ? "" : "feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]\n"
        let file = try folder.write("bad.yaml", feeds + yaml.replacing("%", with: secret) + "\n")
        let run = try ProgramRun(configuration: "feeds: []")
        let checked = try await run.run(arguments: ["check", "--config", file], isConfigured: false)
        #expect(checked.status == 78, "\(checked.output)")
        #expect(!checked.output.contains(secret) && !checked.complaints.contains(secret), "\(checked.output)")
        #expect(checked.output.contains("bad.yaml:"))
    }
}
