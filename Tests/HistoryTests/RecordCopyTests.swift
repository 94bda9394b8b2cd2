import Foundation
import Inspections
import Postgres
import RecordSupport
import TestSupport
import Testing

@testable import History

/// A copy is the record itself, elsewhere: whatever the engines are.
@Suite struct RecordCopyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A record of everything that is awkward to write down.
    private func record(_ name: String, texts: [String] = RecordCopyTests.texts) async throws -> History {
        let history = try History(at: .file(folder.path(name)))
        try await history.write("test") { history in
            for (number, text) in texts.enumerated() {
                let values: [(any QueryValue)?] = ["f\(number)", "https://x.example/\(number)", text, 1.0 / 3, nil]
                try history.run(
                    Query("INSERT INTO feeds (name, url, etag, baseline_at, next_due) VALUES (?, ?, ?, ?, ?)", values))
                try history.run(
                    Query(
                        """
                        INSERT INTO publications (id, feed, identity, fingerprint, announces_pdf, title, seen, baseline, state)
                        VALUES (?, ?, ?, '', 0, ?, 1e15, 1, 'read')
                        """, [Int64.max - Int64(number), "f\(number)", text, text]))
            }
            for number in 1...3 {
                try history.run(
                    Query(
                        "INSERT INTO silences (match, who, why, until, added) VALUES (?, 'w', 'y', 1, 2)", ["\(number)"]
                    ))
            }
            try history.run(Query("DELETE FROM silences WHERE id = 3"))
            _ = try history.raise(
                Alert(
                    kind: .operatorFeedQuiet, id: "rw_1", instance: "test", time: Date(timeIntervalSince1970: 0.1),
                    subject: "feed:f", feed: "f", summary: "s"), decisions: [], receivers: ["log", "desk"], line: "l")
        }
        return history
    }

    private static let texts = [
        "", "NULL", "{\"a\",\\b}", "a\tb\nc", "''\"", "\u{1F600}\u{301}", "\\x41", " ",
        String(repeating: "x\"", count: 70_000),
    ]

    /// Every number of rows around what is written and read at once.
    @Test(arguments: [0, 1, 499, 500, 501, 1000, 1203])
    func allRowsArriveHoweverManyThereAre(count: Int) async throws {
        let history = try await record("a.sqlite", texts: (0..<count).map { "t\($0)" })
        let there = try TestRecord.place(folder.path("b.sqlite"))
        let copy = try history.copy(to: there)
        #expect(copy.tables.first { $0.name == "feeds" }?.rows == count)
        let back = try #require(try History(readingAt: there)).copy(to: .file(folder.path("c.sqlite")))
        #expect(back.digest == copy.digest)
    }

    @Test func thereAndBackItIsTheSameAndGoesOnInSequence() async throws {
        let history = try await record("a.sqlite")
        let there = try TestRecord.place(folder.path("b.sqlite"))
        let copy = try history.copy(to: there)
        #expect(copy.tables.count > 20 && copy.rows > 20)
        let source = try #require(try History(readingAt: there))
        let back = try source.copy(to: .file(folder.path("c.sqlite")))
        #expect(back.digest == copy.digest)
        #expect(back.tables.map(\.digest) == copy.tables.map(\.digest))
        for place in [there, .file(folder.path("c.sqlite"))] {
            let copied = try History(at: place)
            let next = try await copied.write("test") { history -> (alert: Int?, known: Int?, silence: Int) in
                let alert = { (id: String) in
                    try history.raise(
                        Alert(
                            kind: .operatorFeedQuiet, id: id, instance: "test", time: Date(), subject: "feed:f",
                            feed: "f", summary: "s"), decisions: [], receivers: ["log"], line: "l")?.sequence
                }
                let silence: Int? = try history.value(
                    Query(
                        "INSERT INTO silences (match, who, why, until, added) VALUES ('m', 'w', 'y', 1, 2) RETURNING id"
                    ))
                return (try alert("rw_2"), try alert("rw_1"), silence ?? 0)
            }
            #expect(next.alert == 2)
            #expect(next.known == nil, "it was raised already")
            #expect(next.silence == 4, "the number of a removed one is nobody's")
        }
    }

    /// Each daemon of a fleet has a log of its own; a file has one.
    @Test func logsBearTheNameOfTheirDaemon() async throws {
        let history = try await record("a.sqlite")
        let there = try TestRecord.place(folder.path("b.sqlite"))
        let copy = try history.copy(to: there, logs: LogNames([(plain: "log", here: "log", there: "log@a")]))
        let source = try #require(try History(readingAt: there))
        let receivers = { (history: History) in
            try await history.read("test") {
                try $0.rows(Query("SELECT receiver FROM deliveries ORDER BY receiver")) { $0[0] as String }
            }
        }
        #expect(try await receivers(source) == ["desk", "log@a"])
        let back = try source.copy(
            to: .file(folder.path("c.sqlite")), logs: LogNames([(plain: "log", here: "log@a", there: "log")]))
        #expect(back.digest == copy.digest, "the names of logs are no part of what is the same")
        #expect(try await receivers(History(at: .file(folder.path("c.sqlite")))) == ["desk", "log"])
    }

    @Test func whereARecordIsAlreadyNothingIsCopied() async throws {
        let history = try await record("a.sqlite")
        let there = try TestRecord.place(folder.path("b.sqlite"))
        _ = try history.copy(to: there)
        let before = try #require(try History(readingAt: there)).copy(to: .file(folder.path("c.sqlite"))).digest
        let error = #expect(throws: HistoryError.self) { try history.copy(to: there) }
        #expect(error?.cause == "a record is there already", "\(error?.description ?? "")")
        #expect(
            try #require(try History(readingAt: there)).copy(to: .file(folder.path("d.sqlite"))).digest == before)
    }

    /// Of what an interrupted copy leaves, the next one takes no notice.
    @Test func aCopyThatBreaksOffLeavesNothingHalf() async throws {
        let history = try await record("a.sqlite")
        let there = try TestRecord.place(folder.path("b.sqlite"))
        try folder.write("b.sqlite.copied", "half")
        #expect(throws: HistoryError.self, "two receivers of one alert cannot bear one name") {
            try history.copy(
                to: there,
                logs: LogNames([(plain: "log", here: "log", there: "one"), (plain: "desk", here: "desk", there: "one")])
            )
        }
        if case .file(let path) = there {
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(!FileManager.default.fileExists(atPath: path + ".copied"))
        }
        #expect(try history.copy(to: there).rows > 20)
    }
}
