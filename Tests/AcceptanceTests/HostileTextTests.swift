import Foundation
import TestSupport
import Testing

/// Whatever a publisher writes, no terminal, log, message or file gets it raw: each kind of hostile text by every
/// output.
@Suite(.timeLimit(.minutes(5))) struct HostileTextTests {
    struct Kind: Sendable {
        let name: String
        /// As it stands in a name, a title and an evidence.
        let text: String
        /// What must come out nowhere.
        let raw: [String]
    }

    static let kinds = [
        Kind(name: "an escape sequence", text: "Home \u{1B}[31mred\u{1B}[0m", raw: ["\u{1B}"]),
        Kind(
            name: "a link of a terminal", text: "Home \u{1B}]8;;https://evil.example\u{7}x", raw: ["\u{1B}", "\u{7}"]),
        Kind(
            name: "a control character of the second kind", text: "Home \u{9B}31mred\u{85}next",
            raw: ["\u{9B}", "\u{85}"]),
        Kind(name: "an overridden direction", text: "Home \u{202E}dab si siht", raw: ["\u{202E}"]),
        Kind(
            name: "an isolated direction", text: "Home \u{2067}a\u{2069}\u{200F}",
            raw: ["\u{2067}", "\u{2069}", "\u{200F}"]),
        Kind(
            name: "characters without a width", text: "Ho\u{200B}me\u{FEFF}\u{2060}",
            raw: ["\u{200B}", "\u{FEFF}", "\u{2060}"]),
        Kind(
            name: "a line break", text: "Home\n2026-01-01T00:00:00Z rating-changed forged",
            raw: ["\n2026-01-01T00:00:00Z rating-changed"]),
        Kind(name: "a separator of lines", text: "Home\u{2028}forged\u{2029}", raw: ["\u{2028}", "\u{2029}"]),
        Kind(name: "markup", text: "Home <img src=x onerror=alert(1)> </script>", raw: ["<img src=x"]),
        Kind(name: "a link in Markdown", text: "Home [good](https://evil.example)", raw: []),
        Kind(name: "a mention of all", text: "Home <!channel> <@U1> @everyone", raw: []),
        Kind(
            name: "a formula", text: "=HYPERLINK(\"https://evil.example\")",
            raw: ["\n=HYPERLINK", ",=HYPERLINK", ",\"=HYPERLINK"]),
    ]

    private static func item(_ index: Int, _ kind: Kind, fallen: Bool) -> [String: String] {
        [
            "urn": "SC\(index + 1)", "name": kind.text, "region": kind.text,
            "day": fallen ? "2023-03-06" : "2021-03-01", "overall": fallen ? "Inadequate" : "Good",
            // A link that is none, and one with a user of its own.
            "link": index == 0 ? "javascript:alert(1)" : "https://user:word@example.org/\(index)",
        ]
    }

    /// Hears of every message; `body` as it came.
    private actor Heard {
        private(set) var bodies: [String: [String]] = [:]
        func hear(_ request: RecordedRequest) {
            let fields = request.headers.map { "\($0.key): \($0.value)" }.sorted().joined(separator: "\n")
            bodies[request.path, default: []].append(String(decoding: request.body, as: UTF8.self) + "\n" + fields)
        }
    }

    /// The texts of a message in which Slack reads marks; in a block of plain text it reads none.
    private static func interpreted(_ heard: String) throws -> [String] {
        let body = heard.prefix { $0 != "\n" }
        let message = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        let blocks = (message?["blocks"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? [String: String] }
        return [message?["text"] as? String ?? ""]
            + blocks.filter { $0["type"] != "plain_text" }.compactMap { $0["text"] }
    }

    @Test func noKindOfHostileTextComesOutRaw() async throws {
        let heard = Heard()
        let server = try await LoopbackServer { request in
            await heard.hear(request)
            return ServerAnswer(204)
        }
        let mail = try MailSink()
        let formats = ["slack", "teams", "discord", "ntfy", "cloudevents", "template"]
        let run = try ProgramRun(
            configuration: """
                instance: test
                http: {per_host: {connections: 4, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 1s}}
                feeds:
                  - {name: homes, kind: json, url: 'file://ITEMS', every: 1s, hold_changes_over: 100%,
                     json: {items: items, provider_id: urn, provider: name, region: region, link: link, date: day,
                       framework: sccif, areas: {overall-experiences-and-progress: overall}}}
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                  - {name: reading, kind: log-file, path: alerts.log, format: text}
                \(formats.map { "  - {name: \($0), kind: webhook, url: '\(server.url)/\($0)', format: \($0)\($0 == "template" ? ", template_file: TEMPLATE" : "")}" }.joined(separator: "\n"))
                  - {name: desk, kind: email, server: '\(mail.url)', from: a@b.example, to: [c@d.example]}
                routes:
                  - {name: all, receivers: [everything, reading, desk, \(formats.joined(separator: ", "))]}
                operators: {receivers: [reading]}
                """)
        let items = run.folder.path("items.json")
        let template = try run.folder.write("t.mustache", #"{"text": "{{data.summary}} {{data.provider.name}}"}"#)
        let configured = try run.folder.read("ratingwatch.yaml")
        try run.folder.write(
            "ratingwatch.yaml", configured.replacing("ITEMS", with: items).replacing("TEMPLATE", with: template))
        func publish(fallen: Bool) throws {
            let stated = Self.kinds.enumerated().flatMap { index, kind in
                [Self.item(index, kind, fallen: false)] + (fallen ? [Self.item(index, kind, fallen: true)] : [])
            }
            try JSONSerialization.data(withJSONObject: ["items": stated]).write(to: URL(filePath: items))
        }

        try publish(fallen: false)
        #expect(try await run.run("run", "--once").status == 0)
        try publish(fallen: true)
        try await Task.sleep(for: .milliseconds(1200))
        let ended = try await run.run("run", "--once")
        #expect(ended.status == 0)
        let alerts = run.lines()
        #expect(alerts.count == Self.kinds.count, "\(ended.complaints)")

        var outputs: [(name: String, text: String)] = [
            ("journal", ended.output + ended.complaints), ("alerts.jsonl", try run.folder.read("log/alerts.jsonl")),
            ("alerts.log", try run.folder.read("log/alerts.log")),
        ]
        for command in [
            ["alerts"], ["alerts", "--format", "csv"], ["alerts", "--format", "jsonl"], ["publications"],
            ["publications", "--format", "jsonl"], ["providers"], ["providers", "--format", "jsonl"], ["ratings"],
            ["ratings", "--format", "jsonl"], ["explain", "3"], ["explain", "ofsted:SC1"], ["history", "ofsted:SC2"],
            ["history", "ofsted:SC3", "--format", "json"], ["history", "ofsted:SC12", "--format", "csv"],
            ["history", "--all", "--format", "csv"], ["deliveries"], ["feeds"], ["replay"],
            ["ratings", "--through-time"], ["ratings", "--through-time", "--format", "csv"],
            ["routes", "test", "--since", "1y"], ["routes", "test", "--format", "jsonl"],
            ["silence", "add", "--provider", "ofsted:SC1", "--until", "1s", "--why", "a test"],
            ["preview", "desk", "3", "--html"],
        ] + (formats + ["everything", "reading", "desk"]).map({ ["preview", $0, "3"] }) {
            let answer = try await run.run(arguments: command)
            outputs.append((command.joined(separator: " "), answer.output + answer.complaints))
        }
        for format in formats {
            let bodies = await heard.bodies[format == "ntfy" ? "/" : "/" + format] ?? []
            #expect(bodies.count == Self.kinds.count, "\(format)")
            outputs += bodies.map { (format, $0) }
        }
        #expect(mail.mails.count == Self.kinds.count)
        outputs += mail.mails.map { ("mail", $0.text) }

        for (name, text) in outputs {
            for kind in Self.kinds {
                // Markup is nothing but in mail, and a formula nothing but in a table.
                if kind.name == "markup", name != "mail", !name.hasSuffix("--html") { continue }
                if kind.name == "a formula", !name.contains("csv") { continue }
                for raw in kind.raw {
                    #expect(!text.contains(raw), "\(kind.name) in \(name)")
                }
            }
            #expect(!text.contains("javascript:"), "\(name)")
            #expect(!text.contains("user:word@"), "\(name)")
        }
        // A message of a chat makes no link, and calls nobody.
        let bodies = await heard.bodies
        for format in ["teams", "discord"] {
            #expect(
                bodies[format == "teams" ? "/teams" : "/discord"]?.contains { $0.contains("[good](https") } == false,
                "\(format)")
        }
        for text in try (bodies["/slack"] ?? []).flatMap(Self.interpreted) {
            #expect(!text.contains("<!channel>") && !text.contains("<@U1>"), "\(text)")
        }
        #expect(bodies["/discord"]?.allSatisfy { $0.contains(#""allowed_mentions":{"parse":[]}"#) } == true)
        #expect(try run.folder.read("log/alerts.log").split(separator: "\n").count == Self.kinds.count + 1)
        for line in alerts { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        #expect(try await run.run("alerts", "verify").status == 0)
    }
}
