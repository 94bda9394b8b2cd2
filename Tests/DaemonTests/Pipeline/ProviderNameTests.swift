import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// A document never lowers what is known of a provider.
@Suite struct ProviderNameTests {
    private let polled: PolledFeed

    init() throws { polled = try PolledFeed() }

    private func letter(
        _ id: String, _ urn: String, listedAs council: String, titled title: String, in month: String = "March"
    )
        -> Publisher.Entry
    {
        Publisher.Entry(
            id: id, title: "Children's services focused visit", urn: urn, council: council, published: "2026-05-0\(id)",
            document: TextPDF.bytes(pages: [
                [
                    title, "Dear Director,",
                    "This letter summarises the findings of the visit on \(id) and 9 \(month) 2026.",
                    "Areas for priority action", "The local authority needs to act at once.",
                ]
            ]))
    }

    private func poll(_ publisher: Publisher) async throws -> PolledFeed.Poll {
        defer { polled.clock.advance(3600) }
        return try await polled.poll("{name: a, kind: feed, url: '\(publisher.feedURL)', every: 1h, first_poll: alert}")
    }

    private func provider(_ urn: String) async throws -> Provider? {
        try await polled.history.read("test") { try $0.provider(ProviderID(urn: urn)) }
    }

    /// The registry knows Durham by name alone.
    @Test func aPriorityActionLetterToDurhamsIsToldOfDurhamInTheNorthEast() async throws {
        let publisher = try await Publisher()
        await publisher.publish(
            letter("1", "99901", listedAs: "Durham", titled: "Focused visit to Durham’s children’s services"))
        let told = try await poll(publisher)
        #expect(told.kinds.sorted() == ["operator-baseline-done", "report-published"])
        let durham = Provider(
            id: ProviderID(urn: "99901"), name: "Durham", kind: "local-authority", region: "North East")
        #expect(try await provider("99901") == durham)
        let bodies = try await polled.history.read("test") { try $0.alerts(AlertQuery()).map(\.body) }
        #expect(bodies.contains { $0.contains("\"name\":\"Durham\",\"kind\":\"local-authority\"") })
    }

    @Test func whatTheListingCallsAProviderStands() async throws {
        let publisher = try await Publisher()
        let titles = [
            "Focused visit to Somewhere’s children’s services", "FOCUSED VISIT TO SOMEWHERE CHILDREN'S SERVICES",
            "Focused visit to Somewhere Else children's services",
        ]
        for ((number, title), month) in zip(titles.enumerated(), ["January", "March", "May"]) {
            await publisher.publish(
                letter("\(number + 1)", "99902", listedAs: "Somewhere", titled: title, in: month))
            let told = try await poll(publisher)
            #expect(told.kinds.contains("report-published"), "\(told)")
            #expect(try await provider("99902")?.name == "Somewhere")
        }
    }

    @Test func aKnownKindAndRegionOutliveADocumentThatStatesNone() async throws {
        let known = Provider(id: ProviderID(urn: "99903"), name: "Oak", kind: "school", region: "London")
        try await polled.history.write("test") { try $0.save(known, namedBy: .listing) }
        try await polled.history.write("test") {
            try $0.save(Provider(id: known.id, name: "Oak’s services", kind: "unknown"), namedBy: .document)
            try $0.save(Provider(id: known.id, name: "URN 99903", kind: "unknown"), namedBy: .registry)
        }
        #expect(try await provider("99903") == known)
        let renamed = Provider(id: known.id, name: "Oak Academy", kind: "unknown")
        try await polled.history.write("test") { try $0.save(renamed, namedBy: .registry) }
        #expect(try await provider("99903")?.name == "Oak Academy")
        #expect(try await provider("99903")?.region == "London")
    }

    @Test func aCouncilThatAnOlderVersionCalledAsADocumentDidGetsItsNameBack() async throws {
        let names = ["Durham’s", "Durham's", "St Mary's", "Kent’s"]
        let ids = names.indices.map { ProviderID(urn: "9991\($0)") }
        try await polled.history.write("test") { history in
            for (id, name) in zip(ids, names) { try history.save(Provider(id: id, name: name, kind: "unknown")) }
            try history.save(Provider(id: ProviderID(urn: "1"), name: "Devon’s", kind: "school"), namedBy: .listing)
        }
        let lookup = ProviderLookup(
            registry: ProviderRegistry([
                (
                    nil,
                    Provider(
                        id: ProviderID("name:durham"), name: "Durham", kind: "local-authority", region: "North East"),
                    []
                ), ("80476", Provider(id: ProviderID(urn: "80476"), name: "Kent", kind: "local-authority"), []),
            ]))
        let found = try await polled.history.read("test") { try $0.providersNamedInPossessive() }
        #expect(found.map(\.name).sorted() == names.sorted())
        // Kent has a number of its own, which is another.
        #expect(found.map { lookup.council(as: $0)?.name }.compactMap(\.self) == ["Durham", "Durham"])
    }
}
