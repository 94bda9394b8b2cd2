import Foundation
import HTTPTransport
import History
import Inspections
import Logging
import Receivers
import RecordSupport
import TestSupport

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling

/// A real database with alerts for receivers, and their deliveries as the application composes them; only the clock is
/// moved.
struct DeliveryWorld {
    let folder: TemporaryFolder
    let history: History
    let clock: ManualClock
    let alerts = AlertFactory(instance: "test", summary: ChangeSummary(frameworks: FrameworkCatalogue([])))

    /// `start`: seconds since 1970.
    init(from start: Double) throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
        clock = ManualClock(Date(timeIntervalSince1970: start))
    }

    func raise(_ keys: [String], to receivers: [String]) async throws {
        for key in keys {
            let alert = alerts.operatorAlert(
                .operatorFeedFailing, feed: "feed \(key)", key: key, summary: "alert \(key)", time: clock.now)
            _ = try await history.write("test") {
                try $0.raise(alert, decisions: [], receivers: receivers, line: "line \(alert.summary)")
            }
        }
    }

    /// Opens one receiver's delivery for as long as `body` takes.
    func open<T>(
        _ receiver: ReceiverConfiguration, operators: [String] = [],
        _ body: (ReceiverDelivery) async throws -> T
    ) async throws -> T {
        let carriers = try Carriers(http: HTTPConfiguration(), names: .ids)
        let result = try await body(
            ReceiverDelivery(
                receiver, history: try TestRecord.open(folder.path("history.sqlite")), carriers: carriers,
                notices: ReceiverNotices(alerts: alerts, operators: operators), clock: clock.clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        await carriers.http.shutDown()
        return result
    }

    /// Opened anew, as after a restart.
    @discardableResult
    func deliver(_ receiver: ReceiverConfiguration, operators: [String] = []) async throws -> DeliveryRound {
        try await open(receiver, operators: operators) { await $0.deliver() }
    }

    func accounts(failed: Bool = false) async throws -> [DeliveryAccount] {
        try await history.read("test") { try $0.deliveries(failed: failed) }
    }
}
