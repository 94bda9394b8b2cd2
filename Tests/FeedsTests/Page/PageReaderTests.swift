import Inspections
import Markup
import Testing

@testable import Feeds

@Suite struct PageReaderTests {
    private func read(
        _ page: String, _ map: PageMap? = nil, contentType: String? = nil
    ) throws -> FeedDocument {
        try FeedKind.page.read(
            Array(page.utf8), base: "https://www.example.org/a/list?b", contentType: contentType,
            page: try map ?? TestPages.map())
    }

    private func refusal(_ page: String, _ map: PageMap? = nil) -> String {
        let error = #expect(throws: FeedError.self) { try read(page, map) }
        return error?.description ?? ""
    }

    @Test func anItemIsAPublication() throws {
        let found = try read(
            TestPages.whole(TestPages.item("Full &amp;\n inspection", "../v1/1.pdf", date: "16/05/2024")))
        let publication = try #require(found.publications.first)
        #expect(publication.title == "Full & inspection" && publication.type == "report")
        #expect(publication.url == "https://www.example.org/v1/1.pdf")
        #expect(publication.providerName == "Kent" && publication.providerURN == "80476")
        #expect(publication.published.flatMap { CalendarDate(london: $0) }?.iso == "2024-05-16")
    }

    @Test(
        arguments: [
            ("2024-05-16", "2024-05-16"), ("2024-05-16T09:30:00+01:00", "2024-05-16"), ("16/05/2024", "2024-05-16"),
            ("06 May 2024", "2024-05-06"), ("Thu, 16 May 2024 08:30:00 GMT", "2024-05-16"),
        ])
    func datesAreReadAsPagesPrintThem(printed: String, expected: String) throws {
        let found = try read(TestPages.whole(TestPages.item("a", "/1", date: printed)))
        #expect(found.publications.first?.published.flatMap { CalendarDate(london: $0) }?.iso == expected)
    }

    @Test(
        arguments: [
            ("<li><b>Kent</b><a>Visit</a></li>", "item 2 (Visit): has no address"),
            ("<li><a href='/3'> </a></li>", "item 2: has no title: /3"),
            ("<li>an advertisement</li>", "item 2: has no address"),
        ])
    func anItemWithoutAddressOrTitleIsNamedAndLeftOut(item: String, complaint: String) throws {
        let rest = (3...5).map { TestPages.item("a", "/\($0)") }.joined()
        let found = try read(TestPages.whole(TestPages.item("a", "/1") + item + rest))
        #expect(found.complaints == [complaint])
        #expect(found.publications.count == 4)
    }

    @Test(
        arguments: [
            (TestPages.whole(""), "found a page without anything that `item` selects"),
            (
                TestPages.whole("<li>a</li><li>b</li>" + TestPages.item("c", "/3")),
                "2 of 3 items are at fault; item 1: has no address"
            ),
            (TestPages.whole(TestPages.item("a", "/1", date: "soon")), "found a page without a date in any item"),
            (String(TestPages.reports.document.dropLast(20)), "the document is truncated"),
            ("", "the document is empty"),
            ("{\"reports\": []}</html>", "found a page without anything that `item` selects"),
        ])
    func aPageThatTheExpressionsFitNoMoreIsRefused(page: String, reason: String) {
        let refusal = refusal(page)
        #expect(refusal.contains(reason), "\(refusal)")
    }

    @Test func aPageWithAnotherEndIsWholeWhereItHasThat() throws {
        var map = try TestPages.map()
        map.end = "</UL>"
        let page = "<ul class='reports'>" + TestPages.item("a", "/1") + "</ul>"
        #expect(try read(page, map).publications.count == 1)
        #expect(refusal("<ul class='reports'>" + TestPages.item("a", "/1"), map).contains("is truncated"))
    }

    @Test func anItemStatesGrades() throws {
        let page = TestPages.table(
            TestPages.row("7.0", "Oak", "01/02/2024", "Good", "Not rated"),
            TestPages.row("8", "Elm", "", "Not rated", "")
        )
        let found = try read(page, try TestPages.ratings()).inspections
        let oak = try #require(found.first)
        #expect(found.count == 1)
        #expect(oak.providerID == "7" && oak.providerName == "Oak" && oak.place == "item 1")
        #expect(oak.link == "https://www.example.org/7.0" && oak.framework == "f")
        #expect(oak.dates.start?.iso == "2024-02-01")
        #expect(oak.judgements.map(\.area) == ["overall"] && oak.judgements.map(\.printed) == ["Good"])
    }

    @Test(
        arguments: [
            (
                TestPages.row("8", "Elm", "01/02/2024", "Godo"),
                "item 4 (Elm): \"Godo\" is not a grade in the feed's codes"
            ),
            (TestPages.row("8", "Elm", "", "Good"), "item 4 (Elm): grades without a date"),
            (TestPages.row("8", "Elm", "soon", "Good"), "item 4 (Elm): \"soon\" is not a date"),
            (
                TestPages.row("3", "Elm", "01/02/2024", "Poor"),
                "item 4 (Elm): contradicts item 3 on the same inspection"
            ),
        ])
    func anItemAtFaultIsNamedAndLeftOut(row: String, complaint: String) throws {
        let rows = (1...3).map { TestPages.row("\($0)", "Oak", "01/02/2024", "Good") }.joined()
        let found = try read(TestPages.table(rows, row), try TestPages.ratings())
        #expect(found.complaints == [complaint])
        #expect(found.inspections.map(\.providerID).contains("1"))
        #expect(!found.inspections.contains { $0.judgements.map(\.grade).contains("poor") })
    }

    /// As in a table: one day beyond the twelfth tells the order of all, and without any the page is refused.
    @Test func daysAreReadInTheOrderThatThePageProves() throws {
        var map = try TestPages.ratings()
        map.fields.dates.order = nil
        let first = TestPages.row("1", "Oak", "02/01/2024", "Good")
        #expect(refusal(TestPages.table(first), map).contains("\"02/01/2024\" could be two different days"))
        #expect(refusal(TestPages.table(first), map).contains("add `dates: dmy`"))
        let found = try read(TestPages.table(first, TestPages.row("2", "Elm", "02/13/2024", "Good")), map)
        #expect(found.inspections.map(\.dates.start?.iso) == ["2024-02-01", "2024-02-13"])
    }

    @Test func itemsNoneOfWhichStatesAGradeAreNoNews() throws {
        let page = TestPages.table(TestPages.row("1", "Oak", "01/02/2024", "Not rated", ""))
        #expect(refusal(page, try TestPages.ratings()).contains("none of its 1 items states a grade"))
    }
}
