import Foundation
import History
import Inspections
import Receivers
import TestSupport
import Testing

@testable import Configuration
@testable import Delivery

/// Logs that hold more than the history knows: it was restored from a backup, or lost, while they went on.
@Suite struct RestoredLogTests {
    private let world: LogWorld
    private var folder: TemporaryFolder { world.folder }
    private var clock: ManualClock { world.clock }

    init() throws {
        world = try LogWorld([
            ("all", "alerts.jsonl", .jsonl, nil), ("some", "some.jsonl", .jsonl, nil),
            ("reading", "alerts.log", .text, nil),
            ("short", "short.jsonl", .jsonl, LogRotation(size: 1, keep: 1)),
        ])
    }

    private func history(_ name: String = "history") throws -> History { try world.history(name) }

    private func raise(
        _ names: String..., to receivers: [String] = ["all", "reading"], in history: History
    ) async throws {
        try await world.raise(names, to: receivers, in: history)
    }

    private func deliver(from history: History) async { await world.deliver(from: history) }

    @discardableResult
    private func follow(_ history: History) async throws -> [String] { try await world.follow(history) }

    /// The names of the alerts that a log holds, in order.
    private func held(_ path: String) throws -> [String] {
        let text = (try? folder.read("log/" + path)) ?? ""
        return text.split(separator: "\n").map { line in
            line.contains("the alert ")
                ? String(line.split(separator: "the alert ")[1].prefix { $0.isLetter || $0.isNumber }) : String(line)
        }
    }

    private func expectWhole(_ history: History, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await world.expectWhole(history, sourceLocation: sourceLocation)
    }

    private func sequences(_ history: History) async throws -> [Int] {
        try await history.read("test") { try $0.alertHeads(AlertQuery()).map(\.sequence) }
    }

    private func copy(_ name: String, to copy: String) throws {
        for ending in [".sqlite", ".sqlite-wal"] {
            try FileManager.default.copyItem(
                atPath: folder.path(name + ending), toPath: folder.path(copy + ending))
        }
    }

    /// A history and a copy of its file as it was before the alerts d, e and f were raised and delivered.
    private func restored() async throws -> History {
        let lost = try history()
        try await raise("a", "b", "c", in: lost)
        await deliver(from: lost)
        try copy("history", to: "backup")
        try await raise("d", "e", "f", in: lost)
        await deliver(from: lost)
        return try history("backup")
    }

    @Test("After a backup was restored, what stands in a log is done there in any order, and numbers go on behind it")
    func aRestoredBackupGoesOn() async throws {
        let history = try await restored()
        #expect(try await follow(history).count == 2)
        try await raise("f", "new", "d", in: history)
        await deliver(from: history)
        #expect(try await follow(history).isEmpty, "said once")
        try await raise("e", in: history)
        await deliver(from: history)
        #expect(try held("alerts.jsonl") == ["a", "b", "c", "d", "e", "f", "new"])
        #expect(try held("alerts.log") == ["a", "b", "c", "d", "e", "f", "new"])
        #expect(try await sequences(history) == [1, 2, 3, 7, 8, 9, 10])
        try await expectWhole(history)
    }

