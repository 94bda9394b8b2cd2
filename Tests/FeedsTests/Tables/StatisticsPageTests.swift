import Feeds
import Foundation
import Inspections
import Testing

@Suite struct StatisticsPageTests {
    static let base = "https://www.example.org/api/content/government/statistical-data-sets/schools"

    private func page(_ attachments: [(title: String, file: String)]) throws -> StatisticsPage {
        let list = attachments.map {
            #"{"title":"\#($0.title)","url":"/media/0123456789abcdef/\#($0.file)","content_type":"text/csv","filename":"\#($0.file)"}"#
        }
        let json =
            #"{"base_path":"/schools","title":"Schools","details":{"attachments":[\#(list.joined(separator: ","))]}}"#
        return try StatisticsPage(Array(json.utf8), base: Self.base)
    }

    @Test(
        arguments: [
            (["latest inspections as at 31 January 2025", "latest inspections as at 28 February 2025"], 1),
            (["latest inspections as at 31 December 2025", "latest inspections - as at 30 Nov 2025"], 0),
            (["latest inspections at 30 Sept 2025", "latest inspections as at 31 August 2025"], 0),
            (["in-year inspections as at 31 May 2026", "Latest inspections as at 30 April 2026"], 1),
            (["latest inspections, March 2024", "latest inspections, April 2024"], 1),
        ] as [([String], Int)])
    func theNewestIsTheOneWithTheLatestDateInItsTitle(titles: [String], newest: Int) throws {
        let page = try page(titles.map { ($0, "a.csv") })
        #expect(page.newest(titled: ["latest inspections"])?.title == titles[newest])
    }

    @Test func theFilesNameTellsTheDateWhereTheTitleDoesNot() throws {
        let page = try page([("Latest", "latest_as_at_30_June_2024.csv"), ("Latest", "latest_as_at_31_May_2024.csv")])
        #expect(page.newest(titled: [])?.asAt?.iso == "2024-06-30")
    }

    @Test func anAddressIsSeenFromItsPage() throws {
        #expect(
            try page([("a", "a.csv")]).attachments.map(\.url) == [
                "https://www.example.org/media/0123456789abcdef/a.csv"
            ])
    }

    @Test func anOlderPageHasItsTablesAsLinks() throws {
        let json = #"""
            {"base_path":"/a","details":{"body":"<p><a href=\"/media/1/old_31_March_2017.csv\">Old, 31 March 2017</a> <a href='/b'>b</a></p>"}}
            """#
        let page = try StatisticsPage(Array(json.utf8), base: Self.base)
        #expect(page.attachments.map(\.url) == ["https://www.example.org/media/1/old_31_March_2017.csv"])
    }

    @Test(
        arguments: [
            #"{"base_path":"/a","document_type":"gone"}"#, #"{"base_path":"/a","document_type":"redirect"}"#,
            #"{"base_path":"/a","withdrawn_notice":{"explanation":"Replaced.","withdrawn_at":"2024-01-01"}}"#,
        ])
    func whatWasWithdrawnHasEnded(json: String) throws {
        #expect(try StatisticsPage(Array(json.utf8), base: Self.base).ended)
    }
}
