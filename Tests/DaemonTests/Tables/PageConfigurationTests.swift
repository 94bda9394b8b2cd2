import Feeds
import Reports
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System
@testable import Inspections

@Suite struct PageConfigurationTests {
    private func feeds(_ page: String, kind: String = "page") throws -> [FeedConfiguration] {
        let reports = try BuiltInReports.reader
        return try Configuration.parse(
            "feeds:\n  - name: a\n    kind: \(kind)\n    url: https://example.org/a\n    page: \(page)\n",
            file: "test.yaml",
            surroundings: Surroundings(workingDirectory: "/"),
            vocabulary: KnownNames(frameworks: reports.catalogue, registry: reports.registry)
        ).feeds
    }

    @Test func expressionsAreRead() throws {
        let page = try #require(
            try feeds("{item: //li, link: a/@href, title: a, date: time, provider: b, type: em, end: </main>}").first?
                .page)
        #expect(page.fields.date != nil && page.fields.provider != nil && page.fields.type != nil)
        #expect(page.fields.providerID == nil)
        #expect(page.fields.date != page.fields.provider && page.fields.grades == nil && page.end == "</main>")
    }

    @Test(
        arguments: [
            (
                "{item: '//li[', link: a, title: a}",
                "5:18: feeds[0].page.item: is not a valid XPath expression: character 6: it cannot"
            ),
            ("{item: count(//li), link: a, title: a}", "5:18: feeds[0].page.item: must select elements"),
            ("{item: //li, link: a}", "5:11: feeds[0].page: \"title\" is missing"),
            ("{item: //li, link: a, title: a, dates: b}", "unknown key \"dates\"; did you mean \"date\"?"),
            ("{item: //li, link: a, title: a, codes: {1: good}}", "\"codes\" is only for items with \"areas\""),
            (
                "{item: //li, link: a, title: a, date: b, provider: b, framework: oief, areas: {early-years: b}}",
                "there is no framework \"oief\"; did you mean \"oeif\"?"
            ),
            (
                "{item: //li, link: a, title: a, date: b, provider: b, framework: oeif, areas: {early-year: b}}",
                "there is no area \"early-year\"; did you mean \"early-years\"?"
            ),
            (
                "{item: //li, link: a, title: a, date: b, framework: oeif, areas: {early-years: b}}",
                "\"provider_id\" or \"provider\" is missing"
            ),
        ])
    func mistakesAreNamedWithTheirPlace(page: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try feeds(page) }
        #expect(String(describing: error).contains(expected), "\(String(describing: error))")
    }

    @Test func onlyAPageHasExpressions() {
        let error = #expect(throws: ConfigurationError.self) { try feeds("{item: //li}", kind: "feed") }
        #expect(String(describing: error).contains("a feed of kind feed has no \"page\""))
    }
}
