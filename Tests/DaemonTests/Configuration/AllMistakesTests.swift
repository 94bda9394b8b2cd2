import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import YAML

/// What stands in a route, a silence or a portfolio is held against all that there is; and one run names every mistake.
@Suite struct AllMistakesTests {
    @Test func areNamedAtOnce() throws {
        let yaml = """
            instance: newsroom
            state: 5
            stats: /var/lib/ratingwatch
            http: {timeout: 90, body_limit: big}
            feeds:
              - {name: a, kind: fede, url: 'https://example.org/a'}
              - {name: b, kind: feed, url: 'gopher://example.org', follow: 'https://files.example.org/'}
              - {name: c, kind: cqc, url: 'https://example.org/c', key_file: /no/such/key}
            receivers:
              - {name: log, kind: log-file, path: a.jsonl, format: jsonl}
              - {name: hook, kind: webhook, url: 'https://example.org/h', secret_file: /no/such/secret}
            routes:
              - {name: nobody, receivers: []}
              - name: much
                receivers: [lgo]
                match:
                  {kind: rating-chnged, direction: declind, provider_kind: schol, region: North Wets, framework: ilac,
                   area: overal-effectiveness, from: goood, to: [inadequte, nothing-like-it], feed: [d]}
            silences:
              - {match: {area: help-and-protecton, provider_kind: local-authorty}, who: ~, why: w, until: soon}
            portfolios:
              - {name: p, match: {region: Nth West}, area: ovrall, below: good, count: 0, within: 5}
            operators: {receivers: [nobody]}
            """
        #expect(
            try ConfigurationCheck(yaml).problems.map { $0.prefix { $0 != ";" } } == [
                "test.yaml:2:8: state: must be the path of a file or folder, and not the number 5",
                "test.yaml:3:1: stats: unknown key \"stats\"",
                "test.yaml:4:17: http.timeout: must be a duration such as 90s, 15m, 6h or 2d",
                "test.yaml:4:33: http.body_limit: must be a size such as 500KB, 20MB or 1GB",
                "test.yaml:6:21: feeds[0].kind: unknown value \"fede\"",
                "test.yaml:7:32: feeds[1].url: must be an address that begins with http://, https:// or file:",
                "test.yaml:7:64: feeds[1].follow: must be the name of a single host, such as files.ofsted.gov.uk, and not \"https://files.example.org/\"",
                "test.yaml:8:66: feeds[2].key_file: /no/such/key: there is no such file",
                "test.yaml:11:76: receivers[1].secret_file: /no/such/secret: there is no such file",
                "test.yaml:13:31: routes[0].receivers: names no receiver, so the route does nothing",
                "test.yaml:15:17: routes[1].receivers[0]: there is no receiver \"lgo\"",
                "test.yaml:17:14: routes[1].match.kind: unknown value \"rating-chnged\"",
                "test.yaml:17:40: routes[1].match.direction: unknown value \"declind\"",
                "test.yaml:17:64: routes[1].match.provider_kind: there is no kind of provider \"schol\"",
                "test.yaml:17:79: routes[1].match.region: there is no region \"North Wets\"",
                "test.yaml:17:102: routes[1].match.framework: there is no framework \"ilac\"",
                "test.yaml:18:14: routes[1].match.area: there is no area \"overal-effectiveness\"",
                "test.yaml:18:42: routes[1].match.from: there is no grade \"goood\"",
                "test.yaml:18:54: routes[1].match.to[0]: there is no grade \"inadequte\"",
                "test.yaml:18:65: routes[1].match.to[1]: there is no grade \"nothing-like-it\"",
                "test.yaml:18:90: routes[1].match.feed[0]: there is no feed \"d\"",
                "test.yaml:20:20: silences[0].match.area: there is no area \"help-and-protecton\"",
                "test.yaml:20:55: silences[0].match.provider_kind: there is no kind of provider \"local-authorty\"",
                "test.yaml:20:77: silences[0].who: must be a text, and not ~",
                "test.yaml:20:95: silences[0].until: must be a date or an instant such as 2026-12-01 or 2026-12-01T08:00:00Z",
                "test.yaml:22:31: portfolios[0].match.region: there is no region \"Nth West\"",
                "test.yaml:22:48: portfolios[0].area: there is no area \"ovrall\"",
                "test.yaml:22:76: portfolios[0].count: must be a whole number from 1 to 100000",
                "test.yaml:22:87: portfolios[0].within: must be a duration such as 90s, 15m, 6h or 2d",
                "test.yaml:23:25: operators.receivers[0]: there is no receiver \"nobody\"",
            ])
    }

    private static func match(_ match: String) -> String {
        "feeds: []\nroutes: [{name: r, receivers: everything, match: {\(match)}}]\n"
    }

    struct Doubt: Sendable, CustomTestStringConvertible {
        let yaml: String
        let expected: String
        var testDescription: String { yaml }
    }

    /// Sources know more providers than ratingwatch does: a name is doubted, and never refused.
    @Test(arguments: [
        Doubt(yaml: match("provider: Kent County Council"), expected: "Kent County Council\"; did you mean \"Kent\"?"),
        Doubt(
            yaml: match("provider: Chesire East"),
            expected:
                "2:61: routes[0].match.provider: warning: no council known here is called \"Chesire East\"; did you"),
        Doubt(
            yaml: match("provider: Sunny Hill Primary School"),
            expected: "Hill Primary School\"; only a provider with exactly this name at a source will match; "
                + "a number is safer"),
        Doubt(yaml: "feeds: []\n", expected: "1:8: feeds: warning: no feeds are configured, so nothing is watched"),
        Doubt(yaml: "feeds: []\nroutes: []\n", expected: "2:9: routes: warning: is empty, so readers hear nothing"),
        Doubt(
            yaml: "feeds: []\nreceivers: []\n", expected: "2:12: receivers: warning: is empty, so readers hear nothing"),
        Doubt(
            yaml: """
                feeds: [{name: a, kind: table, path: a.csv, table: councils}]
                routes: [{name: r, receivers: everything, match: {region: Gwynedd}}]
                """, expected: "2:59: routes[0].match.region: warning: no known region is called \"Gwynedd\""),
        Doubt(
            yaml: match("area: []"),
            expected: "2:57: routes[0].match.area: warning: is empty, so it matches everything; "
                + "leave the key out if that is meant"),
        Doubt(
            yaml: match("framework: ilacs, area: sixth-form"),
            expected: "routes[0].match: warning: ilacs judges no area sixth-form, so nothing matches"),
        Doubt(
            yaml: match("framework: [ilacs, sif], area: adoption, to: exceptional"),
            expected: "the grade exceptional is given by none of sif in adoption, so nothing matches"),
        Doubt(
            yaml: """
                feeds: []
                receivers:
                  - {name: log, kind: log-file, path: a, format: text}
                  - {name: hook, kind: webhook, url: 'https://example.org/'}
                routes: [{name: r, receivers: log}]
                """,
            expected: "4:12: receivers[1].name: warning: no route leads to \"hook\", so it gets nothing"),
        Doubt(
            yaml: """
                feeds: []
                receivers:
                  - {name: log, kind: log-file, path: a, format: text}
                  - {name: alive, kind: webhook, url: 'https://example.org/', heartbeat: daily}
                routes: [{name: r, receivers: log}]
                """,
            expected: "4:12: receivers[1].name: warning: no route leads to \"alive\", so it gets its heartbeat alone"),
        Doubt(
            yaml: "feeds: [{name: a, kind: ofsted-reports, url: 'https://reports.ofsted.gov.uk/search?q='}]\n",
            expected: "1:46: feeds[0].url: warning: its documents are on files.ofsted.gov.uk, so none will be read"),
        Doubt(
            yaml: "feeds: [{name: a, kind: ofsted-reports, url: 'https://reports.ofsted.gov.uk/provider/44/80447'}]\n",
            expected: "feeds[0].url: warning: is not a search: give the address that a browser shows after a search"),
        Doubt(
            yaml: "feeds: [{name: a, kind: feed, url: 'file:/nowhere/to%20be%20found/feed.atom'}]\n",
            expected: "1:36: feeds[0].url: warning: there is no such file now; each poll looks for it"),
    ])
    func whatMayBeMeantIsAWarning(_ doubt: Doubt) throws {
        let check = try ConfigurationCheck(doubt.yaml)
        #expect(check.problems == [])
        #expect(check.warnings.contains { $0.contains(doubt.expected) }, "\(check.warnings)")
    }

    @Test(arguments: [
        match("provider: [Kent, 80447, 'ofsted:1', 'name:some-school']"),
        match("framework: [ilacs, sif], area: adoption, from: adequate, to: inadequate"),
        match("area: [sixth-form, help-and-protection], to: [good, exceptional]"),
        "feeds: []\nroutes: [{name: r, receivers: [], stop: true, match: {provider: Kent}}]\n",
    ])
    func whatIsKnownIsNotDoubted(yaml: String) throws {
        let check = try ConfigurationCheck(yaml)
        #expect(check.problems == [] && !check.warnings.contains { $0.contains("routes") }, "\(check)")
    }

    /// A table's own words are as good as those that come with the program.
    @Test func whatTheConfigurationItselfAddsIsKnown() throws {
        let folder = try TemporaryFolder()
        let examples = TableConfigurationTests.examples
        let file = try folder.write(
            "test.yaml",
            """
            frameworks: [\(examples.appending(path: "frameworks").path)]
            feeds:
              - name: wales
                kind: table
                url: https://www.example.org/inspections.csv
                table: {provider_id: Id, provider_kind: care-home, date: Date, framework: youth-justice, areas: {overall: W}}
            routes:
              - name: r
                receivers: everything
                match: {provider_kind: [care-home, school], framework: youth-justice, area: resettlement, to: requires-improvement}
            """)
        #expect(try Setup(file: file, for: .check).warnings == [])
    }

    /// Nobody can tell what a broken file of framework data would have added.
    @Test func brokenFrameworkDataHidesNoOtherMistake() throws {
        let folder = try TemporaryFolder()
        let framework = try folder.write("own.yaml", "id: own\n")
        let file = try folder.write(
            "test.yaml",
            "frameworks: [\(framework)]\n" + Self.match("area: own-area, region: Nowhere, provider_kind: moon"))
        let error = #expect(throws: ConfigurationError.self) { try Setup(file: file, for: .check) }
        let problems = error?.problems.map(\.description) ?? []
        #expect(problems.count == 6 && !problems.contains { $0.contains("own-area") }, "\(problems)")
    }
}
