import Configuration
import Delivery
import Dispatch
import Foundation
import Glibc
import History
import Logging
import Queries
import System

/// The daemon through its reloads: a new configuration takes over from the old one within the same process. All timers
/// and deliveries lie in the history, so what the old one leaves the new one goes on with.
actor Service {
    /// What runs was made by it, and what takes over is made by the one that was read last.
    private var setup: Setup
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
    /// True as long as this daemon may poll and deliver: of those that share a record one may.
    private var leads: Bool
    private var waiting: CheckedContinuation<Void, Never>?
    /// Why it ended by itself.
    private(set) var fault: (any Error)?

    init(application: Application, setup: Setup) {
        let environment = ProcessInfo.processInfo.environment
        self.application = application
        self.setup = setup
        leads = !application.history.isShared
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
            if application.history.isShared { group.addTask { await self.keepLead() } }
            await runDaemons()
            group.cancelAll()
        }
        // Where the server cannot be told, the lease runs out.
        try? await application.history.stepDown()
    }

    private func runDaemons() async {
        var isFresh = true
        while await isTimeToRun() {
            do {
                // Whatever one that led before has in memory may be otherwise by now.
                if !isFresh { application = try next ?? application.replaced(by: setup) }
            } catch {
                fault = error
                break
            }
            if !isFresh {
                daemon = Daemon(
                    application: application, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
            }
            isFresh = false
            next = nil
            reloading?.resume()
            reloading = nil
            await daemon.run()
        }
        reloading?.resume()
        reloading = nil
    }

    /// Waits for the lead; false once the daemon is to stop.
    private func isTimeToRun() async -> Bool {
        if !leads, !isStopping { await withCheckedContinuation { waiting = $0 } }
        return !isStopping
    }

    private func stop() async {
        isStopping = true
        // The stop may end at its deadline, or by a second signal.
        application.crashes.close()
        notifier.stopping()
        goOn()
        await daemon.stop()
    }

    private func goOn() {
        waiting?.resume()
        waiting = nil
    }

    /// Says again and again that this daemon leads, or waits until it does.
    private func keepLead() async {
        let history = application.history
        let lease = application.configuration.fleet?.lease ?? 30
        var complaint = ""
        while !Task.isCancelled, !isStopping {
            do throws(HistoryError) {
                await follow(try await history.lead())
                complaint = ""
            } catch {
                if Task.isCancelled || isStopping { return }
                // Once, and not every two seconds.
                if error.cause != complaint { application.complain(error) }
                complaint = error.cause
                if error.isNewer { return await end(StandsBack(description: "\(error)")) }
                if !history.mayAct { await standBy("waiting for the record: \(error.cause)") }
            }
            try? await Task.sleep(for: .seconds(leads ? lease / 3 : min(lease / 3, Fleet.interval)))
        }
    }

    private func follow(_ leadership: Leadership) async {
        switch leadership {
        case .leads:
            if leads { return }
            leads = true
            application.logger.notice("this daemon leads")
            goOn()
        case .follows(let other): await standBy("standing by: \(other) leads")
        case .open: await standBy("standing by")
        case .replaced:
            let name = application.configuration.fleet?.name ?? ""
            await end(
                StandsBack(
                    description: "another process has begun as the daemon \(name); give each a name of its own by "
                        + "fleet: {name: ...}, or stop that one and start this one again"))
        }
    }

    private func standBy(_ text: String) async {
        notifier.ready()
        notifier.status(text)
        notifier.watchdog()
        if !leads { return }
        leads = false
        application.logger.warning("\(text)")
        await daemon.stop()
    }

    private func end(_ error: any Error) async {
        fault = error
        await stop()
    }

    /// Says what is wrong with the file as it is now; `nil` once it has taken over. All that can fail is done before
    /// anything that runs is touched.
    private func reload() async -> String? {
        if isStopping || next != nil { return "the daemon is stopping, or another reload is under way" }
        do {
            let setup = try Setup(file: setup.file, for: .run)
            guard setup.configuration.state == application.configuration.state else {
                return "state: another folder needs a restart of the daemon"
            }
            guard setup.configuration.record == application.configuration.record else {
                return "history: another database needs a restart of the daemon"
            }
            guard setup.configuration.fleet == application.configuration.fleet else {
                return "fleet: another name or lease needs a restart of the daemon"
            }
            let next = try application.replaced(by: setup)
            self.setup = setup
            // What stands by begins with it once it leads.
            if !leads { return nil }
            self.next = next
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
        case .status: await application.status(file: setup.file, started: started, troubles: troubles)
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
