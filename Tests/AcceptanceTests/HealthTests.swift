import Foundation
import Glibc
import TestSupport
import Testing

/// The daemon calls itself good only while it is: within a minute of a lasting fault it says which and since when, and
/// once the fault is gone it is good again without a restart.
@Suite(.timeLimit(.minutes(10))) struct HealthTests {
    /// A daemon that runs, watched as monitoring does.
    private struct Watched {
        let run: ProgramRun
        let daemon: RunningProgram
        let publisher: Publisher

        /// `configuration`: by the feed's address; `onDiskOfItsOwn`: a folder of the daemon that is a small file
        /// system.
        init(
            _ configuration: (String) -> String = FaultTests.configuration, onDiskOfItsOwn folder: String? = nil
        ) async throws {
            publisher = try await Publisher()
            run = try ProgramRun(configuration: configuration(publisher.feedURL))
            let configured = try run.folder.read("ratingwatch.yaml")
            try run.folder.write(
                "ratingwatch.yaml", configured + "\nmetrics: {listen: 'unix:\(run.folder.path("m.sock"))'}\n")
            if let path = folder.map(run.folder.path) {
                mkdir(path, 0o750)
                guard mount("tmpfs", path, "tmpfs", 0, "size=4m") == 0 else { throw CocoaError(.fileWriteUnknown) }
            }
            daemon = try run.startDaemon()
            let (run, isGood) = (run, isGood)
            try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
            try await eventually("it is good") { try await isGood() }
        }

        func health() async throws -> String {
            let client = try SocketClient(path: run.folder.path("m.sock"))
            client.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return await client.hearAll()
        }

        func isGood() async throws -> Bool { try await health().hasPrefix("HTTP/1.1 200 ") }

        /// Says it within a minute, in `/health` and to `status --strict`, and since when.
        func complains(of what: String, saying cause: String) async throws {
            try await eventually("\(what): 503 and why", within: 60, every: .milliseconds(500)) {
                let text = try await health()
                return text.hasPrefix("HTTP/1.1 503 ") && text.contains(cause) && text.contains("; since 2")
            }
            let strict = try await run.run("status", "--strict")
            #expect(strict.status == 1, "\(what)")
        }

        func heals(after what: String) async throws {
            try await eventually("\(what): good again", within: 90, every: .milliseconds(500)) { try await isGood() }
            #expect(try await run.run("status", "--strict").status == 0, "\(what)")
        }
    }

    @Test func aLockedRecordIsSaidAndHeals() async throws {
        let watched = try await Watched()
        let locker = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"),
            arguments: [
                "python3", "-c",
                "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None); "
                    + "c.execute('BEGIN IMMEDIATE'); time.sleep(600)",
                watched.run.folder.path("state/history.sqlite"),
            ], output: watched.run.folder.path("locker.out"), complaints: watched.run.folder.path("locker.err"))
        try await watched.complains(of: "a locked record", saying: "another process holds the database")
        await locker.kill()
        try await watched.heals(after: "a locked record")
        await watched.daemon.stop()
    }

    /// What was recorded is there again, and what is recorded after it.
    @Test func aRemovedRecordIsWrittenAnew() async throws {
        let watched = try await Watched()
        await watched.publisher.publish(FaultTests.before)
        try await eventually("the first alert is delivered") { watched.run.lines().count == 1 }
        for name in ["history.sqlite", "history.sqlite-wal", "history.sqlite-shm"] {
            try FileManager.default.removeItem(atPath: watched.run.folder.path("state/\(name)"))
        }
        try await eventually("the record is back", within: 60) {
            FileManager.default.fileExists(atPath: watched.run.folder.path("state/history.sqlite"))
        }
        try await watched.heals(after: "a removed record")
        await watched.publisher.publish(FaultTests.after)
        try await eventually("the second alert is delivered") { watched.run.lines().count == 2 }
        await watched.daemon.stop()
        let again = try watched.run.startDaemon()
        try await eventually("it answers again") { try await watched.run.run("status").status == 0 }
        let history = try await watched.run.run("history", "ofsted:80447", "--format", "csv").output
        #expect(history.contains("2023-03-06") && history.contains("2024-03-04"))
        #expect(watched.run.lines().count == 2)
        #expect(try await watched.run.run("alerts", "verify").status == 0)
        await again.stop()
    }

    @Test(.enabled(if: mayMount, "no file system may be mounted here, so none is read only"))
    func aLogThatCannotBeWrittenIsSaidAndHeals() async throws {
        let watched = try await Watched(onDiskOfItsOwn: "log")
        let log = watched.run.folder.path("log")
        defer { umount2(log, 2) }
        #expect(mount("tmpfs", log, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "size=4m") == 0)
        try await watched.complains(of: "a log", saying: "receiver everything: cannot open \(log)/alerts.jsonl")
        await watched.publisher.publish(FaultTests.before)
        try await eventually("the alert is recorded") {
            try await watched.run.run("alerts", "--format", "jsonl").output.contains("inspection-published")
        }
        #expect(mount("tmpfs", log, "tmpfs", UInt(MS_REMOUNT), "size=4m") == 0)
        try await watched.heals(after: "a log")
        try await eventually("the alert is delivered", within: 90) { watched.run.lines().count == 1 }
        await watched.daemon.stop()
    }

    @Test func aWebhookThatTakesNothingIsSaidAndHeals() async throws {
        let refuses = Refusal()
        let server = try await LoopbackServer { _ in ServerAnswer(await refuses.isOn ? 500 : 204) }
        let watched = try await Watched({ url in
            FaultTests.configuration(url).replacing(
                "routes:\n  - {name: all, receivers: [everything, reading]}",
                with: "  - {name: hook, kind: webhook, url: '\(server.url)/hook'}\nroutes:\n"
                    + "  - {name: all, receivers: [everything, reading, hook]}")
        })
        await watched.publisher.publish(FaultTests.before)
        try await watched.complains(of: "a webhook", saying: "receiver hook: alert 2 of ")
        #expect(try await watched.health().contains("answered 500"))
        await refuses.end()
        #expect(try await watched.run.run("redeliver", "--since", "2020-01-01").status == 0)
        try await watched.heals(after: "a webhook")
        await watched.daemon.stop()
    }

    private actor Refusal {
        private(set) var isOn = true
        func end() { isOn = false }
    }

    /// A page is overwritten that SQLite need not look at for most questions.
    @Test func aDamagedFileIsNoticedAtTheStart() async throws {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        await publisher.publish(FaultTests.before)
        #expect(try await run.run("run", "--once").status == 0)
        let path = run.folder.path("state/history.sqlite")
        #expect(try await run.run("alerts").status == 0)
        // Whatever lies in the journal goes into the file first.
        let moved = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"),
            arguments: [
                "python3", "-c",
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA wal_checkpoint(TRUNCATE)'); "
                    + "r = c.execute(\"select rootpage from sqlite_master where name = 'attempts'\").fetchone()[0]; "
                    + "s = c.execute('PRAGMA page_size').fetchone()[0]; c.close(); f = open(sys.argv[1], 'r+b'); "
                    + "f.seek((r - 1) * s + 3); f.write(bytes([255] * 5)); f.close()",
                path,
            ], output: run.folder.path("damage.out"), complaints: run.folder.path("damage.err"))
        await moved.ended()
        let complaints = try run.folder.read("damage.err")
        #expect(moved.status == 0, "\(complaints)")
        let daemon = try run.startDaemon()
        try await eventually("it is said", within: 60, every: .milliseconds(500)) {
            let status = try await run.run("status", "--strict")
            return status.status == 1 && status.output.contains("damaged")
        }
        await daemon.kill()
    }

    private static let mayMount: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        guard mkdir(folder, 0o700) == 0 else { return false }
        defer { rmdir(folder) }
        guard mount("tmpfs", folder, "tmpfs", 0, "size=64k") == 0 else { return false }
        umount(folder)
        return true
    }()

    @Test(.enabled(if: mayMount, "no file system may be mounted here, so no disk can be full"))
    func aFullDiskIsSaidAndHeals() async throws {
        let watched = try await Watched(onDiskOfItsOwn: "state")
        let state = watched.run.folder.path("state")
        // Also where something still lies open in it.
        defer { umount2(state, 2) }
        let filling = state + "/filling"
        let file = open(filling, O_CREAT | O_WRONLY, 0o600)
        let block = [UInt8](repeating: 1, count: 4096)
        while write(file, block, block.count) == block.count {}
        close(file)
        await watched.publisher.publish(FaultTests.before)
        try await watched.complains(of: "a full disk", saying: "free some space")
        unlink(filling)
        try await watched.heals(after: "a full disk")
        try await eventually("the alert is delivered", within: 90) { watched.run.lines().count == 1 }
        await watched.daemon.stop()
    }
}
