import Foundation
import TestSupport
import Testing

/// Letters and those who asked for them.
@Suite(.timeLimit(.minutes(5))) struct LetterRouteTests {
    /// A letter that no grade goes with reaches whoever asks for the region, the kind, the council or its group; told
    /// by the routes of another file too, which are tried on what was raised.
    @Test("A letter reaches routes by region, kind, provider and group")
    func aLetterReachesRoutes() async throws {
        let durham = LedgerWorld.Council(name: "Durham", urn: "80455")
        let world = try await LedgerWorld()
        await world.publish("d", LedgerDocument.report("Durham", from: "2019-09-02", "g"), on: "2019-11-01", of: durham)
        #expect(try await world.poll().lines.isEmpty)
        await world.publish(
            .init(
                id: "l", path: "/l.html", published: "2021-12-20", council: durham,
                type: "Children's services focused visit"),
            LedgerDocument.letter(
                "Durham", on: "2021-11-09", "Areas for priority action</p><p>The local authority needs to act at once.")
        )
        #expect(try await world.poll().lines == ["report-published Durham 2021-11-09"])
        let matches = [
            "region": "{region: North East}", "kind": "{kind: report-published, provider_kind: local-authority}",
            "provider": "{provider: Durham}", "group": "{group: Unitary authorities}",
            "urgent": "{priority_action: yes}",
            "elsewhere": "{region: London}", "fallen": "{direction: declined}", "counties": "{group: County councils}",
        ]
        let names = matches.keys.sorted()
        let configured = try world.run.folder.read("ratingwatch.yaml")
        let routes = names.map { "  - {name: \($0), match: \(matches[$0] ?? ""), receivers: [\($0)]}" }
        let logs = names.map { "  - {name: \($0), kind: log-file, path: \($0).jsonl, format: jsonl}" }
        let file = try world.run.folder.write(
            "new.yaml",
            configured.replacing("receivers:\n", with: "receivers:\n" + logs.joined(separator: "\n") + "\n")
                .replacing("routes:\n", with: "routes:\n" + routes.joined(separator: "\n") + "\n"))
        let tried = try await world.run.run(
            arguments: ["routes", "test", "--format", "jsonl", "--config", file], isConfigured: false)
        struct Receiver: Decodable { let receiver: String, gained: [String] }
        let gaining = try tried.output.split(separator: "\n").map {
            try JSONDecoder().decode(Receiver.self, from: Data($0.utf8))
        }.filter { $0.gained.count == 1 }.map(\.receiver)
        #expect(
            gaining.sorted() == ["group", "kind", "provider", "region", "urgent"], "\(tried.output)\(tried.complaints)")
        #expect(world.run.lines(of: "urgent.jsonl").isEmpty, "nothing is sent")
    }
    /// The letter of June 2021 to North East Lincolnshire, which says that areas for priority action remain: as it was
    /// published, beside a report and two letters of before.
    @Test(
        "A real letter is delivered by region, kind, provider and priority action",
        .enabled(if: Replay.isAvailable, "the real publications do not lie beside this checkout"))
    func aRealLetterIsDelivered() async throws {
        let replay = try Replay(at: "2021-06-01")
        defer { replay.stop() }
        let matches = [
            "region": "{region: Yorkshire and The Humber}", "provider": "{provider: North East Lincolnshire}",
            "kind": "{kind: report-published, provider_kind: local-authority}",
            "urgent": "{priority_action: [yes, remain]}", "elsewhere": "{region: North West}",
            "new": "{priority_action: yes}", "fallen": "{direction: [declined, mixed]}",
        ]
        let names = matches.keys.sorted()
        let run = try ProgramRun(
            configuration: """
                http: {per_host: {interval: 0s}}
                feeds: [{name: councils, kind: feed, url: '\(replay.url)/feeds/publications.atom?urn=80526', every: 1s}]
                receivers:
                \(names.map { "  - {name: \($0), kind: log-file, path: \($0).jsonl, format: jsonl}" }.joined(separator: "\n"))
                routes:
                \(names.map { "  - {name: \($0), match: \(matches[$0] ?? ""), receivers: [\($0)]}" }.joined(separator: "\n"))
                operators: {receivers: []}
                """)
        #expect(try await run.run("run", "--once").status == 0)
        #expect(names.allSatisfy { run.lines(of: "\($0).jsonl").isEmpty }, "a first poll tells readers nothing")
        try await replay.move(to: "2021-07-01")
        try await Task.sleep(for: .seconds(1.2))
        #expect(try await run.run("run", "--once").status == 0)
        for name in names {
            let seen = try SeenAlert.read(run.lines(of: "\(name).jsonl"))
            let isTold = ["region", "provider", "kind", "urgent"].contains(name)
            #expect(
                seen.map { "\($0.kind) \($0.data.publication?.published ?? "")" }
                    == (isTold ? ["report-published 2021-06-18"] : []), "\(name)")
        }
    }
}
