import Configuration
import Delivery
package import Foundation
import Glibc
import History
import Inspections
import Logging
import Polling
package import Queries
import Receivers
import Reports
import System

/// `ratingwatch apart`: what the daemon may have died of, in a process of its own.
extension Setup {
    /// Takes the step of a poll that a daemon is about to record, by what publishers have answered to it, and undoes
    /// it. `started`: of a poll that does what was due then.
    package func rehearse(_ name: String, at now: Date, started: Date?) async throws -> Answer {
        Confinement.hideProcess()
        Confinement.dieWithParent()
        guard let feed = configuration.feeds.first(where: { $0.name == name }) else {
            throw UnknownName(name, of: "feed", known: configuration.feeds.map(\.name))
        }
        let tape = try AnswerTape(playing: STDIN_FILENO)
        let crashes = CrashGuard.none
        for crash in tape.crashes { crashes.convict(crash.subject, of: .feed(name), how: crash.how) }
        let clock = Clock(now: { now }, jitter: Clock.system.jitter)
        let application = try Application(
            configuration: configuration, lock: nil, history: try History(at: configuration.record),
            reports: reports, clock: clock, logger: Logger.ofDaemon, crashes: crashes, tape: tape
        ) { _ in }
        let report = await application.run(feed, started: started)
        return Answer("", isGood: report != nil)
    }

    /// Sends a receiver one of the deliveries that are due, and records nothing.
    package func send(_ delivery: String, to name: String) async throws -> Answer {
        Confinement.hideProcess()
        Confinement.dieWithParent()
        guard let receiver = configuration.receivers.first(where: { $0.name == name }) else {
            throw UnknownName(name, of: "receiver", known: configuration.receivers.map(\.name))
        }
        guard let history = try History(readingAt: configuration.record) else { return nothingYet(isGood: false) }
        let carriers = try Carriers(http: configuration.http, names: ReaderNames(reports.catalogue))
        let notices = ReceiverNotices(operators: []) { _, _, _ in [] }
        let deliveries = ReceiverDelivery(
            receiver, history: history, carriers: carriers, notices: notices, watched: configuration.watchedFeeds,
            clock: .system, logger: Logger.ofDaemon)
        return Answer("", isGood: try await deliveries.sendApart(delivery))
    }
}
