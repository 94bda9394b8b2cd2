import Inspections
import Reports
import System
import Testing

@testable import Configuration

/// Providers that are spoken of together: by the configuration, and by what comes with the program.
@Suite struct GroupTests {
    private func parse(_ yaml: String) throws -> Configuration {
        let reports = try BuiltInReports.reader
        let root = "feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]\n" + yaml
        return try Configuration.parse(
            root, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/srv"),
            vocabulary: KnownNames(frameworks: reports.catalogue, registry: reports.registry))
    }

    private func council(_ name: String, kind: String = "local-authority") -> Provider {
        Provider(id: ProviderID("ofsted:1"), name: name, kind: kind, region: "North West")
    }

    @Test(arguments: [
        ("Greater Manchester", "Salford", "Warrington"), ("London boroughs and the City", "Camden", "Kent"),
        ("County councils", "Kent", "Medway"), ("Unitary authorities", "Medway", "Kent"),
        ("Metropolitan districts", "Leeds", "York"), ("Inner London boroughs", "Hackney", "Haringey"),
        ("West Midlands county", "Walsall", "Shropshire"),
    ])
    func thoseThatComeWithTheProgramHoldWhomTheyName(name: String, member: String, other: String) throws {
        let group = try #require(try parse("").groups[name])
        #expect(group.includes(council(member)))
        #expect(!group.includes(council(other)))
        // A school may bear a council's name.
        #expect(!group.includes(council(member, kind: "school")))
    }

    /// 33, 36, and so on: https://www.ons.gov.uk knows no more councils of these kinds.
    @Test func eachHasAsManyMembersAsTheLawSays() throws {
        let groups = try BuiltInReports.reader.registry.groups
        let sizes = Dictionary(groups.map { ($0.name, $0.members.count) }, uniquingKeysWith: { first, _ in first })
        #expect(sizes["London boroughs and the City"] == 33)
        #expect(sizes["Metropolitan districts"] == 36)
        #expect(sizes["Inner London boroughs"] == 12)
        let counties = [
            "Greater Manchester", "Merseyside", "South Yorkshire", "Tyne and Wear", "West Midlands county",
            "West Yorkshire",
        ]
        #expect(counties.compactMap { sizes[$0] }.reduce(0, +) == 36)
        let districts = Set(groups.first { $0.name == "Metropolitan districts" }?.members ?? [])
        for county in groups where counties.contains(county.name) { #expect(districts.isSuperset(of: county.members)) }
    }

    /// Trafford's as its own council publishes them.
    @Test func aCouncilAndItsStatisticalNeighboursAreAGroup() throws {
        let group = try #require(try parse("").groups["Trafford and its statistical neighbours"])
        #expect(
            group.names == [
                "Trafford", "Bracknell Forest", "Bromley", "Buckinghamshire", "Central Bedfordshire", "Cheshire East",
                "Hampshire", "Hertfordshire", "Solihull", "Stockport", "York",
            ])
        #expect(group.includes(council("York")) && !group.includes(council("York", kind: "school")))
        let routed = try parse(
            "routes: [{name: r, receivers: [reading], match: {group: Kent and its statistical neighbours}}]")
        #expect(routed.routes.first?.match.groups.first?.includes(council("Essex")) == true)
        #expect(try parse("").groups.neighbours(of: council("Westmorland and Furness")) == nil)
    }

    @Test func eachCouncilOfTheModelHasTenOthers() throws {
        let registry = try BuiltInReports.reader.registry
        let names = Set(registry.all.map(\.name))
        #expect(registry.neighbourGroups.count == 152)
        for group in registry.neighbourGroups {
            #expect(Set(group.members).count == 11 && names.isSuperset(of: group.members), "\(group.name)")
        }
    }

    @Test func oneOfTheConfigurationGoesBeforeAnotherOfItsName() throws {
        let configuration = try parse(
            "groups: [{name: Merseyside, match: {provider: [Halton], region: North West}}]")
        let group = try #require(configuration.groups["Merseyside"])
        #expect(group.includes(council("Halton")) && !group.includes(council("Sefton")))
        #expect(configuration.groups.names.count { $0 == "Merseyside" } == 1)
    }

    @Test(arguments: [
        (
            "routes: [{name: r, receivers: [reading], match: {group: Mersyside}}]",
            "routes[0].match.group: there is no group \"Mersyside\"; did you mean \"Merseyside\"?"
        ),
        (
            "groups: [{name: a, match: {group: b}}, {name: b, match: {region: London}}]",
            "groups[0].match.group: unknown key \"group\""
        ),
        (
            "groups: [{name: a, match: {region: Lodnon}}]",
            "groups[0].match.region: there is no region \"Lodnon\"; did you mean \"London\"?"
        ),
        (
            "groups: [{name: a, match: {region: London}}, {name: a, match: {region: London}}]",
            "groups[1].name: \"a\" is used twice"
        ),
        ("groups: [{name: a, providers: [Kent]}]", "groups[0].providers: unknown key \"providers\""),
    ])
    func aMistakeIsNamedWithItsPlace(yaml: String, words: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(yaml) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
