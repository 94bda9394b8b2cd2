package import Configuration
import Foundation
import History
import Inspections
import Reports
package import Text

extension Setup {
    /// `ratingwatch alerts`; `print` gets CSV and JSON lines as they are read, and is false where nobody reads on.
    package func alerts(
        _ question: AlertsQuestion, format: AlertsFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        let archive = try archive
        if let feed = question.feed, !feedNames.contains(feed), try await archive?.knows(feed: feed) != true {
            throw UnknownName(feed, of: "feed", known: feedNames)
        }
        guard let archive else { return nothingYet(isGood: true) }
        let now = Date()
        let provider = try await known(question.provider, in: archive)
        let area = try question.area.map { try Setup.area($0, among: try reports.catalogue) }
        if let region = question.region, case let regions = try await archive.regions(), !regions.contains(region) {
            throw UnknownName(region, of: "region", known: regions)
        }
        let query = question.query(provider: provider, area: area, now: now)
        let total = try await archive.countAlerts(query)
        if total == 0 {
            if format == .csv { _ = print(AlertsReport.csvHeader) }
            return Answer("", complaint: question.nothing(provider: provider, now: now))
        }
        if format != .table {
            return try await stream(query, limit: question.limit, total: total, format: format, of: archive, print)
        }
        if question.limit == nil, style.width != nil {
            let (text, count) = try await archive.alerts(query, newest: style.height ?? 24).screenful(style)
            let rest = total - count
            return Answer(
                text,
                complaint: rest > 0
                    ? "the newest \(count) of \(total) alerts; --limit 0 shows all, --since 30d those of a month" : nil)
        }
        return Answer(
            try await archive.alerts(query, newest: question.limit.flatMap { $0 == 0 ? nil : $0 }).table(style))
    }

    private func stream(
        _ query: AlertQuery, limit: Int?, total: Int, format: AlertsFormat, of archive: Archive,
        _ print: (String) -> Bool
    ) async throws -> Answer {
        if format == .csv, !print(AlertsReport.csvHeader) { return Answer("", isGood: false) }
        var last = 0
        if let limit, limit > 0, limit < total {
            last = try await archive.alerts(query, newest: limit).alerts.first.map { $0.sequence - 1 } ?? 0
        }
        while case let page = try await archive.alerts(query, after: last, limit: Setup.alertsAtATime),
            let end = page.alerts.last
        {
            let text = page.alerts.map { alert in
                format == .jsonl ? alert.body + "\n" : AlertsReport.csv(alert, region: page.regions[alert.subject])
            }.joined()
            if !print(text) { return Answer("", isGood: false) }
            last = end.sequence
        }
        return Answer("")
    }

    private static let alertsAtATime = 500

    /// The id of an area that is named by its id or as readers know it.
    static func area(_ name: String, among catalogue: FrameworkCatalogue) throws -> String {
        let areas = catalogue.all.flatMap(\.areas)
        let asked = name.lowercased()
        guard let area = areas.first(where: { $0.id == name }) ?? areas.first(where: { $0.name.lowercased() == asked })
        else { throw UnknownName(name, of: "area", known: Set(areas.map(\.id)).sorted()) }
        return area.id
    }
}
