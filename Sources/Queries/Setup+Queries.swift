import Configuration
package import Foundation
import History
import Inspections
import Reports
package import Text

extension Setup {
    /// `ratingwatch alerts verify`.
    package func verifyLogs() async throws -> Answer {
        let verification = try await LogCheck(configuration: configuration, archive: archive)
        return Answer(verification.report, isGood: verification.isGood)
    }

    /// `ratingwatch history PROVIDER`; `instant`: as was known then, `nil` for today.
    package func history(
        of provider: String, asOf instant: Date?, format: HistoryFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: false) }
        if let instant, let began = try await archive.recordBegan(), instant < began {
            return Answer(
                "",
                complaint:
                    "not known: what was known before \(began.iso8601) was kept by an older version, without its past",
                isGood: false)
        }
        switch try await archive.provider(provider) {
        case .found(let found):
            let report = try await archive.history(of: found, asOf: instant, now: Date())
            let output =
                switch format {
                case .json: report.json.text + "\n"
                case .csv: report.csv
                case .table: report.table(style)
                case .svg:
                    report.drawing(
                        frameworks: try reports.catalogue, today: CalendarDate(london: Date()) ?? .distantFuture)
                }
            return Answer(
                output,
                complaint: report.inspections.isEmpty
                    ? "no grade of \(found.name) is known yet; `ratingwatch publications --provider \(found.id.text)` "
                        + "lists what is" : nil)
        case .unseen(let provider):
            return Answer("", complaint: ProviderSearch.nothing(of: provider), isGood: false)
        case .unknown(let why): return Answer("", complaint: why, isGood: false)
        }
    }

    /// `ratingwatch history --all`; `print` gets the rows as they are read, and is false where nobody reads on.
    package func historyOfAll(
        format: HistoryFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: false) }
        let now = Date()
        let everybody = try await archive.everybody()
        if format == .csv, !print(HistoryReport.csvHeader) { return Answer("", isGood: false) }
        var isEmpty = true
        for start in stride(from: 0, to: everybody.count, by: Setup.historiesAtATime) {
            let part = Array(everybody[start..<min(start + Setup.historiesAtATime, everybody.count)])
            for report in try await archive.histories(of: part, now: now) {
                let text =
                    switch format {
                    case .json: report.jsonRows
                    case .csv: report.csvRows
                    case .table, .svg: (isEmpty ? "" : "\n") + report.table(style)
                    }
                isEmpty = false
                if !print(text) { return Answer("", isGood: false) }
            }
        }
        return Answer("", complaint: isEmpty ? "no grade of anybody is known yet" : nil)
    }

    private static let historiesAtATime = 200

    /// `ratingwatch publications`.
    package func publications(
        feed: String?, provider: String?, format: PublicationsFormat, style: TerminalStyle
    ) async throws -> Answer {
        let archive = try archive
        if let feed, !feedNames.contains(feed), try await archive?.knows(feed: feed) != true {
            throw UnknownName(feed, of: "feed", known: feedNames)
        }
        guard let archive else { return nothingYet(isGood: true) }
        let found = try await known(provider, in: archive)
        let report = try await archive.publications(feed: feed, provider: found)
        let asked =
            (found.map { " on \($0.name) (\($0.id.text))" } ?? "") + (feed.map { " of the feed \($0)" } ?? "")
        return Answer(
            report.text(format, style: style),
            complaint: report.publications.isEmpty ? "no publication\(asked) has been seen yet" : nil)
    }

    /// `ratingwatch doubts`.
    package func doubts(format: DoubtsFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let report = try await archive.doubts()
        return Answer(
            report.doubts.isEmpty ? "" : report.text(format, style: style),
            complaint: report.doubts.isEmpty ? "nothing is in doubt" : nil)
    }

    /// `ratingwatch explain ALERT|PROVIDER`.
    package func explain(_ text: String, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        switch try await archive.explain(text, now: Date()) {
        case .alert(let explanation): return Answer(explanation.text(style))
        case .provider(let explanation):
            return Answer(
                explanation.text(style),
                complaint: explanation.publications.isEmpty
                    ? ProviderSearch.nothing(of: explanation.provider) : nil)
        case .unseen(let provider): return Answer("", complaint: ProviderSearch.nothing(of: provider))
        case .unknown(let unknown): throw unknown
        }
    }

    /// `ratingwatch feeds`.
    package func feeds(format: FeedsFormat, style: TerminalStyle) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let report = try await archive.feeds(configured: configuration.feeds)
        return Answer(
            report.text(format, style: style),
            complaint: report.feeds.isEmpty ? "no feeds are configured; see man ratingwatch.yaml" : nil)
    }

    /// One of which nothing was seen makes an empty answer, one that nobody knows is a slip of the pen; `nil` for none.
    func known(_ provider: String?, in archive: Archive) async throws -> Provider? {
        guard let provider else { return nil }
        switch try await archive.provider(provider) {
        case .found(let provider), .unseen(let provider): return provider
        case .unknown(let why): throw UnknownName(why)
        }
    }
}
