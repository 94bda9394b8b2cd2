import Configuration
import Delivery
import Dispatch
import Foundation
import Glibc
import History
import HTTPTransport
import Inspections
import Logging
import Polling
import Receivers
import Queries
import Reports
import System

/// The whole of a run, composed of its parts in order: history, transport, framework data, poll, deliveries. The daemon
/// builds it, and so do the tests, with a clock of their own.
struct Application: Sendable {
    let configuration: Configuration
    let history: History
    let transport: HTTPTransport
    let poll: Poll
    let carriers: Carriers
    let deliveries: Deliveries
    let clock: Clock
    let logger: Logger
    /// Held as long as the application lives; `nil` where it changes nothing.
    let lock: StateLock?
    /// Told of alerts after they were recorded.
    let onAlerts: @Sendable ([StoredAlert]) -> Void
    /// What the program is at work on, and what it has died of.
    let crashes: CrashGuard
    /// What of the work on the record it does.
    let duties: Duties
    /// `nil` where no folder is configured.
    let publishing: SitePublishing?
    let recordFailure = RecordFailure()
    /// `nil` where nobody looks on.
    let progress = ProgressLine.onTerminal

    init(
        configuration: Configuration, doing duties: Duties = .all, lock: StateLock?, history: History,
        reports: ReportReader, clock: Clock, logger: Logger, crashes: CrashGuard, tape: AnswerTape? = nil,
        onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) throws {
        self.crashes = crashes
        self.configuration = configuration
        self.duties = duties
        self.lock = lock
        self.clock = clock
        self.logger = logger
        self.onAlerts = onAlerts
        let http = configuration.http
        let transport = try HTTPTransport(
            userAgent: http.userAgent,
            perHost: http.connectionsPerHost, interval: .seconds(http.intervalPerHost),
            certificateFile: http.certificateFile
        ) { await history.mayAsk($0, for: $1) }
        self.history = history
        self.transport = transport
        let recorder = Recorder(configuration, reports: reports)
        var fetcher = Fetcher(
            transport: transport, http: http, crashes: crashes,
            heavies: HeavyDocuments(fromBytes: configuration.limits.heavy), folder: configuration.state)
        fetcher.tape = tape
        poll = Poll(
            history: history, fetcher: fetcher,
            documents: DocumentReader(
                fetcher: fetcher, reports: reports,
                store: DocumentStore(
                    archive: configuration.archive(beside: history), configuration: configuration.documents,
                    isForReading: tape != nil
                ) { logger.warning("\($0)") }),
            recorder: recorder, backoff: http.backoff, clock: clock, tableFolder: configuration.state)
        let carriers = try Carriers(http: http, names: ReaderNames(reports.catalogue))
        self.carriers = carriers
        let notices = ReceiverNotices(
            alerts: recorder.alerts, operators: configuration.operators, silences: configuration.silences)
        let loops = configuration.receivers.filter { duties.include($0.share) }.map { receiver in
            DeliveryLoop(
                ReceiverDelivery(
                    receiver, history: history, carriers: carriers, notices: notices,
                    watched: configuration.watchedFeeds, crashes: crashes, clock: clock,
                    logger: logger.about(receiver: receiver.name)),
                clock: clock)
        }
        deliveries = Deliveries(loops: loops, onAlerts: onAlerts)
        publishing = configuration.publish.folder.map {
            SitePublishing(
                folder: $0, configuration: configuration, reports: reports, clock: clock, logger: logger)
        }
    }

    /// Opens everything; `onAlerts` hears of alerts once they are recorded.
    static func open(
        _ setup: Setup, lock: StateLock, onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) async throws -> Application {
        let configuration = setup.configuration
        let history = try await History.opened(at: configuration.record)
        // What is waited for is due for all that share a record at one time.
        let clock = Clock(now: { history.now ?? Date() }, jitter: Clock.system.jitter)
        let crashes = CrashGuard(
            marks: try CrashMarks(path: configuration.marksPath)
        ) { [file = setup.file] in await $0.configured(by: file).run() }
        return try Application(
            configuration: configuration, lock: lock, history: history, reports: setup.reports, clock: clock,
            logger: Logger.ofDaemon, crashes: crashes, onAlerts: onAlerts)
    }

    /// One with another configuration, or another part of the work, on the same history.
    func replaced(by setup: Setup, doing duties: Duties) throws -> Application {
        try Application.prepare(setup.configuration)
        return try Application(
            configuration: setup.configuration, doing: duties, lock: lock, history: history, reports: setup.reports,
            clock: clock, logger: logger, crashes: crashes, onAlerts: onAlerts)
    }

