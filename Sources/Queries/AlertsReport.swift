package import Configuration
package import Foundation
import History
import Inspections
import Reports
package import Text
import YAML

/// Forms in which `alerts` prints.
package enum AlertsFormat: String, Sendable, CaseIterable {
    case table, jsonl, csv
}

/// The answer to `ratingwatch alerts` in a list; as JSON lines the alerts' own bodies are.
struct AlertsReport {
    let alerts: [AlertHead]
    /// Numbers of the alerts that took others back, by the ids of these.
    let takenBack: [String: Int]
    let now: Date

    static let csvHeader = CSVText.line([
        "sequence", "time", "kind", "direction", "subject", "feed", "summary", "id", "provider", "region", "framework",
        "start", "end", "published", "area", "from", "to", "area_direction", "printed", "page", "url",
        "taken_back_by", "evidence",
    ])

    /// One row a judgement, or one for an alert that has none. `region`: the provider's, as it is known today;
    /// `takenBack`: the number of the alert that took it back.
    static func csv(_ alert: StoredAlert, region: String?, takenBack: Int?) -> String {
        let content = try? AlertContent(body: alert.body)
        let data = content?.data
        let head = [
            String(alert.sequence), alert.time.iso8601, alert.kind, alert.direction, alert.subject, alert.feed,
            alert.summary, alert.id, data?.provider?.name, region, data?.inspection?.framework, data?.inspection?.start,
            data?.inspection?.end, data?.publication?.published,
        ].map { $0 ?? "" }
        let end = [data?.publication?.url ?? "", takenBack.map(String.init) ?? ""]
        let judgements = content?.judgements ?? []
        if judgements.isEmpty { return CSVText.line(head + ["", "", "", "", "", ""] + end + [""]) }
        return judgements.map { judgement in
            CSVText.line(
                head + [
                    judgement.area, judgement.from ?? "", judgement.to ?? "", judgement.direction ?? "",
                    judgement.printed ?? "", judgement.page.map(String.init) ?? "",
                ] + end + [judgement.evidence ?? ""])
        }.joined()
    }

    func table(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: now)
        return TextTable(
            header: [
                "no", .extra("time", 2), .extra("published", 1), .extra("kind", 3), "direction", .text("summary"),
            ],
            rows: alerts.map { alert in
                // First: whoever looks for who fell is not to take up what no longer holds.
                let isOver = takenBack[alert.id].map { "taken back by alert \($0): " } ?? ""
                return TextTable.Row(
                    cells: [
                        String(alert.sequence), times.text(alert.time), alert.published ?? "", alert.kind,
                        ReaderMark.label(direction: alert.direction), isOver + alert.summary,
                    ],
                    direction: alert.direction)
            }
        ).text(style)
    }

    /// The newest that have room on the terminal, at least one.
    func screenful(_ style: TerminalStyle) -> (text: String, count: Int) {
        var report = self
        // Two lines are for the prompt and for what is said of the rest.
        let height = max(4, (style.height ?? 24) - 2)
        var text = report.table(style)
        while report.alerts.count > 1, text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) > height {
            report = AlertsReport(alerts: Array(report.alerts.dropFirst()), takenBack: takenBack, now: now)
            text = report.table(style)
        }
        return (text, report.alerts.count)
    }
}

