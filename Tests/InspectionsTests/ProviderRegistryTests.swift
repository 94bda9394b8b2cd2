import Inspections
import Testing

@Suite struct ProviderRegistryTests {
    static func provider(_ urn: String, _ name: String) -> Provider {
        Provider(id: ProviderID(urn: urn), name: name, kind: "local-authority")
    }

    let registry = ProviderRegistry([
        ("1", provider("1", "Cheshire East"), ["Cheshire East Unitary Authority"]),
        ("2", provider("2", "Nottingham"), []),
        ("3", provider("3", "Nottinghamshire"), []),
        ("4", provider("4", "Bath and North East Somerset"), []),
        ("5", provider("5", "Somerset"), []),
        ("6", provider("6", "Twice"), ["Twin"]),
        ("7", provider("7", "Thrice"), ["Twin"]),
    ])

    @Test(
        arguments: [
            ("Cheshire East Council", "1"), ("CHESHIRE EAST", "1"), ("Cheshire East Unitary Authority", "1"),
            ("Nottingham City Council", "2"), ("Nottinghamshire County Council", "3"),
            ("Bath & North East Somerset Council", "4"), ("Somerset Council", "5"), ("Cheshire", nil), ("Council", nil),
            ("Twin", nil), ("", nil),
        ] as [(String, String?)])
    func joinsTheNamesOfOneProviderAndNoOthers(name: String, urn: String?) {
        #expect(registry.provider(named: name)?.id == urn.map { ProviderID(urn: $0) })
    }

    @Test(
        arguments: [
            ("Nottingham: focused visit", "2"), ("Inspection of Bath and North East Somerset children's services", "4"),
            ("Visit to Somerset and Nottingham", nil), ("A new chief inspector", nil),
        ] as [(String, String?)])
    func findsTheOneProviderThatATitleMentions(title: String, urn: String?) {
        #expect(registry.provider(mentionedIn: title)?.id == urn.map { ProviderID(urn: $0) })
    }
}
