import Inspections
import Testing

@testable import Feeds

@Suite struct StatisticalDataSetTests {
    @Test(
        arguments: [
            ("https://www.example.org/government/a", "https://www.example.org/api/content/government/a"),
            ("https://www.example.org/api/content/government/a", "https://www.example.org/api/content/government/a"),
            ("http://127.0.0.1:80/a?b=c", "http://127.0.0.1:80/api/content/a?b=c"),
            ("https://www.example.org", "https://www.example.org"),
        ])
    func aPageIsDescribedByTheContentAPI(page: String, expected: String) {
        #expect(StatisticalDataSet.contentAddress(of: page) == expected)
    }

    /// The last day that is named; the last of its month where none is, or none that exists.
    @Test(
        arguments: [
            ("Outcomes as at 31 March 2024", "2024-03-31"), ("outcomes_as_at_1st_Sept_2024.csv", "2024-09-01"),
            ("Outcomes, February 2024", "2024-02-29"), ("Outcomes, February 2023", "2023-02-28"),
            ("Outcomes as at 31 June 2024", "2024-06-30"), ("1 September 2024 to 31 August 2025", "2025-08-31"),
            ("31 August 2025, published 6 November 2025", "2025-11-06"), ("2024", nil), ("March 24", nil),
            ("March", nil), ("Outcomes", nil), ("May 20245", nil),
        ] as [(String, String?)])
    func aTitleNamesTheDayOfItsTable(title: String, day: String?) {
        #expect(StatisticsAttachment.day(in: title)?.iso == day)
    }

    /// Files as `title|name`; which is taken, and which where the feed names a sheet or a member.
    @Test(
        arguments: [
            (["a as at 31 January 2025|a.csv", "a as at 28 February 2025|a.ods"], [], "a.csv", "a.ods"),
            (["a as at 28 February 2025|a.xlsx", "a as at 31 January 2025|b.zip"], [], "a.xlsx", "a.xlsx"),
            (["a|a.csv", "b as at 31 January 2025|b.csv"], [], "b.csv", nil), (["a|a.pdf"], [], nil, nil),
            (["In year|a.csv", "Latest outcomes|b.csv"], ["latest outcomes"], "b.csv", nil),
            (["Latest in year|a.csv", "Outcomes|b.csv"], ["latest outcomes"], nil, nil),
            (["In year|a.csv", "Outcomes|b.ods"], ["latest", "outcomes"], "b.ods", "b.ods"),
            (["OUTCOMES|A.CSV"], ["Outcomes"], "A.CSV", nil),
        ] as [([String], [String], String?, String?)])
    func theNewestTableOfTheTitlesIsTaken(files: [String], titles: [String], table: String?, held: String?) throws {
        let list = files.map { $0.split(separator: "|") }.map {
            #"{"title": "\#($0[0])", "url": "/media/1/\#($0[1])", "filename": "\#($0[1])"}"#
        }
        let page = try StatisticsPage(
            Array(#"{"base_path": "/a", "details": {"attachments": [\#(list.joined(separator: ","))]}}"#.utf8),
            base: StatisticsPageTests.base)
        let name = { (attachment: StatisticsAttachment?) in attachment?.url.split(separator: "/").last.map(String.init)
        }
        #expect(name(page.newest(titled: titles)) == table)
        #expect(name(page.newest(titled: titles, isHeld: true)) == held)
    }

    /// Releases as `title|path|changed`, `-` in front of one that is withdrawn, `?` of one that is only announced.
    @Test(
        arguments: [
            (["Outcomes 2023 to 2024|/a|2026-01-01", "Outcomes 2024 to 2025|/b|2025-01-01"], [], "/b"),
            (["Outcomes 2023-24|/a|2026-01-01", "Outcomes 2024-25|/b|2025-01-01"], [], "/b"),
            (["Outcomes 2099-00|/a|", "Outcomes 2098|/b|"], [], "/a"),
            (["Outcomes 2024-30|/a|", "Outcomes 2025|/b|"], [], "/b"),
            (["Outcomes|/outcomes-2023|2026-01-01", "Outcomes|/outcomes-2024|2025-01-01"], [], "/outcomes-2024"),
            (["Outcomes at 31 March 2024|/a|2026-01-01", "Outcomes at 30 June 2024|/b|2025-01-01"], [], "/b"),
            (["Outcomes 2024|/a|2026-01-01", "Outcomes 2024|/b|2025-01-01"], [], "/a"),
            (["Outcomes 2023|/a|", "-Outcomes 2024|/b|", "?Outcomes 2025|/c|"], [], "/a"),
            (["Outcomes 2023|/a|", "Funding 2024|/b|"], ["outcomes"], "/a"), (["Funding 2024|/b|"], ["outcomes"], nil),
            ([], [], nil), (["Paper 1234|/a|", "Outcomes 2001|/b|"], [], "/b"),
        ] as [([String], [String], String?)])
    func theReleaseOfTheLatestYearIsTaken(releases: [String], titles: [String], path: String?) throws {
        let list = releases.map { $0.split(separator: "|", omittingEmptySubsequences: false) }.map { part in
            #"{"title": "\#(part[0].drop { "-?".contains($0) })", "base_path": "\#(part[1])", "public_updated_at": "\#(part[2])", "#
                + #""withdrawn": \#(part[0].hasPrefix("-")), "document_type": "statistics\#(part[0].hasPrefix("?") ? "_announcement" : "")"}"#
        }
        let text =
            #"{"base_path": "/a", "document_type": "document_collection", "links": {"documents": [\#(list.joined(separator: ","))]}}"#
        let page = try StatisticsPage(Array(text.utf8), base: StatisticsPageTests.base)
        let newest = page.collection?.newest(titled: titles)
        #expect(newest?.url == path.map { "https://www.example.org/api/content" + $0 })
    }
}
