import Feeds
import Markup
import Reports
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System
@testable import Inspections

@Suite struct JSONConfigurationTests {
    private func feed(_ json: String, _ keys: String = "", kind: String = "json") throws -> FeedConfiguration? {
        let reports = try BuiltInReports.reader
        return try Configuration.parse(
            "feeds:\n  - name: a\n    kind: \(kind)\n    url: https://example.org/a\n    json: \(json)\n\(keys)",
            file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"),
            vocabulary: KnownNames(frameworks: reports.catalogue, registry: reports.registry)
        ).feeds.first
    }

    private static let grades = "date: b, provider: b, framework: oeif, areas: {early-years: b}"

    @Test func pathsAreRead() throws {
        let json = try #require(try feed("{items: a.b, offset: $skip, total: n, \(Self.grades), scheme: own}")?.json)
        #expect(json.items.text == "a.b" && json.paging == .offset(parameter: "$skip") && json.total?.text == "n")
        #expect(json.fields.grades?.scheme == "own" && json.fields.link == nil)
        #expect(
            try feed("{items: $, link: a, title: b, page: {parameter: p, first: 0}}")?.json?.paging
                == .number(parameter: "p", first: 0, pages: nil))
        #expect(try feed("{items: $, link: a, title: b}")?.json?.paging == nil)
    }

    @Test(
        arguments: [
            ("{link: a, title: a}", "5:11: feeds[0].json: \"items\" is missing"),
            (
                "{items: 'a[', link: a, title: a}",
                "5:19: feeds[0].json.items: is not a valid path: character 2: a bracket is opened"
            ),
            ("{items: a, title: a}", "\"link\" is missing"), ("{items: a, link: a}", "\"title\" is missing"),
            ("{items: a, link: a, title: a, nxt: b}", "unknown key \"nxt\"; did you mean \"next\"?"),
            (
                "{items: a, link: a, title: a, next: b, offset: c}",
                "only one of \"next\", \"page\", \"offset\" may be there"
            ),
            ("{items: a, link: a, title: a, page: {first: 2}}", "\"parameter\" is missing"),
            ("{items: a, link: a, title: a, page: {parameter: p, first: 2}}", "must be a whole number from 0 to 1"),
            ("{items: a, link: a, title: a, codes: {1: good}}", "\"codes\" is only for items with \"areas\""),
            (
                "{items: a, date: b, provider: b, framework: oief, areas: {early-years: b}}",
                "there is no framework \"oief\""
            ),
        ])
    func mistakesAreNamedWithTheirPlace(json: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try feed(json) }
        #expect(String(describing: error).contains(expected), "\(String(describing: error))")
    }

    @Test(arguments: [
        ("    key_header: X-Key\n", "\"key_file\" is missing"),
        (
            "    key_file: /no/such/file\n    key_header: 'X Key'\n",
            "must be the name of a header field, such as X-Api-Key"
        ),
    ])
    func aKeyNeedsItsFileAndAField(keys: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try feed("{items: a, \(Self.grades)}", keys) }
        #expect(String(describing: error).contains(expected), "\(String(describing: error))")
    }

    @Test func onlyJSONHasPaths() {
        let error = #expect(throws: ConfigurationError.self) { try feed("{items: a}", kind: "feed") }
        #expect(String(describing: error).contains("a feed of kind feed has no \"json\""))
    }
}