    /// Makes the folders and looks whether the receivers can be used.
    static func prepare(_ configuration: Configuration) throws {
        for folder in [configuration.state, configuration.logs] {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            } catch {
                throw OperationError(
                    operation: "create the folder", subject: folder, cause: error.localizedDescription,
                    hint: "create it for the user that runs ratingwatch, or configure another")
            }
        }
        for receiver in configuration.receivers { try receiver.receiver.check() }
    }

    /// What is due for each of some feeds that are about to be polled; `nil` where that is looked up at its turn.
    func planned(_ feeds: [FeedConfiguration], started: Date? = nil) async -> [PlannedStep?] {
        // Where it cannot be looked up, each poll says so of its own feed.
        (try? await poll.planned(feeds, started: started)) ?? feeds.map { _ in nil }
    }

    /// Does what is due for a feed, tells of it and has it delivered; `nil` where the history could not be used.
    /// `started`: what falls due again later is left; `planned`: the step, where it was looked up a moment ago.
    func run(_ feed: FeedConfiguration, started: Date? = nil, planned: PlannedStep? = nil) async -> PollReport? {
        // Only now: telling of it is part of the work that may make the program's end.
        defer { crashes.end(.feed(feed.name)) }
        do throws(HistoryError) {
            let report = try await configuration.limits.holding { () async throws(HistoryError) in
                try await poll.run(feed, started: started, planned: planned)
            }
            let logger = logger.about(feed: feed.name)
            logger.log(level: report.level, "feed \(feed.name): \(report.result)")
            progress?.show(feed.name, report.progress)
            for complaint in report.complaints { logger.warning("feed \(feed.name): \(complaint)") }
            if report.otherComplaints > 0 {
                logger.warning(
                    "feed \(feed.name): and \(report.otherComplaints) more; `ratingwatch publications` lists them")
            }
            onAlerts(report.alerts)
            if !report.alerts.isEmpty { deliveries.wake() }
            publishing?.wake()
            return report
        } catch {
            complain(of: feed, error)
            return nil
        }
    }

    /// Says what went wrong with a feed, where the journal or the terminal shows it.
    func complain(of feed: FeedConfiguration, _ error: HistoryError) {
        // That a stop cuts work short is no fault.
        if Task.isCancelled { return }
        recordFailure.note()
        logger.about(feed: feed.name).error("feed \(feed.name): \(error)")
    }

    /// Says what went wrong with the history.
    func complain(_ error: HistoryError) {
        if Task.isCancelled { return }
        recordFailure.note()
        logger.error("\(error)")
    }

    /// Says what went wrong with something that the daemon can do without.
    func complain(_ error: OperationError) { logger.warning("\(error)") }

    /// Ends what is under way.
    func close() async {
        await transport.shutDown()
        await carriers.http.shutDown()
    }

    /// Says that it is up, and where what it finds goes.
    func announce() {
        let count = configuration.feeds.count
        var logger = logger
        logger[metadataKey: "version"] = "\(Version.text)"
        logger[metadataKey: "feeds"] = "\(count)"
        let end = JournalSocket.behind(.error) == nil ? "; stop with Ctrl-C" : ""
        logger.notice(
            "ratingwatch \(Version.text) watches \(count) feed\(count == 1 ? "" : "s"); history in \(configuration.record.subject); logs in \(configuration.logs)\(end)"
        )
    }
}

extension Logger {
    static var ofDaemon: Logger {
        let journal = JournalSocket.behind(.error)
        return Logger(label: "ratingwatch") { _ in DiagnosticsLog(journal: journal) }
    }
}

extension ReceiverNotices {
    /// Raised as all alerts are; `silences`: those of the configuration.
    init(alerts: AlertFactory, operators: [String], silences: [Silence] = []) {
        self.init(operators: operators) { notice, receivers, history in
            try AlertRaising(routing: Routing(routes: [], operators: receivers), silences: silences).raise(
                alerts.receiverAlert(
                    notice.kind, receiver: notice.receiver, key: notice.key, summary: notice.summary, time: notice.time),
                in: history)
        }
    }
}

extension History {
    /// Without holding up others: a server may take its time to answer.
    fileprivate static func opened(at place: RecordPlace) async throws(HistoryError) -> History {
        let opened: Result<History, HistoryError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(HistoryError) in try History(at: place) })
            }
        }
        return try opened.get()
    }
}

/// Keeps a second process from working on the same history; the kernel lets go of it when the process ends, however it
/// ends.
final class StateLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws(OperationError) {
        let path = folder + "/lock"
        // For this user alone: whoever may open it may hold it.
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw OperationError(
                operation: "open", subject: path, cause: String(cString: strerror(errno)),
                hint: "the state folder must belong to the user that runs ratingwatch")
        }
        _ = fchmod(descriptor, 0o600)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw OperationError(
                operation: "lock", subject: folder, cause: "another ratingwatch is already using it",
                hint: "stop that one first, or configure another state folder")
        }
    }

    deinit { close(descriptor) }
}
