import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Polling

/// Polls of a collection of GOV.UK whose yearly pages each have a table, over a real socket.
@Suite struct CollectionPollTests {
    private struct Release {
        var path: String
        var title: String
        var rows: String
        var type = "official_statistics"
        var updated = "2024-06-01T09:30:00Z"
        var isWithdrawn = false
        /// Part of the address of its table.
        var edition = 1
    }

    private final class Site: Sendable {
        let releases = Mutex<[Release]>([])
        let asked = Mutex<[String]>([])

        func answer(_ request: RecordedRequest) -> ServerAnswer {
            asked.withLock { $0.append(request.path) }
            return releases.withLock { releases in
                if request.path == "/api/content/government/collections/widgets" {
                    let documents = releases.map {
                        #"{"title": "\#($0.title)", "base_path": "\#($0.path)", "document_type": "\#($0.type)", "public_updated_at": "\#($0.updated)", "withdrawn": \#($0.isWithdrawn)}"#
                    }
                    return ServerAnswer(
                        headers: [("ETag", "\"same\"")],
                        text:
                            #"{"base_path": "/government/collections/widgets", "document_type": "document_collection", "title": "Widgets", "details": {}, "links": {"documents": [\#(documents.joined(separator: ","))]}}"#
                    )
                }
                for release in releases {
                    let table = release.path + "/\(release.edition).csv"
                    if request.path == "/api/content" + release.path {
                        return ServerAnswer(
                            text:
                                #"{"base_path": "\#(release.path)", "document_type": "official_statistics", "title": "\#(release.title)", "details": {"attachments": [{"title": "Provider level", "url": "\#(table)", "content_type": "text/csv"}]}}"#
                        )
                    }
                    if request.path == table { return ServerAnswer(text: TablePollTests.header + release.rows) }
                }
                return ServerAnswer(404)
            }
        }
    }

    private let polled: PolledFeed
    private let server: LoopbackServer
    private let site = Site()

    init() async throws {
        polled = try PolledFeed()
        server = try await LoopbackServer { [site] in site.answer($0) }
    }

    private func poll(_ releases: Release...) async throws -> PolledFeed.Poll {
        site.releases.withLock { $0 = releases }
        site.asked.withLock { $0 = [] }
        polled.clock.advance(86400 * 1.2)
        return try await polled.poll(
            "{name: a, kind: govuk-statistics, url: '\(server.url)/government/collections/widgets', every: 1d, publisher: a, release: widgets in, table: \(TablePollTests.columns)}"
        )
    }

    private static let first = Release(
        path: "/government/statistics/widgets-2023-to-2024", title: "Widgets in England 2023 to 2024",
        rows: "1,Oak,1,100,13/03/2020,2,2\n2,Elm,2,200,14/03/2020,2,2\n")
    private static let second = Release(
        path: "/government/statistics/widgets-in-england-2025", title: "Widgets in England 2025",
        rows: "1,Oak,1,101,13/03/2025,3,2\n2,Elm,2,200,14/03/2020,2,2\n")

    @Test func aNewYearsPageTakesThePlaceOfTheOneBeforeAndIsToldOnce() async throws {
        #expect(try await poll(Self.first).kinds == ["operator-baseline-done"])
        #expect(site.asked.withLock { $0 }.last == Self.first.path + "/1.csv")
        #expect(try await poll(Self.first).results == ["unchanged"])
        #expect(site.asked.withLock { $0.count } == 2, "the collection and the page, and no table")
        let told = try await poll(Self.first, Self.second)
        #expect(told.summaries == ["Oak: overall effectiveness declined from good to requires improvement"])
        #expect(try await poll(Self.second, Self.first).results == ["unchanged"], "in whatever order")
        // What is corrected today is not the newest for that.
        var corrected = Self.first
        corrected.updated = "2026-06-01T09:30:00Z"
        corrected.edition = 2
        #expect(try await poll(corrected, Self.second).results == ["unchanged"])
    }

    @Test func aTableThatIsPublishedAnewOnTheSamePageIsRead() async throws {
        _ = try await poll(Self.second)
        var anew = Self.second
        anew.edition = 2
        anew.rows = "1,Oak,1,101,13/03/2025,4,2\n2,Elm,2,200,14/03/2020,2,2\n"
        // The collection says that it was not modified; only the page has.
        #expect(try await poll(anew).kinds == ["rating-corrected"])
    }

    @Test func whatIsNoReleaseIsLeftAlone() async throws {
        _ = try await poll(Self.first)
        var announced = Self.second
        announced.type = "official_statistics_announcement"
        #expect(try await poll(Self.first, announced).results == ["unchanged"])
        var withdrawn = Self.second
        withdrawn.isWithdrawn = true
        #expect(try await poll(Self.first, withdrawn).results == ["unchanged"])
        var other = Self.second
        other.title = "Gadgets in 2026"
        #expect(try await poll(Self.first, other).results == ["unchanged"], "another series")
        let none = try await poll(other)
        #expect(none.failed && none.results[0].contains("the collection has no release titled “widgets in”"))
    }
}
