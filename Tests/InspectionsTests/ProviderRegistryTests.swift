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
        ("8", provider("8", "St Helens"), []),
        ("9", provider("9", "King's Lynn"), []),
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

    @Test(
        arguments: [
            ("Somerset's", "5"), ("Somerset’s", "5"), ("SOMERSET'S", "5"), ("Cheshire East Council's", "1"),
            ("Cheshire East’s Council", "1"), ("Nottingham City Councils'", "2"), ("St Helens", "8"),
            ("St Helens'", "8"), ("St Helens's", "8"), ("St Helen’s", "8"), ("St Helen", nil), ("King's Lynn", "9"),
            ("Kings Lynn’s", "9"), ("King’s Lynn's", "9"), ("King", nil), ("'s", nil),
        ] as [(String, String?)])
    func aPossessiveIsNoPartOfAName(name: String, urn: String?) {
        #expect(registry.provider(named: name)?.id == urn.map { ProviderID(urn: $0) })
    }

    @Test(
        arguments: [
            ("Somerset's children's services", "5"), ("St Helens' new director", "8"), ("King’s Lynn’s visit", "9"),
            ("Somerset's and Nottingham's services", nil),
        ] as [(String, String?)])
    func aTitleMayMentionItInThePossessive(title: String, urn: String?) {
        #expect(registry.provider(mentionedIn: title)?.id == urn.map { ProviderID(urn: $0) })
    }

    @Test(arguments: [
        "cheshire east council", "Bath & North East Somerset", "SOMERSET'S", "Kings Lynn’s", "St Helen’s", "St Helens",
        "London Borough of Camden", "City of London", "Ynys Môn", "ynys mon", "Nottingham City Council",
    ])
    func aQuickLookLeavesOutNobodyWhoIsMeant(name: String) {
        let names = [
            "Cheshire East", "Bath and North East Somerset", "Somerset", "King's Lynn", "St Helens", "Camden",
            "City of London", "Ynys Môn", "Nottingham",
        ]
        let all = ProviderRegistry(
            names.map { (nil, Provider(id: ProviderID("x:\($0)"), name: $0, kind: "school"), []) })
        let likely = ProviderRegistry.likely(name, among: names)
        if let meant = all.provider(named: name) { #expect(likely.contains(meant.name)) }
        #expect(name == "ynys mon" || all.provider(named: name) != nil)
        #expect(likely.count < names.count || name == "City of London")
    }

    private static let known = Provider(
        id: ProviderID(urn: "1"), name: "Oak", kind: "school", region: "North East")

    @Test(
        arguments: [
            (NameSource.listing, "Oak’s services", "unknown", nil, .document, "Oak school North East"),
            (.document, "Oak Lane", "unknown", nil, .document, "Oak Lane school North East"),
            (.document, "OAK", "unknown", nil, .document, "Oak school North East"),
            (.listing, "Oak Academy", "unknown", nil, .listing, "Oak Academy school North East"),
            (.document, "URN 1", "unknown", nil, .registry, "Oak school North East"),
            (.document, "ofsted 1", "academy", "London", .listing, "Oak academy London"),
            (.registry, "Oak", "academy", "London", .listing, "Oak school North East"),
            (.listing, "Oakham", "local-authority", "London", .registry, "Oakham local-authority London"),
            (.listing, "OAK", "school", nil, .listing, "Oak school North East"),
            (.listing, "OAK", "school", nil, .registry, "OAK school North East"),
        ] as [(NameSource, String, String, String?, NameSource, String)])
    func aLessSureWordNeverLowersWhatIsKnown(
        earlier: NameSource, name: String, kind: String, region: String?, source: NameSource, expected: String
    ) {
        let said = Provider(id: Self.known.id, name: name, kind: kind, region: region)
        let joined = said.joined(to: Self.known, saidBy: earlier, now: source)
        #expect("\(joined.name) \(joined.kind) \(joined.region ?? "")" == expected)
    }

    @Test func aDocumentNamesWhoHadANumberAlone() {
        let known = Provider(id: ProviderID(urn: "1"), name: "URN 1", kind: "unknown", region: nil)
        let said = Provider(id: known.id, name: "Oak", kind: "unknown", region: nil)
        #expect(said.joined(to: known, saidBy: .listing, now: .document).name == "Oak")
        let school = Provider(id: known.id, name: "Oak", kind: "school", region: "London")
        let joined = school.joined(to: known, saidBy: .registry, now: .document)
        #expect("\(joined.name) \(joined.kind) \(joined.region ?? "")" == "Oak school London")
    }
}
