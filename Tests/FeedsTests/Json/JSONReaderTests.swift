import Inspections
import Markup
import Testing

@testable import Feeds

@Suite struct JSONReaderTests {
    private func read(_ text: String, _ map: JSONMap? = nil) throws -> FeedDocument {
        try FeedKind.json.read(
            Array(text.utf8), base: "https://api.example.org/v1/homes?a=b", json: try map ?? TestJSON.ratings())
    }

    private func refusal(_ text: String, _ map: JSONMap? = nil) -> String {
        let error = #expect(throws: FeedError.self) { try read(text, map) }
        return error?.description ?? ""
    }

    @Test func anItemWithGradesIsAnInspection() throws {
        let document = try read("[\(TestJSON.home(7, "\"POOR\"")), \(TestJSON.home(8, "5", inspected: "16/05/2024"))]")
        #expect(document.inspections.map(\.providerID) == ["7", "8"])
        #expect(document.inspections.map { $0.judgements.map(\.grade) } == [["poor", "good"], ["good", "good"]])
        #expect(document.inspections.map(\.dates.start?.iso) == ["2024-05-16", "2024-05-16"])
        #expect(document.inspections[0].link == nil && document.inspections[0].title == "inspection")
        #expect(document.graded.map(\.areas) == [["overall", "care"], ["overall", "care"]])
    }

    @Test func anItemIsAPublication() throws {
        let document = try read(TestJSON.reports.document, TestJSON.map())
        #expect(
            document.publications.map(\.url) == [
                "https://api.example.org/v1/file/1", "https://api.example.org/v1/file/2",
            ])
        #expect(document.publications.map(\.providerURN) == ["80476", "80476"])
    }

    @Test(arguments: [
        (#""Splendid""#, "item 2 (Home 8): \"Splendid\" is not a grade in the feed's codes"),
        (#"{"value": "Good"}"#, "item 2 (Home 8): \"{…}\" is not a grade in the feed's codes"),
        (#"["Good"]"#, "item 2 (Home 8): \"[…]\" is not a grade in the feed's codes"),
        ("true", "item 2 (Home 8): \"true\" is not a grade in the feed's codes"),
    ])
    func aGradeThatIsNoneIsNamedAndItsItemLeftOut(grade: String, complaint: String) throws {
        let document = try read(
            "[\([TestJSON.home(7, "5"), TestJSON.home(8, grade), TestJSON.home(9, "5")].joined(separator: ","))]")
        #expect(document.complaints == [complaint] && document.inspections.map(\.providerID) == ["7", "9"])
    }

    @Test func oneWithoutAnyGradeIsStillListed() throws {
        let document = try read(
            "[\(TestJSON.home(7, "5")), \(TestJSON.home(8, "null", care: "\"Not rated\"")), {\"id\": 9}]")
        #expect(document.inspections.count == 1 && document.complaints.isEmpty)
        #expect(document.graded.map(\.areas) == [["overall", "care"], [], []])
    }

    @Test(arguments: [
        ("{}", "found a page without a list at \"$\""), ("[]", "found a page without any item at \"$\""),
        ("[1, 2]", "none of its 2 items states a grade"), ("[", "line 1: the document is truncated"),
        ("<html>", "line 1: a value is missing"), ("", "the document is empty"),
    ])
    func whatStatesNothingIsRefusedAndNeverNoChange(text: String, words: String) {
        #expect(refusal(text).contains(words))
    }

    @Test func aDocumentNestedAHundredThousandDeepIsNamed() {
        #expect(refusal(String(repeating: "[", count: 100_000)).contains("it has more than 256 levels"))
    }

    private func addresses(_ paging: JSONPaging, total: String? = nil, _ pages: String...) throws -> [String?] {
        var map = JSONMap(items: try JSONPath("items"))
        map.paging = paging
        map.total = try total.map { try JSONPath($0) }
        var reader = JSONReader(map: map)
        var base = "https://api.example.org/v1/homes?a=b&page=1"
        return try pages.map { page in
            let next = try reader.add(Array(page.utf8), base: base)
            base = next ?? base
            return next
        }
    }

    @Test func aPageLeadsToTheNext() throws {
        let (one, none) = (
            #"{"items": [1], "n": {"next": "?page=2", "pages": 2, "count": 2}}"#, #"{"items": [], "n": {}}"#
        )
        let home = "https://api.example.org/v1/homes"
        #expect(try addresses(.next(JSONPath("n.next")), one, none) == [home + "?page=2", nil])
        let number = JSONPaging.number(parameter: "page", first: 1, pages: nil)
        #expect(try addresses(number, one, one, none) == [home + "?a=b&page=2", home + "?a=b&page=3", nil])
        let counted = try JSONPaging.number(parameter: "page", first: 0, pages: JSONPath("n.pages"))
        #expect(try addresses(counted, one, one) == [home + "?a=b&page=1", nil])
        #expect(
            try addresses(.offset(parameter: "skip"), one, one, none) == [
                home + "?a=b&page=1&skip=1", home + "?a=b&page=1&skip=2", nil,
            ])
        #expect(
            try addresses(.offset(parameter: "skip"), total: "n.count", one, one) == [home + "?a=b&page=1&skip=1", nil])
        #expect(throws: FeedError.self) { try addresses(.next(JSONPath("items")), one) }
        #expect(throws: FeedError.self) { try addresses(counted, none) }
    }

    @Test func aListShorterThanItsOwnCountIsRefused() throws {
        var map = try TestJSON.map()
        map.total = try JSONPath("meta.count")
        #expect(try read(TestJSON.reports.document, map).publications.count == 2)
        #expect(
            refusal(TestJSON.reports.document.replacing("\"count\": 2", with: "\"count\": 3"), map)
                .contains("it says that it has 3 items, but lists 2"))
    }
}
