import Foundation
import Inspections
import Postgres
import TestSupport
import Testing

@testable import History

/// What docs/record.md says in SQL, a server does.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct RecordDocumentTests {
    private let server: String
    private let schema: String
    private let address: PostgresAddress

    init() throws {
        server = try #require(TestServer.address)
        schema = "tdocs_\(UUID().uuidString.replacing("-", with: "").lowercased())"
        try Session(PostgresAddress(server)).run("CREATE SCHEMA \(schema)")
        address = try PostgresAddress("\(server)&options=-csearch_path%3D\(schema)")
    }

    /// The blocks of SQL in the document, each its statements.
    private func blocks() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/record.md"), encoding: .utf8)
        return text.components(separatedBy: "```sql\n").dropFirst().map { block in
            block.components(separatedBy: "```")[0].split(separator: ";")
                .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
        }
    }

    private func record() async throws {
        let history = try History(at: .postgres(PostgresPlace(address: address)))
        let provider = Provider(
            id: ProviderID("ofsted:80447"), name: "Cheshire East", kind: "local-authority", region: "North West")
        try await history.write("test") { history in
            try history.save(provider)
            let publication = try history.save(
                StoredPublication(
                    feed: "councils", identity: "1", fingerprint: "",
                    publication: Publication(url: "https://x.example/1"), published: nil, seen: Date(), baseline: true))
            var statement = NewStatement(
                publication: try #require(publication.row), provider: provider.id, framework: "ilacs",
                dates: InspectionDates(start: CalendarDate(iso: "2024-03-04"), end: nil), title: "t", url: "u",
                sha256: "", basis: .report, publisher: "Ofsted")
            statement.judgements = [
                Judgement(area: "overall-effectiveness", grade: "good", printed: "Good", page: 1, evidence: "e")
            ]
            try history.record(statement, at: Date())
            let standing = StandingGrade(
                provider: provider.id, area: "overall-effectiveness", framework: "ilacs", grade: "good",
                day: try #require(CalendarDate(iso: "2024-03-04")), dates: statement.dates, url: "u")
            try history.save(
                [standing], insteadOf: nil, of: provider.id, countedIn: history.tallyPlace(of: provider.id))
            try history.save(FeedState(name: "councils", url: "https://x.example"))
            try history.run(
                Query(
                    """
                    INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, summary, line, body)
                    VALUES (1, 'rw_1', 'rating-changed', 1, 'ofsted:80447', 'improved', 'councils', 's', 'l', '{}')
                    """))
        }
    }

    @Test func theReaderAnswersEachQuestionAndWritesNothing() async throws {
        try await record()
        let blocks = try blocks()
        let (role, questions) = (try #require(blocks.first), blocks.dropFirst())
        #expect(questions.count == 5)
        let reader = "\(schema)_reader"
        let owner = try Session(address)
        for sql in role {
            try owner.run(
                sql.replacing("ratingwatch_reader", with: reader).replacing("SCHEMA public", with: "SCHEMA \(schema)"))
        }
        let session = try Session(
            PostgresAddress(
                server.replacing("ratingwatch@", with: "\(reader)@") + "&options=-csearch_path%3D\(schema)"))
        for question in questions {
            var rows = 0
            try session.run(question[0]) { _ in
                rows += 1
                return true
            }
            #expect(rows == 1, "\(question[0])")
        }
        let error = #expect(throws: PostgresError.self) { try session.run("DELETE FROM alerts") }
        #expect(["25006", "42501"].contains(error?.state))
    }

    @Test func everyTableThatTheDocumentNamesIsThere() async throws {
        try await record()
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/record.md"), encoding: .utf8)
        let lines = text.components(separatedBy: "## Tables")[1].components(separatedBy: "## ")[0]
            .split(separator: "\n").filter { $0.hasPrefix("| `") }
        let named = lines.flatMap { line in
            line.split(separator: "|")[0].split(separator: "`").map(String.init).filter { $0.contains { $0.isLetter } }
        }
        #expect(named.count > 15)
        for name in named {
            var isThere = false
            try Session(address).run("SELECT to_regclass('\(name)') IS NOT NULL") { row in
                isThere = row.integer(0) == 1
                return true
            }
            #expect(isThere, "\(name)")
        }
    }
}
