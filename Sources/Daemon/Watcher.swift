import Configuration
import Delivery
import Foundation
import History
import HTTPTransport
import Inspections
import Logging
import Polling
import Receivers
import Reports
import System

/// Everything that a run needs, opened in order: history, transport, framework data, pipeline, deliveries.
struct Watcher: Sendable {
    let configuration: Configuration
    let history: History
    let transport: HTTPTransport
    let pipeline: Pipeline
    let carriers: Carriers
    let deliveries: Deliveries
    let clock: Clock
    let logger: Logger
    /// Held as long as the watcher lives.
    let lock: StateLock
    /// Told of alerts after they were recorded.
    let onAlerts: @Sendable ([StoredAlert]) -> Void
    /// `nil` where no folder is configured.
    let publishing: SitePublishing?
    /// `nil` where nobody looks on.
    let progress = ProgressLine.onTerminal

    init(
        configuration: Configuration, lock: StateLock, history: History, reports: ReportReader, clock: Clock,
        logger: Logger, onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) throws {
        self.configuration = configuration
        self.lock = lock
        self.clock = clock
        self.logger = logger
        self.onAlerts = onAlerts
        let http = configuration.http
        let transport = try HTTPTransport(
            userAgent: http.userAgent,
            perHost: http.connectionsPerHost, interval: .seconds(http.intervalPerHost),
            certificateFile: http.certificateFile)
        let backoff = Backoff(first: http.retryFirst, most: http.retryMost)
        self.history = history
        self.transport = transport
        let recorder = Recorder(configuration, reports: reports)
        pipeline = Pipeline(
            history: history,
            listings: ListingFetcher(transport: transport, http: http),
            documents: DocumentFetcher(
                transport: transport, reports: reports, http: http,
                store: DocumentStore(
                    folder: DocumentFolder(path: configuration.documentsPath), configuration: configuration.documents
                ) { logger.warning("\($0)") }),
            recorder: recorder,
            lookup: recorder.lookup, backoff: backoff, clock: clock, tableFolder: configuration.state)
        let carriers = try Carriers(http: http)
        self.carriers = carriers
        let notices = ReceiverNotices(
            alerts: recorder.alerts, operators: configuration.operators, silences: configuration.silences)
        let loops = configuration.receivers.map { receiver in
            DeliveryLoop(
                ReceiverDelivery(
                    receiver, history: history, carriers: carriers, notices: notices, clock: clock,
                    logger: logger.about(receiver: receiver.name)),
                clock: clock)
        }
        deliveries = Deliveries(loops: loops, onAlerts: onAlerts)
        publishing = configuration.publish.folder.map {
            SitePublishing(
                folder: $0, configuration: configuration, reports: reports, clock: clock, logger: logger)
        }
    }

    /// Does what is due for a feed, tells of it and has it delivered; `nil` where the history could not be used. `started`: what
    /// falls due again later is left.
    func run(_ feed: FeedConfiguration, started: Date? = nil) async -> PollReport? {
        do throws(HistoryError) {
            let report = try await pipeline.run(feed, started: started)
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

    /// Goes on behind what the logs hold, where the history was restored from a backup; before anything is raised.
    func followLogs() async {
        do throws(HistoryError) {
            for complaint in try await LogReconciliation(configuration).run(on: history) {
                logger.warning("\(complaint)")
            }
        } catch {
            complain(error)
        }
    }

    /// Keeps every wait as long as it was although the wall clock was set back, by so many seconds less than 0.
    func moveWaits(by step: Double) async {
        let now = clock.now()
        logger.warning("the clock was set back by \(Int(-step)) s; every wait stays as long as it was")
        do throws(HistoryError) {
            try await history.write("follow the clock") { try $0.moveWaits(by: step, after: now) }
        } catch {
            complain(error)
        }
    }

    /// Says what went wrong with a feed, where the journal or the terminal shows it.
    func complain(of feed: FeedConfiguration, _ error: HistoryError) {
        // That a stop cuts work short is no fault.
        if Task.isCancelled { return }
        logger.about(feed: feed.name).error("feed \(feed.name): \(error)")
    }

    /// Says what went wrong with the history.
    func complain(_ error: HistoryError) {
        if !Task.isCancelled { logger.error("\(error)") }
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
            "ratingwatch \(Version.text) watches \(count) feed\(count == 1 ? "" : "s"); history in \(configuration.historyPath); logs in \(configuration.logs)\(end)"
        )
    }

    /// Says what of the configuration is probably not meant.
    func complainOfDoubts() {
        for warning in configuration.warnings { logger.warning("\(warning)") }
    }

    /// Has what the history knows of feeds follow the names that the configuration gives them now.
    func followRenamedFeeds() async {
        do throws(HistoryError) {
            let changes = try await history.write("follow renamed feeds") { [configuration] history in
                let changes = try FeedNames.changes(
                    history.feedStates(), configured: configuration.feeds, isEmpty: history.isEmpty)
                if !changes.isEmpty { try history.rename(feeds: changes) }
                return changes
            }
            for (old, new) in changes.sorted(by: { $0.key < $1.key }) {
                logger.about(feed: new).notice("feed \(new): was called \(old), and keeps what is known of it")
            }
        } catch {
            complain(error)
        }
    }

    /// Gives councils back their names that a document had called `Durham's`, as older versions took them.
    func nameCouncilsAsRegistered() async {
        do throws(HistoryError) {
            try await history.write("name councils") { [pipeline] history in
                for council in try history.providersNamedInPossessive().compactMap(pipeline.lookup.council(as:)) {
                    try history.save(council, namedBy: .registry)
                }
            }
        } catch {
            complain(error)
        }
    }

    /// Says what is still to be delivered to receivers that the configuration no longer names: a renamed one, as a rule.
    func complainOfLostReceivers() async {
        do throws(HistoryError) {
            let waiting = try await history.read("look up receivers") { try $0.receiversWaiting() }
            let known = configuration.receivers.map(\.name)
            for name in waiting where !known.contains(name) {
                logger.about(receiver: name).warning(
                    "alerts wait for the receiver \"\(name)\", which is not configured; give a receiver that name to get them"
                )
            }
        } catch {
            complain(error)
        }
    }
}
