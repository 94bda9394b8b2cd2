import Configuration
import Foundation
import History
import Receivers
import System

/// A daemon among those that share its record.
enum Fleet {
    /// Does what only the daemon that leads may do, and keeps the lead meanwhile; throws where another leads.
    static func leading<T: Sendable>(
        _ application: Application, _ work: @Sendable () async -> T
    ) async throws -> T {
        let history = application.history
        switch try await history.lead() {
        case .leads: break
        case .follows(let other, _): throw Fleet.taken(by: "the daemon \(other)")
        case .open, .replaced: throw Fleet.taken(by: "another process")
        }
        // Whoever polled before may have asked a publisher a moment ago.
        if history.isShared { try await Task.sleep(for: .seconds(application.configuration.http.intervalPerHost)) }
        let seconds = (application.configuration.fleet?.lease ?? 86_400) / 3
        let value = await withTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(seconds))
                    // Where it is lost nothing more can be recorded, which says so.
                    _ = try? await history.lead()
                }
            }
            let value = await work()
            group.cancelAll()
            return value
        }
        try await history.stepDown()
        return value
    }

    private static func taken(by other: String) -> OperationError {
        OperationError(
            operation: "poll once", subject: "the record", cause: "\(other) leads",
            hint: "that one polls; stop it first to do so by hand")
    }
}

/// A daemon ends because another has taken its place for good: starting it again would change nothing.
package struct StandsBack: Error, CustomStringConvertible {
    package let description: String
}

extension Configuration {
    /// `nil` where the record is a file. `isLonely`: does by itself all that is to be done now.
    func member(isLonely: Bool = false) -> FleetMember? {
        fleet.map { fleet in
            FleetMember(
                name: fleet.name, lease: fleet.lease, version: Version.text,
                logs: receivers.filter { $0.receiver.log != nil }.map { fleet.plain($0.name) },
                configuration: sharedPart, work: fleet.isParted && !isLonely ? parted : .whole)
        }
    }

    private var parted: FleetWork {
        .parted(
            hosts: feeds.map(\.hosts),
            receivers: receivers.filter { $0.receiver.log == nil }.map(\.name))
    }
}
