import Configuration
import Delivery
import Dispatch
import Foundation
import Glibc
import History
import Queries
import System

/// The daemon through its reloads: a new configuration takes over from the old one within the same process. All timers
/// and deliveries lie in the history, so what the old one leaves the new one goes on with.
actor Service {
    /// Of the configuration.
    private let file: String
    private let notifier: ServiceNotifier
    private let watchdogSeconds: Double?
    private let started: Date
    private let troubles = Troubles()
    private var application: Application
    private var daemon: Daemon
    /// Takes over once the one that runs has ended.
    private var next: Application?
    private var reloading: CheckedContinuation<Void, Never>?
    private var isStopping = false

    init(application: Application, file: String) {
        let environment = ProcessInfo.processInfo.environment
        self.application = application
        self.file = file
        notifier = ServiceNotifier(address: environment["NOTIFY_SOCKET"])
        watchdogSeconds = environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 1_000_000 }
        started = application.clock.now()
        daemon = Daemon(
            application: application, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
    }

    /// Runs until SIGTERM or SIGINT.
    func run() async {
        let signals = SignalWatch()
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in signals.stopRequests {
                    StopDeadline.arm()
                    await self.stop()
                }
            }
            group.addTask { await self.serveControl() }
            await runDaemons()
            group.cancelAll()
        }
    }

    private func runDaemons() async {
        await daemon.run()
        while let next, !isStopping {
            application = next
            daemon = Daemon(
                application: next, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
            self.next = nil
            reloading?.resume()
            reloading = nil
            await daemon.run()
        }
        reloading?.resume()
        reloading = nil
    }

    private func stop() async {
        isStopping = true
        // The stop may end at its deadline, or by a second signal.
        application.crashes.close()
        notifier.stopping()
        await daemon.stop()
    }

    /// Says what is wrong with the file as it is now; `nil` once it has taken over. All that can fail is done before
    /// anything that runs is touched.
    private func reload() async -> String? {
        if isStopping || next != nil { return "the daemon is stopping, or another reload is under way" }
        do {
            let setup = try Setup(file: file, for: .run)
            guard setup.configuration.state == application.configuration.state else {
                return "state: another folder needs a restart of the daemon"
            }
            guard setup.configuration.record == application.configuration.record else {
                return "history: another database needs a restart of the daemon"
            }
            next = try application.replaced(by: setup)
        } catch {
            return "\(error)"
        }
        notifier.reloading()
        await withCheckedContinuation { continuation in
            reloading = continuation
            Task { await daemon.stop() }
        }
        return isStopping ? "the daemon was stopped meanwhile" : nil
    }

    /// Answers commands until the task is cancelled; a socket that cannot be opened stops nothing else.
    private func serveControl() async {
        let socket: ControlSocket
        do throws(OperationError) {
            socket = try ControlSocket(path: application.configuration.controlPath)
        } catch {
            application.complain(error)
            return
        }
        await socket.serve { await self.answer($0) }
    }

    private func deliver() -> String {
        application.deliveries.wake()
        return ControlAnswer.good
    }

    private func answer(_ line: String) async -> String {
        switch ControlRequest(rawValue: line) {
        case .status: await application.status(file: file, started: started, troubles: troubles)
        case .deliver: deliver()
        case .reload: await reload().map { ControlAnswer.error($0) } ?? ControlAnswer.good
        case nil: ControlAnswer.error("the daemon does not know \"\(line.prefix(40))\"")
        }
    }
}

extension Application {
    /// One line of JSON, or `error:` and why there is none.
    func status(file: String, started: Date, troubles: Troubles) async -> String {
        do {
            let now = clock.now()
            let status = try await history.read("tell the daemon's status") {
                try DaemonStatus(of: configuration, file: file, started: started, troubles: troubles, at: now, in: $0)
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(status), as: UTF8.self)
        } catch {
            return ControlAnswer.error("\(error)")
        }
    }
}

/// Ends a process whose stop takes too long, well before systemd would kill it: a hung disk or a slow document must not
/// hold up a reboot. The history is safe to leave at any instruction.
enum StopDeadline {
    /// Seconds; the unit's TimeoutStopSec is three times as long.
    private static let seconds = 10

    static func arm() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
            StandardStream.error.write("ratingwatch: the stop took longer than \(seconds) s; ending at once\n")
            _exit(0)
        }
    }
}
