import Configuration
import Delivery
import Dispatch
import Foundation
import Glibc
import History
import Inspections
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
    private var isReloading = false
    private var isStopping = false
    /// What it does of the work on the record; `nil` while others do all of it.
    private var duties: Duties?
    /// Until when, unless it says so anew.
    private var leadsUntil: ContinuousClock.Instant?
    /// True where others may have asked a moment ago whom it is to ask.
    private var isNew = true
    /// What it says of itself while it does not lead.
    private let standby: Standby
    private var waiting: CheckedContinuation<Void, Never>?
    /// Why it ended by itself.
    private(set) var fault: (any Error)?

    init(application: Application, setup: Setup, standby: Standby) {
        self.standby = standby
        let environment = ProcessInfo.processInfo.environment
        self.application = application
        self.setup = setup
        duties = application.history.isShared ? nil : application.duties
        notifier = ServiceNotifier(address: environment["NOTIFY_SOCKET"])
        watchdogSeconds = environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 1_000_000 }
        started = application.clock.now()
        daemon = Daemon(
            application: application, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
    }

    /// Runs until SIGTERM or SIGINT; SIGHUP reloads.
    func run() async {
        let signals = SignalWatch(hangUpReloads: true)
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in signals.stopRequests {
                    StopDeadline.arm()
                    await self.stop()
                }
            }
            group.addTask { for await _ in signals.reloadRequests { await self.reloadAsSignalled() } }
            group.addTask { await self.serveControl() }
            if application.history.isShared {
                group.addTask { [watch] in await watch.run { await self.hear($0) } }
                group.addTask { await self.feedWatchdog() }
            }
            await runDaemons()
            group.cancelAll()
        }
        // Where the server cannot be told, the lease runs out.
        try? await application.history.stepDown()
    }

    private func runDaemons() async {
        var isFresh = true
        while await isTimeToRun(), let duties {
            do {
                // Whatever is in memory of what another has done meanwhile may be otherwise by now.
                if let next, next.duties == duties {
                    application = next
                } else if !isFresh || application.duties != duties {
                    application = try application.replaced(by: setup, doing: duties)
                }
            } catch {
                fault = error
                break
            }
            daemon = Daemon(
                application: application, notifier: notifier, troubles: troubles, watchdogSeconds: watchdogSeconds)
            isFresh = false
            next = nil
            reloading?.resume()
            reloading = nil
            // No work is under way.
            application.history.letGo(but: duties)
            await daemon.run()
        }
        reloading?.resume()
        reloading = nil
    }

    /// Waits for something to do; false once the daemon is to stop.
    private func isTimeToRun() async -> Bool {
        let application = application
        while !isStopping, duties == nil || (isNew && application.history.isShared) {
            await withDiscardingTaskGroup { group in
                group.addTask { [standby] in
                    await standby.serve(application.configuration.metrics) { application.complain($0) }
                }
                if duties == nil { await wait() }
                isNew = false
                // Whoever did it before may have asked a publisher a moment ago.
                if duties != nil { await pause(seconds: application.configuration.http.intervalPerHost) }
                group.cancelAll()
            }
        }
        return !isStopping
    }

    /// Until `goOn`.
    private func wait() async {
        await withCheckedContinuation { continuation in
            if isStopping { continuation.resume() } else { waiting = continuation }
        }
    }

    private func pause(seconds: Double) async {
        let end = Task {
            try await Task.sleep(for: .seconds(seconds))
            goOn()
        }
        await wait()
        end.cancel()
    }

    /// Tells systemd that the daemon moves, whether or not a database that another machine keeps answers.
    private func feedWatchdog() async {
        guard let watchdogSeconds else { return }
        while !Task.isCancelled {
            await daemon.answer()
            notifier.watchdog()
            try? await Task.sleep(for: .seconds(watchdogSeconds / 4))
        }
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

    private var watch: FleetWatch {
        FleetWatch(
            history: application.history, lease: application.configuration.fleet?.lease ?? 30,
            logger: application.logger)
    }

    private func hear(_ heard: FleetWatch.Heard) async -> FleetWatch.Next {
        if isStopping { return .end }
        switch heard {
        case .good(let leadership):
            await follow(leadership)
            // A command on another machine may have left something to do.
            if duties != nil { application.deliveries.wake() }
        case .failed(let error, let isFirst):
            if isFirst { application.complain(error) }
            if error.isNewer {
                await end(StandsBack(description: "\(error)"))
            } else if !application.history.mayAct {
                await standBy(.waits(error.cause))
            }
        }
        return isStopping ? .end : .look(isWorking: duties != nil)
    }

    private func follow(_ leadership: Leadership) async {
        switch leadership {
        case .leads(let new, let until):
            leadsUntil = until
            if duties != new { await take(up: new) }
        case .follows(let other, let until): await standBy(.follows(other, until: until))
        case .open: await standBy(.open)
        case .replaced:
            let name = application.configuration.fleet?.name ?? ""
            await end(
                StandsBack(
                    description: "another process has begun as the daemon \(name); give each a name of its own by "
                        + "fleet: {name: ...}, or stop that one and start this one again"))
        }
    }

    private func take(up new: Duties) async {
        let before = duties
        duties = new
        isNew = true
        application.logger.notice("\(FleetPlace.does(new))")
        if let other = new.behind, before?.behind != other {
            application.logger.warning("\(FleetPlace.isBehind(other))")
        }
        if before != nil { return await daemon.stop() }
        goOn()
        await warnOfServer()
    }

    private func standBy(_ state: Standby.State) async {
        let isNew = standby.note(state)
        notifier.ready()
        notifier.status(standby.text)
        if duties != nil {
            duties = nil
            application.logger.warning("\(standby.text)")
            await daemon.stop()
        } else if isNew {
            application.logger.notice("\(standby.text)")
        }
    }

    private func warnOfServer() async {
        do throws(HistoryError) {
            for doubt in try await application.history.doubtsOfServer() { application.logger.warning("\(doubt)") }
        } catch {
            application.complain(error)
        }
    }

    private func end(_ error: any Error) async {
        fault = error
        await stop()
    }

    /// Says what is wrong with the file as it is now; `nil` once it has taken over. All that can fail is done before
    /// anything that runs is touched.
    private func reload() async -> String? {
        if isStopping || isReloading { return "the daemon is stopping, or another reload is under way" }
        isReloading = true
        defer { isReloading = false }
        do {
            let setup = try Setup(file: setup.file, for: .run)
            guard setup.configuration.state == application.configuration.state else {
                return "state: another folder needs a restart of the daemon"
            }
            guard setup.configuration.record == application.configuration.record else {
                return "history: another database needs a restart of the daemon"
            }
            guard setup.configuration.fleet == application.configuration.fleet else {
                return "fleet: another name, lease or share needs a restart of the daemon"
            }
            let next = try application.replaced(by: setup, doing: duties ?? application.duties)
            if let member = setup.configuration.member() { try await application.history.describe(member) }
            self.setup = setup
            // What stands by begins with it once it leads.
            if duties == nil { return nil }
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

    /// The log alone hears what came of it.
    private func reloadAsSignalled() async {
        if let mistake = await reload() {
            application.logger.error("the configuration was not reloaded: \(mistake)")
        } else {
            application.logger.notice("the configuration was reloaded")
        }
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

    /// `nil` where the record is a file.
    private var place: FleetPlace? {
        get async {
            guard let fleet = application.configuration.fleet else { return nil }
            let own = leadsUntil.map {
                application.clock.now().addingTimeInterval((ContinuousClock.now.duration(to: $0)) / .seconds(1))
            }
            let leader = duties != nil ? own.map { (name: fleet.name, until: $0) } : standby.leader
            // Where it cannot be asked, the status itself says so.
            let doubts = (try? await application.history.doubtsOfServer()) ?? []
            return FleetPlace(
                name: fleet.name, duties: duties, leader: leader?.name, until: leader?.until.iso8601, doubts: doubts)
        }
    }

    private func deliver() -> String {
        application.deliveries.wake()
        return ControlAnswer.good
    }

    private func answer(_ line: String) async -> String {
        switch ControlRequest(rawValue: line) {
        case .status: await application.status(file: setup.file, started: started, fleet: place, troubles: troubles)
        case .deliver: deliver()
        case .reload: await reload().map { ControlAnswer.error($0) } ?? ControlAnswer.good
        case nil: ControlAnswer.error("the daemon does not know \"\(line.prefix(40))\"")
        }
    }
}