/// What a user asks of the alerts, in the user's own words; `nil` asks for all.
package struct AlertsQuestion: Sendable {
    package var since: String?
    package var provider: String?
    /// One of several, with commas between them: `declined,mixed`.
    package var direction: String?
    package var kind: String?
    package var area: String?
    package var region: String?
    package var feed: String?
    /// A day of publication, or a duration back from today.
    package var publishedSince: String?
    /// The newest so many; 0 for all, `nil` for as many as have room.
    package var limit: Int?

    package init() {}

    /// Says which word is none that can be asked for; `nil` where all are.
    package func mistake(now: Date) -> String? {
        if let since, let mistake = SinceText.mistake(since, now: now) { return mistake }
        if let publishedSince, day(publishedSince, now: now) == nil {
            return "--published-since takes a day, or a duration back from today: 2024-05-16, 30d"
                + (DurationText.monthOrMinute(publishedSince).map { "; \($0)" } ?? "")
        }
        if let limit, limit < 0 { return "--limit takes a number of alerts, or 0 for all" }
        do throws(UnknownName) {
            _ = try named()
            return nil
        } catch {
            return error.description
        }
    }

    /// The same with the names of directions and kinds as they are, however they are written.
    func named() throws(UnknownName) -> AlertsQuestion {
        var question = self
        let known = AlertDirection.allCases.map(\.rawValue)
        var meant: [String] = []
        for name in directions ?? [] { meant.append(try UnknownName.resolving(name, of: "direction", among: known)) }
        question.direction = direction.map { _ in meant.joined(separator: ",") }
        if let kind {
            question.kind = try UnknownName.resolving(
                kind, of: "kind of alert", among: AlertKind.allCases.map(\.rawValue))
        }
        return question
    }

    /// The question to the database, of one whose names are as they are known; `provider`: the one that was found.
    func query(provider: Provider?, now: Date) -> AlertQuery {
        AlertQuery(
            since: since.flatMap { SinceText.instant($0, now: now) }, subjects: provider.map { [$0.id.text] },
            directions: directions, kind: kind, area: area, region: region,
            publishedSince: publishedSince.flatMap { day($0, now: now) })
    }

    private var directions: [String]? {
        direction?.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace } }
    }

    private func day(_ text: String, now: Date) -> CalendarDate? {
        CalendarDate(iso: text) ?? SinceText.instant(text, now: now).flatMap(CalendarDate.init(london:))
    }

    /// What to say where no alert is what was asked for.
    func nothing(provider: Provider?, now: Date) -> String {
        let asked = [
            provider.map { "on \($0.name) (\($0.id.text))" }, kind.map { "of the kind \($0)" },
            directions.map { "of the direction \($0.joined(separator: " or "))" }, area.map { "on \($0)" },
            region.map { "in \($0)" },
            feed.map { "of the feed \($0)" }, publishedSince.map { "published since \($0)" },
            since.map { "since \($0)" },
        ].compactMap(\.self)
        return asked.isEmpty ? "no alert was raised yet" : "no alert \(asked.joined(separator: " ")) was raised"
    }
}

extension Setup {
    /// `ratingwatch alerts`; `print` gets CSV and JSON lines as they are read, and is false where nobody reads on.
    package func alerts(
        _ question: AlertsQuestion, format: AlertsFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        let archive = try archive
        var question = try question.named()
        question.feed = try await known(feed: question.feed, in: archive)
        guard let archive else { return nothingYet(isGood: true) }
        let now = Date()
        let provider = try await known(question.provider, in: archive)
        question.area = try question.area.map { try Setup.area($0, among: reports.catalogue) }
        question.region = try await archive.known(region: question.region)
        var query = question.query(provider: provider, now: now)
        // What concerns all feeds of a name bears that name.
        query.feeds = question.feed.map { Set([$0] + members(of: $0)).sorted() }
        let total = try await archive.countAlerts(query)
        let held = try await archive.heldBack()
        if total == 0 {
            if format == .csv { _ = print(AlertsReport.csvHeader) }
            let nothing = [question.nothing(provider: provider, now: now)]
            let doubts = try await archive.doubts(ofAreas: [question.area].compactMap(\.self))
            return Answer("", complaint: (nothing + doubts + held).joined(separator: "\n"))
        }
        if format != .table {
            return try await stream(query, limit: question.limit, total: total, format: format, of: archive, print)
        }
        if question.limit == nil, style.width != nil {
            let (text, count) = try await archive.alerts(query, newest: style.height ?? 24).screenful(style)
            let rest =
                count < total
                ? ["the newest \(count) of \(total) alerts; --limit 0 shows all, --since 30d those of a month"] : []
            return Answer(text, complaint: (rest + held).joined(separator: "\n").nonEmpty)
        }
        let report = try await archive.alerts(query, newest: question.limit.flatMap { $0 == 0 ? nil : $0 })
        return Answer(report.table(style), complaint: held.joined(separator: "\n").nonEmpty)
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
        while case let page = try await archive.alerts(
            query, after: last, limit: Setup.alertsAtATime, hasContext: format == .csv),
            let end = page.alerts.last
        {
            let text = page.alerts.map { alert in
                format == .jsonl
                    ? alert.body + "\n"
                    : AlertsReport.csv(
                        alert, region: page.regions[alert.subject], takenBack: page.takenBack[alert.id])
            }.joined()
            if !print(text) { return Answer("", isGood: false) }
            last = end.sequence
        }
        return Answer("")
    }

    private static let alertsAtATime = 500
}
