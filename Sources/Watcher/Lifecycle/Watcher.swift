import Foundation
import History
import HTTPTransport
import Inspections
import Logging
import Reports

/// Everything that a run needs, opened in order: history, transport, framework data, pipeline, deliveries.
struct Watcher: Sendable {
    let configuration: Configuration
    let history: History
    let transport: HTTPTransport
    let pipeline: Pipeline
    let deliveries: [ReceiverDelivery]
    let clock: Clock
    let logger: Logger
    /// Held as long as the watcher lives.
    private let lock: StateLock
    /// Told of alerts after they were recorded.
    let onAlerts: @Sendable ([StoredAlert]) -> Void

    init(
        configuration: Configuration, lock: StateLock, reports: ReportReader, clock: Clock, logger: Logger,
        onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) throws {
        self.configuration = configuration
        self.lock = lock
        self.clock = clock
        self.logger = logger
        self.onAlerts = onAlerts
        let http = configuration.http
        let history = try History(path: configuration.historyPath)
        let transport = try HTTPTransport(
            userAgent: http.userAgent,
            perHost: http.connectionsPerHost, interval: .seconds(http.intervalPerHost),
            certificateFile: http.certificateFile)
        let backoff = Backoff(first: http.retryFirst, most: http.retryMost)
        let lookup = ProviderLookup(registry: reports.registry)
        self.history = history
        self.transport = transport
        pipeline = Pipeline(
            history: history,
            listings: ListingFetcher(transport: transport, http: http),
            documents: DocumentFetcher(
                transport: transport, reports: reports, http: http,
                store: DocumentStore(
                    folder: DocumentFolder(path: configuration.documentsPath), configuration: configuration.documents
                ) { logger.warning("\($0)") }),
            recorder: Recorder(
                comparison: Comparison(frameworks: reports.catalogue), lookup: lookup,
                settling: PublicationSettling(backoff: backoff),
                alerts: AlertFactory(
                    instance: configuration.instance, summary: ChangeSummary(frameworks: reports.catalogue)),
                routing: Routing(routes: configuration.routes, operators: configuration.operators),
                silences: configuration.silences,
                feeds: Set(configuration.feeds.map(\.name))),
            lookup: lookup, backoff: backoff, clock: clock)
        deliveries = configuration.receivers.map {
            ReceiverDelivery(receiver: $0, history: history, clock: clock, logger: logger)
        }
    }

    /// Does what is due for a feed, tells of it and delivers; `nil` where the history could not be used.
    func run(_ feed: FeedConfiguration) async -> PollReport? {
        do throws(HistoryError) {
            let report = try await pipeline.run(feed)
            logger.log(level: report.level, "feed \(feed.name): \(report.result)")
            for complaint in report.complaints { logger.warning("feed \(feed.name): \(complaint)") }
            if report.otherComplaints > 0 {
                logger.warning(
                    "feed \(feed.name): and \(report.otherComplaints) more; `ratingwatch publications` lists them")
            }
            onAlerts(report.alerts)
            // Readers are told at once; what operators are to hear goes with the next round.
            if report.alerts.contains(where: { AlertKind(rawValue: $0.kind)?.isForOperators == false }) {
                await deliver()
            }
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
        logger.error("feed \(feed.name): \(error)")
    }

    /// Says what went wrong with the history.
    func complain(_ error: HistoryError) {
        if !Task.isCancelled { logger.error("\(error)") }
    }

    /// Ends what is under way.
    func close() async { await transport.shutDown() }

    /// Says what is still to be delivered to receivers that the configuration no longer names: a renamed one, as a rule.
    func complainOfLostReceivers() async {
        do throws(HistoryError) {
            let waiting = try await history.read("look up receivers") { try $0.receiversWaiting() }
            let known = configuration.receivers.map(\.name)
            for name in waiting where !known.contains(name) {
                logger.warning(
                    "alerts wait for the receiver \"\(name)\", which is not configured; give a receiver that name to get them"
                )
            }
        } catch {
            complain(error)
        }
    }

    /// Tries every receiver that has something due, side by side.
    func deliver() async {
        // A task of its own: a stop must not part what a log has been given from the note that it was given.
        await Task {
            await withDiscardingTaskGroup { group in
                for delivery in deliveries {
                    group.addTask { await delivery.deliver() }
                }
            }
        }.value
    }
}
