import Configuration
import Foundation
import Glibc
import History
import Inspections
import Queries
import System

/// What monitoring may know of the daemon.
struct DaemonMetrics {
    /// Feeds that have samples of their own, in the order of the configuration: what monitoring stores must stay
    /// bounded.
    static let mostFeeds = 1000

    let feeds: FeedsReport
    /// By the feed's place in the configuration.
    let polls: [[PollOutcome: Int]]
    let alerts: [String: Int]
    let deliveries: [DeliveryCount]
    /// Names of receivers, and whether each is disabled.
    let receivers: [(name: String, isDisabled: Bool)]
    let process: ProcessFigures
    /// Whether it polls and delivers; `nil` where the record is a file.
    let leads: Bool?

    init(
        of configuration: Configuration, doing duties: Duties, polls: [[PollOutcome: Int]],
        in history: HistoryTransaction
    ) throws {
        feeds = try FeedsReport(configured: configuration.feeds, in: history)
        self.polls = polls
        alerts = try history.alertCounts()
        let names = configuration.receivers.map(\.name)
        // What waits for receivers of former configurations is in the log, and would add up here for ever.
        deliveries = try history.deliveryCounts().filter { names.contains($0.receiver) }
        let disabled = try configuration.receivers.disabled(in: history)
        receivers = names.map { (name: $0, isDisabled: disabled.contains($0)) }
        process = .current
        leads = configuration.fleet == nil ? nil : duties.leads
    }

    func text(_ format: MetricsFormat) -> String {
        var text = MetricsText()
        text.add("ratingwatch", .info, "The program.", [.init(1, ("version", Version.text))])
        if let leads { text.add("ratingwatch_leads", .gauge, MetricsText.leads, [.init(leads ? 1 : 0)]) }
        addFeeds(to: &text)
        text.add(
            "ratingwatch_alerts", .counter, "Alerts raised, by kind, in the whole history.",
            AlertKind.allCases.map { .init(alerts[$0.rawValue] ?? 0, ("kind", $0.rawValue)) })
        text.add(
            "ratingwatch_deliveries", .gauge, "Deliveries in the history, by receiver and state.",
            deliveries.map { .init($0.count, ("receiver", $0.receiver), ("state", $0.state)) })
        text.add(
            "ratingwatch_receiver_disabled", .gauge, "1 for a receiver that is disabled.",
            receivers.map { .init($0.isDisabled ? 1 : 0, ("receiver", $0.name)) })
        process.add(to: &text)
        return text.text(format)
    }

    private func addFeeds(to text: inout MetricsText) {
        let conditions = Dictionary(grouping: feeds.feeds, by: \.condition)
        text.add(
            "ratingwatch_feeds", .gauge, "Configured feeds, by condition.",
            FeedsReport.Line.Condition.allCases.map { .init(conditions[$0]?.count ?? 0, ("condition", $0.rawValue)) })
        let shown = Array(zip(feeds.feeds, polls).prefix(DaemonMetrics.mostFeeds))
        text.add(
            "ratingwatch_polls", .counter, "Polls since the configuration was loaded, by feed and outcome.",
            shown.flatMap { line, polls in
                PollOutcome.allCases.map {
                    .init(polls[$0] ?? 0, ("feed", line.feed.name), ("outcome", $0.rawValue))
                }
            })
        text.add(
            "ratingwatch_publications", .gauge, "Publications known.",
            shown.map { .init($0.0.known, ("feed", $0.0.feed.name)) })
        text.add(
            "ratingwatch_publications_pending", .gauge, "Publications whose document is still to be read.",
            shown.map { .init($0.0.pending, ("feed", $0.0.feed.name)) })
        text.add(
            "ratingwatch_feed_last_success_timestamp_seconds", .gauge, "When a poll last succeeded.",
            shown.compactMap { line, _ in
                line.state?.lastSuccess.map { .init($0.timeIntervalSince1970, ("feed", line.feed.name)) }
            })
    }
}

/// What the kernel knows of this process.
struct ProcessFigures {
    /// Bytes in memory.
    let resident: Int
    let descriptors: Int
    let threads: Int
    /// Of all threads, in user and kernel mode.
    let processorSeconds: Double

    /// 0 for what the kernel does not tell.
    static var current: ProcessFigures {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
            .dropFirst().first.flatMap { Int($0) }
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        return ProcessFigures(
            resident: (pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))), descriptors: count("/proc/self/fd"),
            threads: count("/proc/self/task"),
            processorSeconds: Double(used.tv_sec) + Double(used.tv_nsec) / 1_000_000_000)
    }

    func add(to text: inout MetricsText) {
        text.add("process_resident_memory_bytes", .gauge, "Memory in use.", [.init(resident)])
        text.add("process_open_fds", .gauge, "Open descriptors.", [.init(descriptors)])
        text.add("process_threads", .gauge, "Threads.", [.init(threads)])
        text.add("process_cpu_seconds", .counter, "Processor time used.", [.init(processorSeconds)])
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }
}

extension Daemon {
    /// Answers monitoring until the task is cancelled; an address that cannot be opened stops nothing else.
    func serve(_ metrics: MetricsConfiguration) async {
        let server: MetricsServer
        do throws(OperationError) {
            server = try MetricsServer(metrics)
        } catch {
            application.complain(error)
            return
        }
        await server.serve(metrics: { await self.metrics($0) }, health: { self.health })
    }

    private func metrics(_ format: MetricsFormat) async -> HTTPAnswer {
        let configuration = application.configuration
        let (duties, polls) = (application.duties, polls)
        do {
            let text = try await application.history.read("tell metrics") {
                try DaemonMetrics(of: configuration, doing: duties, polls: polls, in: $0).text(format)
            }
            return HTTPAnswer(
                status: 200, reason: "OK", type: format.contentType, body: text, fields: ["Vary: Accept"])
        } catch {
            return HTTPAnswer(status: 503, reason: "Service Unavailable", body: "\(error)\n")
        }
    }

    /// 200 only while there is progress, and what is found can be recorded and delivered.
    private nonisolated var health: HTTPAnswer {
        let lead =
            application.history.mayAct ? nil : "the record's server has not confirmed in time what this daemon does"
        let wrong = [pulse.trouble, lead].compactMap(\.self) + troubles.all.map(\.text)
        if wrong.isEmpty { return HTTPAnswer(status: 200, reason: "OK", body: "good\n") }
        return HTTPAnswer(
            status: 503, reason: "Service Unavailable", body: wrong.prefix(20).joined(separator: "\n") + "\n")
    }
}
