import Foundation
import Inspections
import Reports
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import YAML
@testable import System

@Suite struct PortfolioConfigurationTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        let keys: String
        let expected: String
        var testDescription: String { name }
    }

    private func parse(_ portfolios: String) throws -> Configuration {
        let reports = try BuiltInReports.reader
        return try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]\nportfolios:\n" + portfolios,
            file: "test.yaml", surroundings: Surroundings(workingDirectory: "/srv/watch"),
            vocabulary: KnownNames(frameworks: reports.catalogue, registry: reports.registry))
    }

    @Test func aRuleIsReadWhole() throws {
        let portfolio = try #require(
            try parse(
                """
                  - name: trust
                    match: {provider: [1, 2], region: North West}
                    area: quality-of-education
                    below: good
                    count: 3
                    within: 365d
                """
            ).portfolios.first)
        #expect(
            portfolio.rule
                == PortfolioRule(name: "trust", area: "quality-of-education", below: "good", count: 3, days: 365))
        #expect(portfolio.group.names == ["1", "2"])
        for (number, region, isMeant) in [
            ("2", "North West", true), ("2", "London", false), ("3", "North West", false),
        ] {
            let provider = Provider(id: ProviderID(urn: number), name: "x", kind: "school", region: region)
            #expect(portfolio.includes(provider) == isMeant)
        }
    }

    @Test(arguments: [
        Mistake(
            name: "a key that there is not", keys: "areas: a",
            expected: "3:5: portfolios[0].areas: unknown key \"areas\"; did you mean \"area\"?"),
        Mistake(
            name: "a match on more than providers", keys: "match: {direction: declined}",
            expected: "3:13: portfolios[0].match.direction: unknown key \"direction\""),
        Mistake(
            name: "a region that there is not", keys: "match: {region: North Wets}",
            expected:
                "3:21: portfolios[0].match.region: there is no region \"North Wets\"; did you mean \"North West\"?"),
        Mistake(
            name: "an area that there is not", keys: "area: overall-efectiveness",
            expected:
                "3:11: portfolios[0].area: there is no area \"overall-efectiveness\"; did you mean \"overall-effectiveness\"?"
        ),
        Mistake(
            name: "a grade of another area", keys: "area: achievement\n    below: good",
            expected: "4:12: portfolios[0].below: there is no grade of achievement \"good\""),
        Mistake(
            name: "nobody", keys: "count: 0",
            expected: "3:12: portfolios[0].count: must be a whole number from 1 to 100000"),
        Mistake(
            name: "less than a day", keys: "within: 6h", expected: "3:13: portfolios[0].within: must be at least 1d"),
        Mistake(
            name: "months", keys: "within: 12 months", expected: "3:13: portfolios[0].within: must be a duration"),
        Mistake(name: "no count", keys: "name: a", expected: "portfolios[0]: \"count\" is missing"),
        Mistake(name: "no list", keys: "name: a", expected: "portfolios[0]: \"match\" is missing"),
    ])
    func aMistakeIsNamedWithItsPlace(_ mistake: Mistake) {
        #expect {
            try parse("  - " + mistake.keys)
        } throws: { error in
            let problems = (error as? ConfigurationError)?.problems.map(\.description) ?? []
            return problems.contains { $0.contains(mistake.expected) }
        }
    }

    @Test func twoOfOneNameAreOneTooMany() {
        let rule = "  - {name: a, match: {}, area: adoption, below: good, count: 1, within: 1d}\n"
        #expect {
            try parse(rule + rule)
        } throws: {
            "\($0)".contains("test.yaml:4:12: portfolios[1].name: \"a\" is used twice")
        }
    }
}
