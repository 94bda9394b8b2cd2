import Foundation
import History
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import System

/// `run --once` within the tests' own process: all of it is real; only the clock is moved.
struct WatchedOnce {
    let folder: TemporaryFolder
    /// From 2026-06-01, a Monday, 12:00 UTC.
    let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))

    private let lock: StateLock

    init() throws {
        folder = try TemporaryFolder()
        lock = try StateLock(folder: try folder.folder("state"))
    }

    var state: String { folder.path("state") }

    var history: History {
        get throws { try History(at: .file(state + "/history.sqlite")) }
    }

    /// Runs to its end and answers the kinds of the alerts that it raised.
    @discardableResult
    func run(_ yaml: String) async throws -> [String] {
        let configuration = try Configuration.parse(
            yaml, file: "test.yaml", surroundings: Surroundings(workingDirectory: folder.path))
        let application = try Application.test(configuration, lock: lock, clock: clock.runningClock)
        let known = try await history.read("test") { try $0.lastAlert()?.sequence ?? 0 }
        #expect(await application.runOnce())
        return try await history.read("test") { history in
            try history.alertHeads(AlertQuery()).filter { $0.sequence > known }.map(\.kind)
        }
    }
}
