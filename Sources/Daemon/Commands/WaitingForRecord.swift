import Configuration
import Dispatch
import Foundation
import History
import Logging
import System

/// The start of a daemon whose record is on a server that is away: it waits, says so to whoever asks, and goes on by
/// itself.
struct WaitingForRecord: Sendable {
    let configuration: Configuration
    let open: @Sendable () async throws -> Application

    private let standby: Standby
    private let notifier = ServiceNotifier(address: ProcessInfo.processInfo.environment["NOTIFY_SOCKET"])

    /// Seconds between two questions.
    private static let interval: Double = 5

    /// `cause`: why it cannot be asked now.
    init(_ configuration: Configuration, cause: HistoryError, open: @escaping @Sendable () async throws -> Application)
    {
        self.configuration = configuration
        self.open = open
        standby = Standby(.waits(cause.cause))
        Logger.ofDaemon.error("\(cause)")
    }

    /// Returns once the record is open.
    func run() async throws -> Application {
        // Nothing is wrong with this program: systemd need not start it again.
        notifier.ready()
        return try await withThrowingTaskGroup(of: Application?.self) { group in
            group.addTask {
                await standby.serve(configuration.metrics) { Logger.ofDaemon.warning("\($0)") }
                return nil
            }
            group.addTask {
                await serveControl()
                return nil
            }
            group.addTask {
                while !Task.isCancelled {
                    notifier.status(standby.text)
                    notifier.watchdog()
                    try? await Task.sleep(for: .seconds(WaitingForRecord.interval))
                }
                return nil
            }
            group.addTask { try await opened() }
            defer { group.cancelAll() }
            for try await case let application? in group { return application }
            throw CancellationError()
        }
    }

    private func opened() async throws -> Application {
        while true {
            try await Task.sleep(for: .seconds(WaitingForRecord.interval))
            do {
                return try await open()
            } catch let error as HistoryError where error.isAway {
                if standby.note(.waits(error.cause)) { Logger.ofDaemon.error("\(error)") }
            }
        }
    }

    private func serveControl() async {
        do throws(OperationError) {
            let socket = try ControlSocket(path: configuration.controlPath)
            await socket.serve { _ in ControlAnswer.error(standby.text) }
        } catch {
            Logger.ofDaemon.warning("\(error)")
        }
    }
}
