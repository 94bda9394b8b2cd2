import Foundation
import GRDB
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// The daemon's first run on a history that version 1 has left: readers hear nothing twice, and nothing that was held
/// is lost.
@Suite(.timeLimit(.minutes(5))) struct TakeoverTests {
    /// A report that version 1 had recorded, with the alert that it had raised on it.
    struct Known {
        let id: Int
        let urn: String
        let council: String
        let month: String
        let day: String
        var overall = "good"
        var isBaseline = false
        var isHeld = false
        var alert: (kind: String, from: String?, direction: String?)?

        func entry(overall grade: String? = nil) -> Publisher.Entry {
            Publisher.Entry(
                id: "\(id)", title: "\(council): children's services inspection", urn: urn, council: council,
                published: day,
                document: CouncilReport(
                    council: council, dates: "4 to 8 \(month)", overall: (grade ?? overall).capitalized
                ).pdf)
        }
    }

    private static let reports = [
        Known(id: 1, urn: "80476", council: "Kent", month: "March 2024", day: "2024-05-01", isBaseline: true),
        Known(
            id: 2, urn: "80476", council: "Kent", month: "March 2025", day: "2025-05-01", overall: "inadequate",
            alert: ("rating-changed", "good", "declined")),
        // Read before the one of 2023, which was late then.
        Known(
            id: 3, urn: "80447", council: "Cheshire East", month: "March 2024", day: "2024-05-01",
            alert: ("inspection-published", nil, "first")),
        Known(
            id: 4, urn: "80447", council: "Cheshire East", month: "March 2023", day: "2023-05-01",
            overall: "inadequate", alert: ("inspection-published", nil, nil)),
        Known(id: 5, urn: "80418", council: "Norfolk", month: "March 2024", day: "2024-05-01", isBaseline: true),
        Known(
            id: 6, urn: "80418", council: "Norfolk", month: "March 2025", day: "2025-05-01", overall: "inadequate",
            isHeld: true),
    ]

    private static let areas = ["impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers"]
    private static let starts = [
        "March 2023": "2023-03-04", "March 2024": "2024-03-04", "March 2025": "2025-03-04",
    ]

    let watched: WatchedOnce
    let publisher: Publisher
    let yaml: String

    init() async throws {
        watched = try WatchedOnce()
        publisher = try await Publisher()
        yaml = """
            http: {per_host: {connections: 4, interval: 0s}, retry: {first: 1m, most: 24h}}
            feeds: [{name: a, kind: feed, url: '\(publisher.feedURL)', every: 1h}]
            """
        try FileManager.default.createDirectory(atPath: watched.state, withIntermediateDirectories: true)
        let url = publisher.feedURL
        try await DatabaseQueue(path: watched.state + "/history.sqlite").writeWithoutTransaction { database in
            try database.execute(sql: StoredHistories.version1)
            let tables = [
                "attempts", "deliveries", "receivers", "route_decisions", "portfolio_decisions", "held_alerts",
                "brakes",
                "alerts", "document_checks", "judgements", "publications", "sites", "listing_pages", "provider_pages",
                "table_rows", "predecessors", "providers", "silences", "log_heads", "log_removals", "feeds",
            ]
            for table in tables { try database.execute(sql: "DELETE FROM \(table)") }
            try database.execute(
                sql: "INSERT INTO feeds (name, url, baseline_at, last_success) VALUES ('a', ?, 1714000000, 1748000000)",
                arguments: [url])
            for report in TakeoverTests.reports { try TakeoverTests.insert(report, at: url, into: database) }
            try TakeoverTests.insertLetter(at: url, into: database)
            try database.execute(sql: "INSERT INTO brakes (feed, since) VALUES ('a', 1780228800)")
        }
        await publisher.publish(TakeoverTests.reports.map { $0.entry() })
        await publisher.publish(Self.letter(["The local authority has improved."]))
    }

    private static func insert(_ report: Known, at url: String, into database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO providers (id, name, kind) VALUES (?, ?, 'local-authority')",
            arguments: ["ofsted:\(report.urn)", report.council])
        try database.execute(
            sql: """
                INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, title, type,
                    provider_name, provider_urn, provider_id, published, seen, baseline, state, sha256, framework,
                    inspection_start, inspection_end, basis)
                VALUES (?, 'a', ?, 'of version 1', ?, 1, ?, 'Children''s services inspection', ?, ?, ?, ?, 1748000000, ?,
                    'read', ?, 'ilacs', ?, NULL, 'report')
                """,
            arguments: [
                report.id, "tag:test,2020:\(report.id)",
                url.replacing("/publications.atom", with: "/file/\(report.id)"),
                "\(report.council): children's services inspection", report.council, report.urn, "ofsted:\(report.urn)",
                report.day, report.isBaseline, "of version 1: \(report.id)", TakeoverTests.starts[report.month],
            ])
        let grades = TakeoverTests.areas.map { ($0, "good") } + [("overall-effectiveness", report.overall)]
        for (position, (area, grade)) in grades.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO judgements (publication, position, area, grade, printed, page, evidence, reason)
                    VALUES (?, ?, ?, ?, ?, 1, 'evidence', 'compared')
                    """, arguments: [report.id, position, area, grade, grade])
        }
        if report.isHeld {
            try database.execute(
                sql: "INSERT INTO held_alerts (feed, publication, provider, alert) VALUES ('a', ?, ?, ?)",
                arguments: [
                    report.id, "ofsted:\(report.urn)",
                    #"{"kind":"rating-changed","id":"rw_held","instance":"test","time":0,"feed":"a","summary":"held"}"#,
                ])
        }
        guard let (kind, from, direction) = report.alert else { return }
        func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
        let judgements = grades.map { area, grade in
            let isOverall = area == "overall-effectiveness"
            let (from, direction) = isOverall || from == nil ? (from, direction) : (grade, "unchanged")
            return #"{"area":"\#(area)","from":\#(quoted(from)),"to":"\#(grade)","direction":\#(quoted(direction))}"#
        }
        let body =
            #"{"specversion":"1.0","id":"rw_\#(report.id)","source":"/ratingwatch/test","#
            + #""type":"org.ratingwatch.\#(kind).v1","subject":"ofsted:\#(report.urn)","time":"2025-05-01T08:00:03Z","#
            + #""data":{"summary":"s","judgements":[\#(judgements.joined(separator: ","))]}}"#
        try database.execute(
            sql: """
                INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, publication, summary, line, body)
                VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM alerts), ?, ?, 1748000000, ?, 'none', 'a', ?, 's', 'l', ?)
                """, arguments: ["rw_\(report.id)", kind, "ofsted:\(report.urn)", report.id, body])
    }

    private func newest() async throws -> [StoredAlert] {
        try await watched.history.read("test") { try $0.alerts(AlertQuery()) }
    }

    @Test func operatorsHearOnceWhatNoLongerHoldsAndReadersNothing() async throws {
        // Each document is read again: its listing is known by another fingerprint, and its bytes are others.
        let first = try await watched.run(yaml)
        #expect(first == ["operator-baseline-done"])
        let notice = try #require(try await newest().last)
        #expect(notice.summary.contains("what 1 alert said no longer holds: rw_3;"), "\(notice.summary)")
        for _ in 0..<5 {
            watched.clock.advance(86_400)
            #expect(try await watched.run(yaml).isEmpty)
        }
        // A week after they were held.
        watched.clock.advance(86_400)
        #expect(try await watched.run(yaml) == ["operator-changes-held"])
    }

    @Test func anAlertOfVersion1ThatCannotBeReadDoesNotMakeReadersHearTheRestAgain() async throws {
        try await DatabaseQueue(path: watched.state + "/history.sqlite").writeWithoutTransaction { database in
            try database.execute(sql: "UPDATE alerts SET body = '{\"data\":' WHERE id IN ('rw_2', 'rw_3')")
        }
        #expect(try await watched.run(yaml).isEmpty)
        for _ in 0..<3 {
            watched.clock.advance(86_400)
            #expect(try await watched.run(yaml).isEmpty)
        }
    }

    /// What version 1 told of a letter is known; its documents are read again, too.
    @Test func aLetterIsAmendedOnlyWhereItStatesOtherFactsThanVersion1Told() async throws {
        #expect(try await watched.run(yaml) == ["operator-baseline-done"])
        await publisher.publish(Self.letter(["The local authority has improved."], isRevised: true))
        watched.clock.advance(86_400)
        #expect(try await watched.run(yaml).isEmpty)
        await publisher.publish(
            Self.letter(["Areas for priority action", "The local authority needs to act at once."]))
        watched.clock.advance(86_400)
        #expect(try await watched.run(yaml) == ["report-amended"])
        #expect(try await newest().last?.body.contains(#""voids":["rw_7"]"#) == true)
    }

    private static func letter(_ lines: [String], isRevised: Bool = false) -> Publisher.Entry {
        Publisher.Entry(
            id: "7", title: "Durham: focused visit" + (isRevised ? " (revised)" : ""), urn: "99901", council: "Durham",
            published: "2025-05-01",
            document: TextPDF.bytes(pages: [
                [
                    "Focused visit to Durham children's services", "Dear Director,",
                    "This letter summarises the findings of the visit on 4 and 5 March 2025.",
                ] + lines
            ]))
    }

    private static func insertLetter(at url: String, into database: Database) throws {
        try database.execute(
            sql: "INSERT INTO providers (id, name, kind) VALUES ('ofsted:99901', 'Durham', 'local-authority')")
        try database.execute(
            sql: """
                INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, title, type,
                    provider_name, provider_urn, provider_id, published, seen, baseline, state, sha256, inspection_start,
                    inspection_end, basis)
                VALUES (7, 'a', 'tag:test,2020:7', 'of version 1', ?, 1, 'Durham: focused visit',
                    'Children''s services inspection', 'Durham', '99901', 'ofsted:99901', '2025-05-01', 1748000000, 0,
                    'read', 'of version 1: 7', '2025-03-04', '2025-03-05', 'report')
                """, arguments: [url.replacing("/publications.atom", with: "/file/7")])
        let body =
            #"{"specversion":"1.0","id":"rw_7","source":"/ratingwatch/test","#
            + #""type":"org.ratingwatch.report-published.v1","subject":"ofsted:99901","time":"2025-05-01T08:00:03Z","#
            + #""data":{"summary":"s","facts":{"priority_action":"no"}}}"#
        try database.execute(
            sql: """
                INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, publication, summary, line, body)
                VALUES ((SELECT max(sequence) + 1 FROM alerts), 'rw_7', 'report-published', 1748000000, 'ofsted:99901',
                    'none', 'a', 7, 's', 'l', ?)
                """, arguments: [body])
    }

    @Test func whatChangesAfterwardsPutsRightWhatVersion1Told() async throws {
        try await watched.run(yaml)
        watched.clock.advance(86_400)
        var revised = TakeoverTests.reports[1].entry(overall: "good")
        revised = Publisher.Entry(
            id: revised.id, title: revised.title + " (revised)", urn: revised.urn, council: revised.council,
            published: revised.published, document: revised.document)
        await publisher.publish(revised)
        // What is held keeps back all changes of its feed, and operators hear of whom.
        #expect(try await watched.run(yaml) == ["operator-changes-held"])
        try await watched.history.write("test") { try $0.endHolding(feed: "a") }
        #expect(try await watched.run(yaml).sorted() == ["rating-changed", "rating-corrected"])
        let correction = try #require(try await newest().last { $0.kind == "rating-corrected" })
        #expect(correction.body.contains(#""voids":["rw_2"]"#), "\(correction.body)")
        #expect(correction.body.contains(#""was":"inadequate""#))
    }

    @Test func whatWasHeldIsHeldUntilItIsReleasedAndThenToldOnce() async throws {
        try await watched.run(yaml)
        let norfolk = ProviderID(urn: "80418")
        let now = watched.clock.now
        let history = try watched.history
        #expect(try await history.read("test") { try $0.heldProviders(feed: "a") } == [norfolk])
        let configuration = try Configuration.parse(
            yaml, file: "test.yaml", surroundings: Surroundings(workingDirectory: watched.folder.path))
        let settlement = Recorder(configuration, reports: try BuiltInReports.reader).settlement
        let raised = try await history.write("test") { history in
            try history.endHolding(feed: "a")
            return try settlement.settle(feed: "a", manner: .released, at: now, in: history).alerts
        }
        #expect(raised.map(\.kind) == ["rating-changed"])
        #expect(raised.map(\.subject) == [norfolk.text])
        watched.clock.advance(86_400)
        #expect(try await watched.run(yaml).isEmpty)
    }
}
