import Foundation
import Inspections
import RecordSupport
import TestSupport
import Testing

@testable import History

/// Whose word a feed's statements are once it is taken out of the configuration.
@Suite struct SourcesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// What the feeds were configured as, one configuration after the other; the last one is today's.
        let configurations: [[Source]]
        /// Publisher, authority and place of the feed `asked`, whose statements were recorded as of `recorded`.
        let gives: Source
        var renamed: [String: String] = [:]
        var testDescription: String { name }
    }

    private static func source(_ feed: String, _ publisher: String, _ authority: Authority, _ place: Int) -> Source {
        Source(feed: feed, publisher: publisher, authority: authority, place: place)
    }

    private static let pubs = source("pubs", "ofsted", .official, 0)

    @Test(arguments: [
        Case(
            name: "as it is configured",
            configurations: [[source("asked", "someone", .press, 0)], [source("asked", "other", .secondary, 1)]],
            gives: source("asked", "other", .secondary, 1)),
        Case(
            name: "a removed feed stays what it was, behind all others",
            configurations: [[source("asked", "someone", .secondary, 0)], [pubs]],
            gives: source("asked", "someone", .secondary, .max)),
        Case(
            name: "and what it was last",
            configurations: [
                [source("asked", "someone", .official, 0)], [source("asked", "other", .press, 0)], [pubs], [pubs],
            ],
            gives: source("asked", "other", .press, .max)),
        Case(
            name: "one of a publisher with another feed is as good as that one",
            configurations: [
                [source("asked", "ofsted", .official, 0), source("pubs", "ofsted", .official, 0)], [pubs],
            ],
            gives: source("asked", "ofsted", .official, 0)),
        Case(
            name: "though it was the publisher's, one that republishes does not become official",
            configurations: [[source("asked", "ofsted", .secondary, 1), pubs], [pubs]],
            gives: source("asked", "ofsted", .secondary, 0)),
        Case(
            name: "one that was renamed is the same",
            configurations: [[source("before", "someone", .secondary, 0)], [pubs]],
            gives: source("asked", "someone", .secondary, .max), renamed: ["before": "asked"]),
        Case(
            name: "one that was removed before that was kept in mind is the publisher's, as it was told by",
            configurations: [[pubs]], gives: source("asked", "recorded", .official, .max)),
    ])
    func aRemovedFeedKeepsWhoseWordItIs(_ example: Case) async throws {
        let folder = try TemporaryFolder()
        let history = try TestRecord.open(folder.path("history.sqlite"))
        let found = try await history.write("test") { history in
            for sources in example.configurations { try history.follow(SourceDirectory(sources)) }
            try history.rename(feeds: example.renamed)
            let provider = Provider(id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority")
            try history.save(provider)
            let publication = try history.save(
                StoredPublication(
                    feed: "asked", identity: "1", fingerprint: "",
                    publication: Publication(url: "https://example.org/1"), published: nil, seen: Date(), baseline: true
                ))
            try history.record(
                NewStatement(
                    publication: try #require(publication.row), provider: provider.id, framework: "ilacs",
                    dates: InspectionDates(start: nil, end: nil), title: "t", url: "https://example.org/1",
                    sha256: "", basis: .report, publisher: "recorded"), at: Date())
            let today = SourceDirectory(example.configurations.last ?? [])
            #expect(try history.authority(of: "asked", among: today) == example.gives.authority)
            return try history.statements(of: [provider.id], sources: today).map(\.source)
        }
        #expect(found == [example.gives])
    }
}
