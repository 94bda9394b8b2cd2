import Configuration
import Foundation
import History
import Inspections
import Reports
import TestSupport

@testable import Pages

/// A record with two councils, one of them with a hostile name, two inspections each, and three alerts of which the
/// last takes back the one before.
struct PagesWorld: Sendable {
    let folder: TemporaryFolder
    let site: Site
    let configuration: Configuration
    let reports: ReportReader
    /// Of a folder in which no daemon has begun a record.
    let emptyConfiguration: Configuration

    static let hostile = "<script>alert(1)</script> \"Kent\" & '=cmd|x' \u{202E}yrruS"
    static let kent = Provider(
        id: ProviderID(urn: "80476"), name: hostile, kind: "local-authority", region: "South <East>")
    static let cheshire = Provider(
        id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority", region: "North West")
    static let start = Date(timeIntervalSince1970: 1_780_315_200)

    init(publish: String = "{url: 'https://ratings.example.org', title: 'The <Desk>'}") async throws {
        folder = try TemporaryFolder()
        let setup = try Setup(
            file: folder.write(
                "ratingwatch.yaml",
                """
                state: \(folder.path)
                logs: \(folder.path)
                feeds:
                  - {name: councils, kind: feed, url: 'https://example.org/a'}
                portfolios:
                  - {name: Ours, match: {provider: [Cheshire East]}, area: overall-effectiveness, below: good, count: 1, within: 9999d}
                publish: \(publish)
                """), for: .ask)
        let history = try History(at: .file(folder.path("history.sqlite")))
        try await history.write("fill the history") { history in
            for provider in [PagesWorld.kent, PagesWorld.cheshire] {
                try history.save(provider, namedBy: .registry)
                let first = try PagesWorld.record(
                    ["overall-effectiveness": "good"], of: provider, "2019-05-01", url: "https://example.org/1?a=1&b=2",
                    in: history)
                let second = try PagesWorld.record(
                    ["overall-effectiveness": "inadequate", "help-and-protection": "good"], of: provider, "2024-02-26",
                    url: "javascript:alert(1)", in: history)
                try PagesWorld.stand("inadequate", of: provider, "2024-02-26", in: history)
                _ = first
                try PagesWorld.raise("rw_\(provider.id.text.suffix(5))aa", on: provider, of: second, in: history)
            }
            try PagesWorld.raise(
                "rw_cccc", on: PagesWorld.cheshire, of: nil, kind: .ratingCorrected, voids: ["rw_80447aa"], in: history)
            _ = try history.raise(
                Alert(
                    kind: .operatorFeedFailing, id: "rw_op", instance: "test", time: PagesWorld.start,
                    subject: "feed:councils", feed: "councils", summary: "secret to readers"), decisions: [],
                receivers: [], line: "")
        }
        guard let site = try Site(setup.configuration, reports: setup.reports) else { throw CancellationError() }
        self.site = site
        configuration = setup.configuration
        reports = setup.reports
        emptyConfiguration = try Setup(
            file: folder.write("empty.yaml", "state: \(folder.path("empty"))\nlogs: \(folder.path)\nfeeds: []\n"),
            for: .ask
        ).configuration
    }

    func text(_ address: SiteAddress) async throws -> String? {
        try await site.page(address, now: PagesWorld.start)?.text
    }

    static func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso) ?? .distantPast }

    static func record(
        _ grades: [String: String], of provider: Provider, _ day: String, url: String, in history: HistoryTransaction
    ) throws -> Int64 {
        var publication = StoredPublication(
            feed: "councils", identity: provider.id.text + day, fingerprint: "f",
            publication: Publication(url: url, title: "Report <b> \(provider.name)"), published: CalendarDate(iso: day),
            seen: start, baseline: false)
        publication.providerID = provider.id
        publication.state = .read
        publication.framework = "ilacs"
        publication.dates = InspectionDates(start: CalendarDate(iso: day), end: nil)
        let row = try history.save(publication).row ?? 0
        var statement = NewStatement(
            publication: row, provider: provider.id, framework: "ilacs", dates: publication.dates,
            title: publication.title ?? "", url: url, sha256: "\(row)", basis: .report, publisher: "publisher:councils")
        statement.published = CalendarDate(iso: day)
        statement.address = "/\(row)"
        statement.judgements = grades.sorted { $0.key > $1.key }.map { area, grade in
            Judgement(
                area: area, grade: grade, printed: grade, page: 1, evidence: "=HYPERLINK(\"x\") <i>\(area)</i> \(grade)"
            )
        }
        try history.record(statement, at: start)
        return row
    }

    static func raise(
        _ id: String, on provider: Provider, of publication: Int64?, kind: AlertKind = .ratingChanged,
        voids: [String] = [], receivers: [String] = [], in history: HistoryTransaction
    ) throws {
        let to = Judgement(
            area: "overall-effectiveness", grade: "inadequate", printed: "Inadequate", page: 1,
            evidence: "=HYPERLINK(\"x\") </content> Inadequate")
        let report = ReportedChange(
            provider: provider, framework: "ilacs",
            dates: InspectionDates(start: CalendarDate(iso: "2024-02-26"), end: CalendarDate(iso: "2024-03-08")),
            title: "Report <b>", url: "javascript:alert(1)", published: CalendarDate(iso: "2024-05-16"), seen: start,
            sha256: "abc", basis: .report, facts: [:],
            change: Change(
                judgements: [
                    JudgementChange(
                        area: "overall-effectiveness", from: "good", to: to, direction: .declined, steps: -2,
                        reason: .compared)
                ], late: false), relation: AlertRelation(voids: voids))
        _ = try history.raise(
            Alert(
                kind: kind, id: id, instance: "test", time: start, subject: provider.id.text, feed: "councils",
                summary: "\(provider.name): overall effectiveness declined from good to inadequate", report: report),
            of: publication, decisions: [], receivers: receivers, line: "")
    }

    /// A grade that stands since a day, as the settlement keeps it.
    static func stand(_ grade: String, of provider: Provider, _ iso: String, in history: HistoryTransaction) throws {
        try history.save(
            [
                StandingGrade(
                    provider: provider.id, area: "overall-effectiveness", framework: "ilacs", grade: grade,
                    day: day(iso), dates: InspectionDates(start: day(iso), end: nil), url: "javascript:alert(1)")
            ], insteadOf: nil, of: provider.id, countedIn: history.tallyPlace(of: provider.id))
    }
}