    @Test("Alerts that were numbered before the logs were looked at get numbers behind those of the logs")
    func aHistoryThatWentOnInVainIsMended() async throws {
        let history = try await restored()
        try await raise("f", "new", to: ["all", "reading", "hook"], in: history)
        try await raise("other", to: ["some"], in: history)
        await deliver(from: history)
        #expect(try held("alerts.jsonl").count == 6, "both are past these numbers")
        #expect(try await history.read("test") { try $0.countWaitingDeliveries() } == 6)
        try await follow(history)
        clock.advance(7200)
        try await raise("last", to: ["all", "some", "reading"], in: history)
        await deliver(from: history)
        #expect(try held("alerts.jsonl") == ["a", "b", "c", "d", "e", "f", "new", "last"])
        #expect(try held("alerts.log") == ["a", "b", "c", "d", "e", "f", "new", "last"])
        #expect(try held("some.jsonl") == ["other", "last"])
        #expect(try await sequences(history) == [1, 2, 3, 4, 6, 7, 8])
        let (new, hook) = try await history.write("test") { history in
            let alert = try #require(try history.alerts(named: "rw_new").first)
            let hook = try history.pendingAlerts(receiver: "hook", limit: 9).map(\.sequence)
            try history.markDelivered(hook, receiver: "hook", at: alert.time)
            return (alert, hook)
        }
        #expect(new.sequence == 7 && new.body.contains(#""sequence":"00000000000000000007""#))
        #expect(try await history.read("test") { try $0.routeDecisions(on: 7).map(\.route) } == ["r"])
        #expect(hook == [4, 7])
        try await expectWhole(history)
    }

    @Test("A log that was written but not yet acknowledged when the process ended says nothing of another history")
    func aKilledProcessIsNoRestoredBackup() async throws {
        let history = try history()
        try await raise("a", "b", in: history)
        await deliver(from: history)
        try await raise("c", "d", in: history)
        for name in ["all", "reading"] { try await world.write(to: name, from: history) }
        #expect(try await follow(history).isEmpty)
        try await raise("e", in: history)
        await deliver(from: history)
        #expect(try held("alerts.jsonl") == ["a", "b", "c", "d", "e"])
        #expect(try held("alerts.log") == ["a", "b", "c", "d", "e"])
        #expect(try await sequences(history) == [1, 2, 3, 4, 5])
        try await expectWhole(history)
    }

    @Test("A history that begins anew goes on behind the logs of the one that was lost, rotated ones too")
    func aLostHistoryGoesOn() async throws {
        let lost = try history()
        try await raise("a", "b", "c", in: lost)
        await deliver(from: lost)
        try FileManager.default.moveItem(
            atPath: folder.path("log/alerts.jsonl"), toPath: folder.path("log/alerts.jsonl-20260601"))
        try await raise("d", in: lost)
        await deliver(from: lost)
        let fresh = try history("fresh")
        try await follow(fresh)
        try await raise("c", "new", "a", in: fresh)
        await deliver(from: fresh)
        #expect(try held("alerts.jsonl") == ["d", "new"])
        #expect(try held("alerts.log") == ["a", "b", "c", "d", "new"])
        #expect(try await sequences(fresh) == [5, 6, 7])
        try await expectWhole(fresh)
    }

    @Test("A log that keeps few of its files is good after a backup was restored from before it dropped others")
    func aLogThatKeepsFewFilesGoesOn() async throws {
        let lost = try history()
        for name in ["a", "b"] {
            try await raise(name, to: ["short"], in: lost)
            await deliver(from: lost)
        }
        try copy("history", to: "backup")
        for name in ["c", "d", "e", "f", "g", "h"] {
            try await raise(name, to: ["short"], in: lost)
            await deliver(from: lost)
        }
        let history = try history("backup")
        #expect(try held("short.jsonl") == ["h"])
        try await follow(history)
        try await expectWhole(history)
        try await raise("h", "new", to: ["short"], in: history)
        await deliver(from: history)
        try await expectWhole(history)
        #expect(try held("short.jsonl").last == "new")
    }

    @Test("A text log alone goes on too; it cannot tell which alerts it holds, so these come again and none is missing")
    func aTextLogAloneGoesOn() async throws {
        let lost = try history()
        try await raise("a", "b", to: ["reading"], in: lost)
        await deliver(from: lost)
        let fresh = try history("fresh")
        try await follow(fresh)
        try await raise("b", "c", to: ["reading"], in: fresh)
        await deliver(from: fresh)
        #expect(try held("alerts.log") == ["a", "b", "b", "c"])
        try await expectWhole(fresh)
    }
}
