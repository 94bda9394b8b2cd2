import Inspections
import Testing

/// Whose word counts for what a provider is called, what kind it is and where, and whom a source may speak for.
@Suite struct AuthorityTests {
    private let id = ProviderID("ofsted:1")

    private func provider(_ name: String, _ kind: String = "school", _ region: String? = nil) -> Provider {
        Provider(id: id, name: name, kind: kind, region: region)
    }

    @Test("Hearsay stands until any other word is known, and adds nothing to it")
    func hearsayStandsUntilAnyOtherWord() {
        let forged = provider("see evil.example", "prison", "Nowhere")
        for source in NameSource.allCases where source != .hearsay {
            #expect(provider("Home 1").joined(to: forged, saidBy: .hearsay, now: source) == provider("Home 1"))
            #expect(forged.joined(to: provider("Home 1"), saidBy: source, now: .hearsay) == provider("Home 1"))
        }
        let other = provider("Home 2", "school", "London")
        #expect(other.joined(to: forged, saidBy: .hearsay, now: .hearsay) == other)
    }

    @Test(
        "A source speaks for those that its list names by id, number, name or scheme",
        arguments: [
            ("ofsted:1", true), ("1", true), ("Home 1", true), ("ofsted:*", true), ("ofsted:11", false),
            ("cqc:*", false),
            ("Home", false), ("o:*", false), ("*", false),
        ])
    func aScopeNamesProviders(name: String, isMeant: Bool) {
        #expect(ProviderScope.only([name]).includes(provider("Home 1")) == isMeant)
        #expect(ProviderScope.everybody.includes(provider("Home 1")))
    }
}
