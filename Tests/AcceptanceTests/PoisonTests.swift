import Foundation
import Glibc
import TestSupport
import Testing

/// A document that ends the program whenever it is read ends it once: its source fails and operators hear of it, and
/// all others go on. What ends it is preloaded, and there each time.
@Suite(.timeLimit(.minutes(5))) struct PoisonTests {
    private static let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "poison.c").path

    /// Two feeds that share nothing, of which one will hold the poison, and the daemon, started again as systemd does.
    private final class World {
        let poisoned: Publisher
        let other: Publisher
        let run: ProgramRun
        let shim: String
        private(set) var daemon: RunningProgram
        private(set) var deaths = 0

        /// `receiver`: gets what readers get in place of the log.
        init(_ poisoned: Publisher, feed: String? = nil, receiver: String? = nil) async throws {
            self.poisoned = poisoned
            other = try await Publisher()
            run = try ProgramRun(
                configuration: """
                    instance: test
                    http: {per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 2s}}
                    feeds:
                      - \(feed ?? "{name: poisoned, kind: feed, url: '\(poisoned.feedURL)', every: 1s}")
                      - {name: other, kind: feed, url: '\(other.feedURL)', every: 1s}
                    receivers:
                      - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                      - {name: reading, kind: log-file, path: alerts.log, format: text}
                    \(receiver.map { "  - " + $0 } ?? "")
                    routes:
                      - {name: all, receivers: [\(receiver == nil ? "everything" : "hook")]}
                    operators: {receivers: [reading]}
                    """)
            shim = run.folder.path("poison.so")
            let compiler = try RunningProgram(
                program: URL(filePath: "/usr/bin/env"),
                arguments: ["clang", "-shared", "-fPIC", "-O1", "-o", shim, PoisonTests.source], output: "/dev/null",
                complaints: run.folder.path("compiler"))
            await compiler.ended()
            let said = try run.folder.read("compiler")
            try #require(compiler.status == 0, "\(said)")
            daemon = try run.startDaemon(preloading: shim)
        }

        /// Until the condition holds; whenever the daemon has died it is started again.
        func goOn(until what: String, _ condition: () async throws -> Bool) async throws {
            try await eventually(what) {
                if daemon.hasEnded {
                    deaths += 1
                    daemon = try run.startDaemon(preloading: shim)
                }
                return try await condition()
            }
        }

        var told: String { run.lines(of: "alerts.log").joined(separator: "\n") }

        /// Bytes of marks, none after an orderly stop.
        func marks() throws -> String {
            let bytes = try Data(contentsOf: URL(filePath: run.folder.path("state/under-way")))
            let places = stride(from: 0, to: bytes.count, by: 1024)
            return places.filter { bytes[$0] != 0 }.map { String(decoding: bytes[$0...].prefix(100), as: UTF8.self) }
                .filter { $0.hasPrefix("0\t") }.joined()
        }
    }

    private static func entry(_ id: String, title: String? = nil) -> Publisher.Entry {
        let report = FaultTests.after
        return Publisher.Entry(
            id: id, title: title ?? report.title, urn: report.urn, council: report.council, published: report.published,
            document: report.document)
    }

    /// A webhook that gets what readers get.
    private static func hook(_ url: String) -> String { "{name: hook, kind: webhook, url: '\(url)'}" }

    private static let poison = ServerAnswer(
        headers: [("Content-Type", "application/atom+xml")],
        text: "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id><title>POISON</title></feed>")

    @Test func aFeedThatEndsTheProgramEndsItOnce() async throws {
        let world = try await World(try await Publisher())
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        await world.poisoned.answer("/publications.atom", with: Self.poison)
        try await world.goOn(until: "it is told") { world.told.contains("feed poisoned failed") }
        #expect(world.deaths == 1)
        #expect(world.told.contains("and so did a process of its own now (signal 6)"), "\(world.told)")
        #expect(world.run.diagnostics.contains("the program ended while it was working on http://127.0.0.1"))
        // The other one is polled, and its report told; the poison is met again and again meanwhile.
        let met = await world.poisoned.server.requests.count
        await world.other.publish(FaultTests.before)
        await world.other.publish(FaultTests.after)
        try await world.goOn(until: "the other's report is told") { world.run.lines().count >= 1 }
        let count = await world.poisoned.server.requests.count
        try await world.goOn(until: "the poison is met again") {
            await world.poisoned.server.requests.count > max(count, met + 2)
        }
        #expect(world.deaths == 1)
        // Once it is mended, it is read as ever.
        await world.poisoned.answer("/publications.atom", with: nil)
        try await world.goOn(until: "it can be read again") { world.told.contains("poisoned can be read again") }
        await world.daemon.stop()
        #expect(world.deaths == 1)
        #expect(try world.marks() == "")
    }

    @Test func aDocumentThatEndsTheProgramEndsItOnce() async throws {
        let world = try await World(try await Publisher())
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        let report = FaultTests.after
        await world.poisoned.answer(
            world.poisoned.documentPath(report.id),
            with: ServerAnswer(headers: [("Content-Type", "text/html")], text: "<html><body>POISON</body></html>"))
        await world.poisoned.publish(report)
        try await world.goOn(until: "it is told") { world.told.contains("not read, so readers were not told") }
        #expect(world.deaths == 1)
        #expect(world.told.contains("(signal 6)"), "\(world.told)")
        await world.poisoned.answer(world.poisoned.documentPath(report.id), with: nil)
        try await world.goOn(until: "its report is told") { world.run.lines().count == 1 }
        await world.daemon.stop()
        #expect(world.deaths == 1)
        #expect(try world.marks() == "")
    }

    /// One that ends it where it is read, and one where it is recorded.
    @Test(arguments: ["POISON,1,2023-03-01,Good\n", "Oak House,1,2023-03-01,Good\nVENOM,2,2023-03-01,Good\n"])
    func aTableThatEndsTheProgramEndsItOnce(rows: String) async throws {
        let folder = try TemporaryFolder()
        let header = "Name,Number,Start,Overall\n"
        let file = try folder.write("table.csv", header + "Oak House,1,2023-03-01,Good\n")
        let world = try await World(
            try await Publisher(),
            feed: """
                {name: poisoned, kind: table, url: 'file://\(file)', every: 1s, table: {name: Name, provider_id: Number,
                    date: Start, framework: ilacs, areas: {overall-effectiveness: Overall}}}
                """)
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        try folder.write("table.csv", header + rows)
        try await world.goOn(until: "it is told") { world.told.contains("feed poisoned failed") }
        #expect(world.told.contains("(signal 6)"), "\(world.told)")
        try folder.write("table.csv", header + "Oak House,1,2024-03-01,Inadequate\n")
        try await world.goOn(until: "its change is told") { world.run.lines().count == 1 }
        await world.daemon.stop()
        #expect(world.deaths == 1)
    }

    @Test func whatEndsTheProgramWhereItIsRecordedEndsItOnce() async throws {
        let world = try await World(try await Publisher())
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        await world.poisoned.publish(Self.entry("1", title: "VENOM"))
        try await world.goOn(until: "it is told") { world.told.contains("feed poisoned failed") }
        #expect(world.deaths == 1)
        #expect(world.told.contains("and so did a process of its own now (signal 6)"), "\(world.told)")
        let met = await world.poisoned.server.requests.count
        await world.other.publish(FaultTests.after)
        try await world.goOn(until: "the other's report is told") { world.run.lines().count == 1 }
        try await world.goOn(until: "it is met again") { await world.poisoned.server.requests.count > met + 2 }
        // What was only rehearsed is in no record, and what is recorded at last is told once.
        await world.poisoned.publish([Self.entry("1"), FaultTests.before])
        try await world.goOn(until: "it can be read again") { world.told.contains("poisoned can be read again") }
        #expect(world.deaths == 1)
        await world.daemon.stop()
        #expect(world.deaths == 1)
        #expect(try world.marks() == "")
        let publications = try await world.run.run("publications", "--format", "jsonl").output
        #expect(publications.contains("VENOM") == false && publications.contains("/file/1"), "\(publications)")
        let ids = try SeenAlert.read(world.run.lines()).map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func anAlertThatEndsTheProgramWhereItIsSentEndsItOnce() async throws {
        let hook = try await LoopbackServer { _ in ServerAnswer(204) }
        let world = try await World(try await Publisher(), receiver: Self.hook(hook.url + "/hook"))
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        await world.poisoned.publish(Self.entry("BANE"))
        try await world.goOn(until: "it is told") { world.told.contains("delivery-exhausted") }
        #expect(world.told.contains("(signal 6)"), "\(world.told)")
        await world.other.publish(Self.entry("1"))
        await world.other.publish(FaultTests.before)
        try await world.goOn(until: "the next alert arrives") { await hook.requests.count >= 1 }
        await world.daemon.stop()
        #expect(world.deaths == 1)
        #expect(try world.marks() == "")
    }

    @Test func anAnswerOfAReceiverThatEndsTheProgramEndsItOnce() async throws {
        let hook = try await LoopbackServer { _ in ServerAnswer(500, text: "VENOM") }
        let world = try await World(try await Publisher(), receiver: Self.hook(hook.url + "/hook"))
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        await world.poisoned.publish(Self.entry("1"))
        try await world.goOn(until: "it has been sent apart") {
            try await world.run.run("deliveries", "--format", "jsonl").output.contains("a process of its own could not")
        }
        await world.daemon.stop()
        #expect(world.deaths == 1)
        #expect(try world.marks() == "")
    }

    @Test func anAlertThatEndsTheProgramWhereItIsLoggedEndsItOnceAndHoldsUpThatLogAlone() async throws {
        let world = try await World(try await Publisher())
        try await world.goOn(until: "both baselines") { world.run.lines(of: "alerts.log").count == 2 }
        await world.other.publish(Self.entry("BLIGHT"))
        try await world.goOn(until: "the log is held up") {
            world.run.diagnostics.contains("and so did a process of its own now (signal 6)")
        }
        // All else goes on: the other feed fails and its operators hear of it.
        await world.poisoned.answer("/publications.atom", with: ServerAnswer(404, text: "gone"))
        try await world.goOn(until: "operators hear of another feed") { world.told.contains("feed poisoned failed") }
        #expect(world.deaths == 1)
        await world.daemon.stop()
        #expect(world.deaths == 1)
        #expect(try world.marks() == "")
        // A program that bears it writes it: nothing is lost.
        let mended = try world.run.startDaemon()
        try await eventually("the alert is logged") { world.run.lines().count == 1 }
        await mended.stop()
        #expect(try await world.run.run("alerts", "verify").status == 0)
    }
}
