import Configuration
import Delivery
import Foundation
import System

/// The daemon through its reloads: a new configuration takes over from the old one within the same process. All timers and
/// deliveries lie in the history, so what the old one leaves the new one goes on with.
actor Service {
    /// Of the configuration.
    private let file: String
    private let notifier: ServiceNotifier
    private let watchdogSeconds: Double?
    private let started: Date
    private let troubles = Troubles()
    private var watcher: Watcher
    private var daemon: Daemon
    /// Takes over once the one that runs has ended.
    private var next: Watcher?
    private var reloading: CheckedContinuation<Void, Never>?
    private var isStopping = false

    init(watcher: Watcher, file: String) {
        let environment = ProcessInfo.processInfo.environment
        self.watcher = watcher
        self.file = file
        notifier = ServiceNotifier(address: environment["NOTIFY_SOCKET"])
        watchdogSeconds = environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 1_000_000 }
        started = watcher.clock.now()
        daemon = Daemon(
            watcher: watcher, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
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
            watcher = next
            daemon = Daemon(
                watcher: next, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
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
        notifier.stopping()
        await daemon.stop()
    }

    /// Says what is wrong with the file as it is now; `nil` once it has taken over. All that can fail is done before anything that
    /// runs is touched.
    private func reload() async -> String? {
        if isStopping || next != nil { return "the daemon is stopping, or another reload is under way" }
        do {
            let setup = try Setup(file: file, for: .run)
            guard setup.configuration.state == watcher.configuration.state else {
                return "state: another folder takes a restart of the daemon"
            }
            next = try watcher.replaced(by: setup)
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
            socket = try ControlSocket(path: watcher.configuration.controlPath)
        } catch {
            watcher.complain(error)
            return
        }
        await socket.serve { await self.answer($0) }
    }

    private func deliver() -> String {
        watcher.deliveries.wake()
        return ControlAnswer.good
    }

    private func answer(_ line: String) async -> String {
        switch ControlRequest(rawValue: line) {
        case .status: await watcher.status(file: file, started: started, troubles: troubles)
        case .deliver: deliver()
        case .reload: await reload().map { ControlAnswer.error($0) } ?? ControlAnswer.good
        case nil: ControlAnswer.error("the daemon does not know \"\(line.prefix(40))\"")
        }
    }
}
