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
    package init(file: String, for purpose: SetupPurpose) throws(ConfigurationError) {
        self.file = file
        let surroundings = Surroundings.current(for: purpose)
        let document = try ConfigurationDocument(file: file)
        // First: which names a route may ask for is known only with the framework data that the file itself names.
        let reports = document.reportReader(surroundings)
        vocabulary = try document.vocabulary(reports)
        configuration = try document.configuration(surroundings, vocabulary: vocabulary)
        guard let reports else { throw document.error }
        self.reports = reports
    }

    /// What is probably not meant, a line each.
    package var warnings: [String] { configuration.warnings.map(\.description) }

    /// One line on what is configured.
    package var summary: String {
        let counts = [
            ("feed", configuration.feeds.count), ("receiver", configuration.receivers.count),
            ("route", configuration.routes.count), ("framework", reports.catalogue.all.count),
        ]
        return counts.map { "\($0.1) \($0.0)\($0.1 == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    /// `ratingwatch run`: until SIGTERM or SIGINT, or once; `onAlert` gets each alert as a readable line once it is recorded,
    /// unless standard output leads to the journal, which gets it with its fields.
    package func run(once: Bool, style: TerminalStyle, onAlert: @escaping @Sendable (String) -> Void) async throws {
        let journal = JournalSocket.behind(.output)
        let watcher = try Watcher.open(self) { alerts in
            for alert in alerts where journal?.send(alert) != true {
                onAlert(AlertLine.painted(alert, style: style))
            }
        }
        IdleMemory.giveBack()
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
