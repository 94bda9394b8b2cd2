import Foundation
import History
import Inspections
import TestSupport

@testable import Configuration
@testable import Daemon
@testable import Polling

/// A history with three publications on Kent and Cheshire East, two of them graded, and one alert of each kind of
/// receiver.
struct QueryWorld: Sendable {
    let folder: TemporaryFolder
    let setup: Setup

    static let kent = Provider(id: ProviderID(urn: "80476"), name: "Kent", kind: "local-authority")
    static let cheshire = Provider(id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority")
    static let start = Date(timeIntervalSince1970: 1_717_243_200)

    /// `isEmpty`: no daemon has begun a history yet. `isWide`: with names that are long, wide and odd, and letters on
    /// visits.
    init(isEmpty: Bool = false, isWide: Bool = false) async throws {
        folder = try TemporaryFolder()
        setup = try Setup(
            file: folder.write(
                "ratingwatch.yaml",
                """
                state: \(folder.path)
                logs: \(folder.path)
                feeds:
                  - {name: councils, kind: feed, url: 'https://example.org/a'}
                  - {name: quiet, kind: feed, url: 'https://example.org/b'}
                receivers:
                  - {name: log, kind: log-file, path: alerts.jsonl, format: jsonl}
                  - {name: hook, kind: webhook, url: 'https://example.org/hook'}
                """), for: .ask)
        if isEmpty { return }
        let history = try History(at: .file(folder.path("history.sqlite")))
        try await history.write("fill the history") { history in
            try history.save(QueryWorld.kent)
            try history.save(QueryWorld.cheshire)
            for urn in ["900001", "900002"] {
                try history.save(Provider(id: ProviderID(urn: urn), name: "Oak Lane", kind: "school"))
            }
            let first = try QueryWorld.publication("1", "2023-05-01", QueryWorld.cheshire, in: history)
            try QueryWorld.record(
                ["overall-effectiveness": "good", "adoption": "good"], of: first, "2023-05-01", in: history)
            let second = try QueryWorld.publication("2", "2024-05-01", QueryWorld.cheshire, in: history)
            try QueryWorld.record(
                ["overall-effectiveness": "inadequate", "care-leavers": "good"], of: second, "2024-05-01", in: history)
            let changes = [
                QueryWorld.change("overall-effectiveness", "good", "inadequate", .declined, .compared),
                QueryWorld.change("care-leavers", nil, "good", .notComparable, .areaNotGradedBefore),
                QueryWorld.change("adoption", "good", nil, .noLongerGraded, .areaNotPrinted),
            ]
            _ = try QueryWorld.publication("3", "2024-06-01", QueryWorld.kent, state: .pending, in: history)
            for (id, receivers) in [("rw_aa11", ["log"]), ("rw_aa22", ["hook", "log"])] {
                _ = try history.raise(
                    Alert(
                        kind: .ratingChanged, id: id, instance: "test", time: QueryWorld.start,
                        subject: QueryWorld.cheshire.id.text, feed: "councils", summary: "summary of \(id)",
                        report: QueryWorld.report(changes)),
                    of: second, decisions: [], receivers: receivers, line: "")
            }
            if isWide { try QueryWorld.widen(history) }
        }
    }

    private static func widen(_ history: HistoryTransaction) throws {
        let names = [
            "80469": "Bournemouth, Christchurch and Poole", "80488": "Cyngor Sir Ynys Mo\u{302}n",
            "80999": "日本語の学校 named in wide letters",
        ]
        for (urn, name) in names.sorted(by: { $0.key < $1.key }) {
            let provider = Provider(id: ProviderID(urn: urn), name: name, kind: "local-authority", region: "South West")
            try history.save(provider)
            let row = try publication(urn, "2023-07-01", provider, in: history)
            try record(
                ["overall-effectiveness": "requires-improvement", "help-and-protection": "good"], of: row, "2023-07-01",
                provider: provider, in: history)
            let grades = [("overall-effectiveness", "requires-improvement"), ("help-and-protection", "good")]
            try history.save(
                grades.compactMap { area, grade in
                    CalendarDate(iso: "2023-07-01").map { day in
                        StandingGrade(
                            provider: provider.id, area: area, framework: "ilacs", grade: grade, day: day,
                            dates: InspectionDates(start: day, end: nil), url: "https://example.org/\(urn)")
                    }
                }, insteadOf: nil, of: provider.id,
                countedIn: history.tallyPlace(of: provider.id))
            let letter = try publication("letter \(urn)", "2024-05-02", provider, in: history)
            let report = ReportedChange(
                provider: provider, framework: nil,
                dates: InspectionDates(start: CalendarDate(iso: "2024-04-09"), end: nil), title: "Focused visit",
                url: "https://example.org/letter-\(urn)", published: CalendarDate(iso: "2024-05-02"), seen: start,
                sha256: "b", basis: .report, facts: ["priority_action": "yes"],
                change: Change(judgements: [], late: false))
            _ = try history.raise(
                Alert(
                    kind: .reportPublished, id: "rw_bb\(urn)", instance: "test", time: start, subject: provider.id.text,
                    feed: "councils", summary: "\(name): areas for priority action: Focused visit", report: report),
                of: letter,
                decisions: [
                    RouteDecision(route: "all", took: true, reason: "it matches"),
                    RouteDecision(
                        route: "north-west-declines", took: false,
                        reason: "region is South West, but must be North West"),
                ], receivers: ["log", "hook"], line: "")
        }
    }

    private static func publication(
        _ identity: String, _ published: String, _ provider: Provider, state: PublicationState = .read,
        in history: HistoryTransaction
    ) throws -> Int64 {
        var publication = StoredPublication(
            feed: "councils", identity: identity, fingerprint: "f",
            publication: Publication(url: "https://example.org/\(identity)", title: "Report \(identity)"),
            published: CalendarDate(iso: published), seen: start, baseline: false)
        publication.providerID = provider.id
        publication.state = state
        if state == .read {
            publication.framework = "ilacs"
            publication.dates = InspectionDates(start: CalendarDate(iso: published), end: nil)
        } else {
            publication.nextTry = start
        }
        return try history.save(publication).row ?? 0
    }

    /// What a report states; overall effectiveness first.
    private static func record(
        _ grades: [String: String], of row: Int64, _ day: String, provider: Provider = cheshire,
        in history: HistoryTransaction
    ) throws {
        var statement = NewStatement(
            publication: row, provider: provider.id, framework: "ilacs",
            dates: InspectionDates(start: CalendarDate(iso: day), end: nil), title: "Report \(row)",
            url: "https://example.org/\(row)", sha256: "\(row)", basis: .report, publisher: "publisher:councils")
        statement.published = CalendarDate(iso: day)
        statement.address = "/\(row)"
        statement.judgements = grades.sorted { $0.key > $1.key }.map { area, grade in
            Judgement(area: area, grade: grade, printed: grade, page: 1, evidence: "\(area) \(grade)")
        }
        try history.record(statement, at: start)
    }

    private static func report(_ changes: [JudgementChange]) -> ReportedChange {
        ReportedChange(
            provider: cheshire, framework: "ilacs",
            dates: InspectionDates(start: CalendarDate(iso: "2024-05-01"), end: nil), title: "Report 2",
            url: "https://example.org/2", published: CalendarDate(iso: "2024-05-01"), seen: start, sha256: "a",
            basis: .report, facts: [:], change: Change(judgements: changes, late: false))
    }

    private static func change(
        _ area: String, _ from: String?, _ grade: String?, _ direction: Direction, _ reason: ChangeReason
    ) -> JudgementChange {
        JudgementChange(
            area: area, from: from,
            to: grade.map { Judgement(area: area, grade: $0, printed: $0, page: 1, evidence: "\(area) \($0)") },
            direction: direction,
            previous: from.map { _ in
                PreviousInspection(start: CalendarDate(iso: "2023-05-01"), url: "https://example.org/1")
            }, reason: reason)
    }
}
