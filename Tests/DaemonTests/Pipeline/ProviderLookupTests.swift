import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Polling

@Suite struct ProviderLookupTests {
    static let registry = ProviderRegistry([
        ("80447", Provider(id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority"), []),
        ("80476", Provider(id: ProviderID(urn: "80476"), name: "Kent", kind: "local-authority"), []),
        // Known by name alone.
        (nil, Provider(id: ProviderID("name:devon"), name: "Devon", kind: "local-authority", region: "South West"), []),
    ])

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var urn: String?
        var listedName: String?
        var title: String?
        var stated: String?
        let id: String?
        var isContradiction = false
    }

    @Test(arguments: [
        Case(testDescription: "by number", urn: "80447", stated: "Cheshire East", id: "ofsted:80447"),
        Case(testDescription: "by the listing's name", listedName: "Kent County Council", id: "ofsted:80476"),
        Case(testDescription: "by the title", title: "Kent: inspection", stated: "Kent", id: "ofsted:80476"),
        Case(testDescription: "by the document", stated: "Kent", id: "ofsted:80476"),
        Case(testDescription: "by nothing", id: nil),
        Case(testDescription: "an unknown name", stated: "Borsetshire", id: "name:borsetshire"),
        Case(testDescription: "an unknown number", urn: "1", listedName: "Borsetshire", id: "ofsted:1"),
        Case(
            testDescription: "a number for a council known by name alone", urn: "80455", listedName: "Devon",
            stated: "Devon", id: "ofsted:80455"),
        Case(
            testDescription: "a number that another council has", urn: "80447", stated: "Kent", id: "ofsted:80447",
            isContradiction: true),
        Case(
            testDescription: "a number for the council known by name alone, on another's document", urn: "80455",
            listedName: "Devon", stated: "Kent", id: "ofsted:80455", isContradiction: true),
        Case(
            testDescription: "two names", listedName: "Kent", stated: "Devon", id: "ofsted:80476", isContradiction: true
        ),
        Case(
            testDescription: "an unknown number on a known council's document", urn: "1", stated: "Kent",
            id: "ofsted:1",
            isContradiction: true),
    ])
    func whoIsMeant(_ example: Case) {
        let publication = StoredPublication(
            feed: "a", identity: "p", fingerprint: "f",
            publication: Publication(
                title: example.title, providerName: example.listedName, providerURN: example.urn),
            published: nil, seen: Date(timeIntervalSince1970: 0), baseline: false)
        let outcome = Outcome(
            result: .graded, media: "application/pdf", sha256: "a", providerName: example.stated,
            providerURN: example.stated.flatMap { ProviderLookupTests.registry.provider(named: $0) }
                .flatMap { ProviderLookupTests.registry.urn(of: $0.id) })
        let lookup = ProviderLookup(registry: ProviderLookupTests.registry)
        #expect(lookup.provider(of: publication, stating: outcome)?.id.text == example.id)
        #expect((lookup.contradiction(between: publication, and: outcome) != nil) == example.isContradiction)
    }

    @Test func theCouncilKnownByNameKeepsItsRegion() {
        let publication = StoredPublication(
            feed: "a", identity: "p", fingerprint: "f",
            publication: Publication(providerName: "Devon County Council", providerURN: "80455"), published: nil,
            seen: Date(timeIntervalSince1970: 0), baseline: false)
        let provider = ProviderLookup(registry: ProviderLookupTests.registry).provider(of: publication)
        #expect(provider?.name == "Devon")
        #expect(provider?.region == "South West")
    }

    @Test(
        arguments: [
            ("Devon", "Devon's", "Devon", .registry), (nil, "Devon’s", "Devon", .registry),
            ("Devon Fostering", "Devon", "Devon", .registry),
            ("Somewhere", "Somewhere's services", "Somewhere", .listing),
            (nil, "Somewhere", "Somewhere", .document), (nil, nil, "URN 9", .document),
        ] as [(String?, String?, String, NameSource)])
    func theListingNamesAProviderBeforeTheDocument(
        listed: String?, stated: String?, name: String, source: NameSource
    ) throws {
        let publication = StoredPublication(
            feed: "a", identity: "p", fingerprint: "f",
            publication: Publication(providerName: listed, providerURN: "9"), published: nil,
            seen: Date(timeIntervalSince1970: 0), baseline: false)
        let outcome = Outcome(result: .graded, media: "application/pdf", sha256: "a", providerName: stated)
        let lookup = ProviderLookup(registry: ProviderLookupTests.registry)
        let provider = try #require(lookup.provider(of: publication, stating: outcome))
        #expect(provider.id == ProviderID(urn: "9"))
        #expect(provider.name == name)
        #expect(lookup.source(of: provider, listedAs: listed) == source)
    }
}
