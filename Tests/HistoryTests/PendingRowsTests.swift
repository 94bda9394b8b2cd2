import Foundation
import Inspections
import RecordSupport
import TestSupport
import Testing

@testable import History

/// Rows that wait to be written together, and questions that are asked together, are never seen to have waited. Holds
/// for a file too, where none waits.
@Suite struct PendingRowsTests {
    private let folder: TemporaryFolder
    private let history: History
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
    }

    private static func provider(_ number: Int, name: String = "A school", region: String? = nil) -> Provider {
        Provider(id: ProviderID("ofsted:\(number)"), name: name, kind: "school", region: region)
    }

    private func publication(_ identity: String, title: String = "A report") -> StoredPublication {
        StoredPublication(
            feed: "f", identity: identity, fingerprint: "",
            publication: Publication(url: "https://x.example/\(identity)", title: title), published: nil, seen: now,
            baseline: true)
    }

    private static func statement(of row: Int64, _ provider: Provider) -> NewStatement {
        var statement = NewStatement(
            publication: row, provider: provider.id, framework: "oeif", dates: InspectionDates(start: nil, end: nil),
            title: "{\"t\",\\n}", url: "u", sha256: "", basis: .table, publisher: "p")
        statement.unsaid = ["c", "d"]
        statement.judgements = ["a", "b"].map {
            Judgement(area: $0, grade: "good", printed: "NULL", page: nil, evidence: "")
        }
        return statement
    }

    @Test func eachQuestionSeesWhatWasWrittenBefore() async throws {
        let provider = Self.provider(1)
        let publication = publication("1")
        try await history.write("test") { [now] history in
            try history.save(provider)
            #expect(try history.provider(provider.id) == provider)
            let row = try #require(try history.save(publication).row)
            let id = try history.record(Self.statement(of: row, provider), at: now)
            try history.unsettleLine(from: provider.id, feed: "f")
            let found = try history.statements(ofPublication: row, sources: SourceDirectory([Source]()))
            #expect(found.map(\.id) == [id])
            #expect(found.first?.title == "{\"t\",\\n}")
            #expect(found.first?.judgements.map(\.printed) == ["NULL", "NULL"])
            #expect(found.first?.judgements.first?.page == nil)
            #expect(found.first?.unsaid == ["c", "d"])
            #expect(try history.unsettled(feed: "f").map(\.provider) == [provider.id])
        }
        // And so does the next transaction.
        #expect(try await history.read("test") { try $0.countUnsettled(feed: "f") } == 1)
    }

    /// Of whom something was told, and then recorded again, it is not told.
    @Test func whatIsRecordedAfterItWasToldIsStillToBeTold() async throws {
        try await history.write("test") { history in
            for number in [1, 2, 1, 3] {
                try history.unsettleLine(from: Self.provider(number).id, feed: "f")
            }
            try history.settle(Self.provider(1).id)
            try history.settle(Self.provider(2).id)
            try history.unsettleLine(from: Self.provider(1).id, feed: "f")
        }
        let left = try await history.read("test") { try $0.unsettled(feed: "f").map(\.provider.text) }
        #expect(left == ["ofsted:3", "ofsted:1"])
    }

    /// As a table does that names a provider twice, once otherwise.
    @Test func theLastWordOnAProviderStands() async throws {
        try await history.write("test") { history in
            try history.lookUp([Self.provider(1).id, Self.provider(2).id])
            try history.save(Self.provider(1, name: "Once"), namedBy: .listing)
            try history.save(Self.provider(2), namedBy: .listing)
            try history.save(Self.provider(1, name: "Twice"), namedBy: .registry)
            try history.save(predecessor: Self.provider(2).id, of: Self.provider(1).id)
            #expect(try !history.save(predecessor: Self.provider(2).id, of: Self.provider(1).id), "it is known")
        }
        let (named, followers) = try await history.read("test") {
            (try $0.named(Self.provider(1).id), try $0.followers(of: Self.provider(2).id))
        }
        #expect(named?.provider.name == "Twice" && named?.by == .registry)
        #expect(followers == [Self.provider(1).id])
    }

    @Test func onePublicationIsOneHoweverOftenItIsListed() async throws {
        let (one, again) = (publication("1"), publication("1", title: "Again"))
        for _ in 0..<2 {
            try await history.write("test") { history in
                try history.lookUp(publications: ["1"], of: "f")
                let row = try history.save(one).row
                #expect(try history.save(again).row == row)
                #expect(try history.add(one) == nil)
                #expect(try history.publication(feed: "f", identity: "1")?.title == "Again")
            }
        }
        #expect(try await history.read("test") { try $0.publications(ofFeeds: ["f"]).count } == 1)
    }

    @Test func whatIsAskedTogetherIsNeverOlderThanWhatWasWritten() async throws {
        try await history.write("test") { history in
            func ask() throws -> [Bool] {
                [try history.hasUnsettled(feed: "f"), try history.hasPublications(feed: "f")]
            }
            try history.askTogether { _ = try ask() }
            #expect(try ask() == [false, false])
            try history.askTogether { _ = try ask() }
            try history.unsettleLine(from: Self.provider(1).id, feed: "f")
            #expect(try ask() == [true, false])
            try history.askTogether { _ = try ask() }
            try history.settle(Self.provider(1).id)
            #expect(try ask() == [false, false])
        }
    }

    /// More than wait at most, and more than one block of numbers has.
    @Test func thousandsOfRowsArriveWithNumbersOfTheirOwn() async throws {
        let count = 3000
        let publications = (0..<count).map { publication("\($0)") }
        try await history.write("test") { [now] history in
            for (number, publication) in publications.enumerated() {
                let provider = Self.provider(number)
                try history.save(provider)
                let row = try #require(try history.add(publication)?.row)
                try history.record(Self.statement(of: row, provider), at: now)
                try history.unsettleLine(from: provider.id, feed: "f")
            }
        }
        let found = try await history.read("test") { history in
            (
                try history.publications(ofFeeds: ["f"]).compactMap(\.row),
                try history.count(Query("SELECT count(DISTINCT statement) FROM statement_judgements")),
                try history.unsettled(feed: "f").map(\.provider.text)
            )
        }
        #expect(Set(found.0).count == count)
        #expect(found.1 == count)
        #expect(found.2 == (0..<count).map { "ofsted:\($0)" })
    }
}
