import Foundation
import History
import Inspections
import RecordSupport
import TestSupport
import Testing

@testable import Daemon
@testable import Polling

/// Which publications of a listing are new, on a real database.
@Suite struct NewPublicationsTests {
    private let folder: TemporaryFolder
    private let history: History
    private let now = Date(timeIntervalSince1970: 1_780_315_200)

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
    }

    /// Each listing as its entries' ids and addresses; the rows that are known after each of them.
    private func rows(_ listings: [[(id: String, url: String)]]) async throws -> [[String]] {
        var rows: [[String]] = []
        for listing in listings {
            let publications = listing.map { Publication(id: $0.id, url: "https://example.org/" + $0.url, title: "t") }
            let now = now
            rows.append(
                try await history.write("test") { history in
                    let found = try NewPublications.find(
                        in: publications, of: "a", seen: now, history: history, isBaseline: { _ in false })
                    for publication in found { _ = try history.save(publication) }
                    return try history.publications(ofFeeds: ["a"]).compactMap(\.documentURL).map {
                        String($0.dropFirst("https://example.org/".count))
                    }.sorted()
                })
        }
        return rows
    }

    @Test func anAddressWhoseTokenChangesIsOnePublicationThatIsReadWhereItIsNow() async throws {
        let entry = { (token: String) in [(id: "tag:1", url: "report.pdf" + token)] }
        let rows = try await rows([entry("?token=a"), entry("?token=b"), entry(""), entry("?token=c")])
        #expect(rows == [["report.pdf?token=a"], ["report.pdf?token=b"], ["report.pdf"], ["report.pdf?token=c"]])
        let known = try await history.read("test") { try $0.publication(feed: "a", identity: "tag:1") }
        #expect(known?.nextTry == now)
    }

    @Test func anotherPathUnderOneIdIsAnotherPublication() async throws {
        #expect(try await rows([[("tag:1", "1.pdf?t=a")], [("tag:1", "2.pdf?t=a")]]).last?.count == 2)
    }

    /// `report?id=1` and `report?id=2` under one id are two documents for as long as both were ever listed together.
    @Test func twoEntriesWithOneIdStayTwoWhateverTheirAddressesShare() async throws {
        let (one, two) = ((id: "tag:1", url: "report?id=1"), (id: "tag:1", url: "report?id=2"))
        let rows = try await rows([[one, two], [two], [one], [two, one]])
        #expect(rows == Array(repeating: ["report?id=1", "report?id=2"], count: 4))
    }
}
