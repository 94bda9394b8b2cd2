import Foundation
import History
import Inspections
import Logging
import Receivers
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Text

/// Logs in a folder of their own, and a record of what was raised for them.
struct LogWorld {
    let folder: TemporaryFolder
    let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))
    var logs: [(receiver: String, log: LogFile)]

    init(_ logs: [(receiver: String, file: String, format: LogFormat, rotation: LogRotation?)]) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("log"), withIntermediateDirectories: true)
        self.folder = folder
        self.logs = logs.map {
            ($0.receiver, LogFile(path: folder.path("log/" + $0.file), format: $0.format, rotation: $0.rotation))
        }
    }

    func history(_ name: String = "history") throws -> History {
        try History(at: .file(folder.path(name + ".sqlite")))
    }

    /// Each name is another alert, raised a second after the one before.
    func raise(_ names: [String], to receivers: [String], in history: History) async throws {
        for name in names {
            clock.advance(1)
            let alert = Alert(
                kind: .operatorFeedQuiet, id: "rw_\(name)", instance: "test", time: clock.now, subject: "feed:a",
                feed: "a", summary: "the alert \(name)")
            _ = try await history.write("test") {
                try $0.raise(
                    alert, decisions: [RouteDecision(route: "r", took: true, reason: "")], receivers: receivers,
                    line: AlertLine.text(alert))
            }
        }
    }

    func deliver(from history: History) async {
        for (name, log) in logs {
            let delivery = LogDelivery(
                name: name, log: log, history: history, clock: clock.clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            _ = await delivery.deliver()
        }
    }

    /// Has a log hold what it is still to get, as a process leaves it that ends before it has noted so.
    func write(to receiver: String, from history: History) async throws {
        let log = try #require(logs.first { $0.receiver == receiver }?.log)
        let (pending, head) = try await history.read("test") {
            (
                try $0.pendingAlerts(receiver: receiver, limit: 9),
                try $0.logHead(receiver: receiver, path: log.path)
            )
        }
        _ = try log.append(pending.map { AlertRecord($0) }, after: LogHead(head))
    }

    /// The names of a log and of its rotated files.
    func files(of log: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("log")).filter { $0.hasPrefix(log) }
    }

    @discardableResult
    func follow(_ history: History) async throws -> [String] {
        try await LogReconciliation(logs: logs).run(on: history)
    }

    /// The chains hold, and nothing waits.
    func expectWhole(_ history: History, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for (name, log) in logs where log.format == .jsonl {
            let (head, removed) = try await history.read("test") {
                (
                    try $0.logHead(receiver: name, path: log.path), try $0.logRemoval(receiver: name, path: log.path)
                )
            }
            let found = try LogVerifier(path: log.path).verify(expected: LogHead(head), removed: LogHead(removed))
            #expect(found.fault == nil, sourceLocation: sourceLocation)
        }
        let waiting = try await history.read("test") { try $0.countWaitingDeliveries() }
        #expect(waiting == 0, sourceLocation: sourceLocation)
    }
}
