import Foundation
import History
import Inspections
import Reports

/// A checked configuration with its framework data: what every command but `extract` and `read` begins with.
package struct Setup: Sendable {
    /// Path of the configuration.
    let file: String
    let configuration: Configuration
    let reports: ReportReader
    let vocabulary: RouteVocabulary

    /// Throws all problems of the file, and of the framework data that it names, at once.
    package init(file: String) throws(ConfigurationError) {
        self.file = file
        // Read twice: which names a route may ask for is known only with the framework data that the file itself names.
        let reports = try Configuration.load(file: file, surroundings: .current).reportReader()
        vocabulary = RouteVocabulary(frameworks: reports.catalogue, registry: reports.registry)
        configuration = try Configuration.load(file: file, surroundings: .current, vocabulary: vocabulary)
        self.reports = reports
    }

    /// One line on what is configured.
    package var summary: String {
        "\(configuration.feeds.count) feeds, \(configuration.receivers.count) receivers, "
            + "\(configuration.routes.count) routes, \(reports.catalogue.all.count) frameworks"
    }

    /// `ratingwatch run`: until SIGTERM or SIGINT, or once; `onAlert` gets each alert as a readable line once it is
    /// recorded.
    package func run(once: Bool, style: TerminalStyle, onAlert: @escaping @Sendable (String) -> Void) async throws {
        let watcher = try Watcher.open(self) { alerts in
            for alert in alerts { onAlert(AlertLine.painted(alert, style: style)) }
        }
        if once {
            await watcher.runOnce()
        } else {
            await Service(watcher: watcher, file: file).run()
        }
    }

    /// `ratingwatch alerts`.
    package func alerts(
        _ question: AlertsQuestion, format: AlertsFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let (report, complaint) = try await archive.alerts(question, now: Date())
        return Answer(report.text(format, style: style), complaint: complaint)
    }

    /// `ratingwatch alerts verify`.
    package func verifyLogs() async throws -> Answer {
        let verification = try await LogCheck(configuration: configuration, archive: archive)
        return Answer(verification.report, isGood: verification.isGood)
    }

    /// `ratingwatch history PROVIDER`.
    package func history(of provider: String, format: HistoryFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: false) }
        switch try await archive.provider(provider) {
        case .found(let found):
            let report = try await archive.history(
                of: found, frameworks: reports.catalogue, today: CalendarDate(london: Date()) ?? .distantFuture)
            return Answer(report.text(format, style: style))
        case .unknown(let near):
            return Answer("", complaint: ProviderSearch.complaint(provider, near: near), isGood: false)
        }
    }

    /// `ratingwatch publications`.
    package func publications(
        feed: String?, format: PublicationsFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        return Answer(try await archive.publications(feed: feed).text(format, style: style))
    }

    /// `ratingwatch explain ALERT|PROVIDER`.
    package func explain(_ text: String, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        switch try await archive.explain(text, now: Date()) {
        case .alert(let explanation): return Answer(explanation.text(style))
        case .provider(let explanation): return Answer(explanation.text(style))
        case .unknown(let complaint): return Answer("", complaint: complaint)
        }
    }

    /// `ratingwatch feeds`.
    package func feeds(format: FeedsFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        return Answer(try await archive.feeds(configured: configuration.feeds).text(format, style: style))
    }

    var archive: Archive? {
        get throws(HistoryError) { try Archive(configuration: configuration, registry: reports.registry) }
    }

    /// For the commands that change something beside a running daemon; `nil` where no daemon has begun a history yet.
    var historyToChange: History? {
        get throws(HistoryError) {
            let path = configuration.historyPath
            return FileManager.default.fileExists(atPath: path) ? try History(path: path) : nil
        }
    }

    func nothingYet(isGood: Bool) -> Answer {
        Answer(
            "", complaint: "there is no history in \(configuration.state) yet; `ratingwatch run` begins one",
            isGood: isGood)
    }
}
