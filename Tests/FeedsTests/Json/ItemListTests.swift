import Inspections
import Markup
import Testing

@testable import Feeds

/// What a list of items makes of the faults and the dates of its items.
@Suite struct ItemListTests {
    private func read(_ homes: [String], order: DateForms.Order? = nil) throws -> FeedDocument {
        var map = try TestJSON.ratings()
        map.fields.dates.order = order
        return try FeedKind.json.read(
            Array("[\(homes.joined(separator: ","))]".utf8), base: "https://api.example.org/v1/homes", json: map)
    }

    private func refusal(_ homes: [String], order: DateForms.Order? = nil) -> String {
        let error = #expect(throws: FeedError.self) { try read(homes, order: order) }
        return error?.description ?? ""
    }

    private static func home(_ id: Int, on day: String) -> String { TestJSON.home(id, "5", inspected: day) }

    @Test(arguments: [(1, 1, true), (2, 1, false), (2, 2, true), (3, 2, false), (0, 1, true)])
    func aListOfWhichHalfTheItemsAreAtFaultIsRefused(good: Int, bad: Int, isRefused: Bool) throws {
        let homes =
            (0..<good).map { TestJSON.home($0, "5") } + (0..<bad).map { TestJSON.home(10 + $0, "\"Splendid\"") }
        if isRefused {
            #expect(refusal(homes).contains("item \(good + 1) (Home 10): \"Splendid\" is not a grade"))
        } else {
            let document = try read(homes)
            #expect(document.inspections.count == good && document.complaints.count == bad)
        }
    }

    /// The order of the list stays, and what can be read at once waits behind what cannot.
    @Test(
        arguments: [
            (["03/04/2024", "25/04/2024"], ["2024-04-03", "2024-04-25"]),
            (["03/04/2024", "04/25/2024"], ["2024-03-04", "2024-04-25"]),
            (
                ["2024-01-05", "03/04/2024", "2024-02-01", "25/04/2024", "05/05/2024"],
                ["2024-01-05", "2024-04-03", "2024-02-01", "2024-04-25", "2024-05-05"]
            ),
            (["05/05/2024", "2024-02-01"], ["2024-05-05", "2024-02-01"]),
            (["2024-05-15T23:00:00.000Z", "2024-05-16T00:00:00Z"], ["2024-05-16", "2024-05-16"]),
        ] as [([String], [String])])
    func oneDayOfTheListProvesTheOrderOfAll(texts: [String], days: [String]) throws {
        let document = try read(texts.enumerated().map { Self.home($0, on: $1) })
        #expect(document.inspections.map { $0.dates.start?.iso ?? "-" } == days)
        #expect(document.inspections.map(\.providerID) == texts.indices.map(String.init))
    }

    @Test(arguments: [
        ["03/04/2024"], ["2024-01-05", "03/04/2024", "11/12/2023"], ["03/04/2024", "25/04/2024", "04/25/2024"],
    ])
    func whereNoneDoesTheListIsRefused(texts: [String]) {
        #expect(refusal(texts.enumerated().map { Self.home($0, on: $1) }).contains("03/04/2024"))
    }

    /// What is no day in the order of the list is none in another one: half of the days would be taken for others.
    @Test(arguments: [(DateForms.Order.dmy, "05/13/2024"), (.mdy, "13/05/2024"), (.dmy, "31/02/2024")])
    func aDateInAnotherOrderIsNoDate(order: DateForms.Order, text: String) throws {
        let homes = [Self.home(1, on: "05/05/2024"), Self.home(2, on: text), Self.home(3, on: "06/06/2024")]
        let document = try read(homes, order: order)
        #expect(document.complaints == ["item 2 (Home 2): \"\(text)\" is not a date"])
        #expect(document.inspections.map(\.providerID) == ["1", "3"])
    }

    /// As numbers, and as programs write them as text; zeros in front and marks between digits are a number's own.
    @Test(arguments: [
        ("1001", "1001"), ("1001.0", "1001"), ("1.001E3", "1001"), ("\"1001.0\"", "1001"), ("\"1001.00\"", "1001.00"),
        ("\"01001\"", "01001"), ("\"1,001\"", "1,001"), ("1001.5", "1001.5"), ("\".0\"", ".0"),
    ])
    func aWholeNumberIsTheSameHoweverItIsWritten(written: String, id: String) throws {
        var map = try TestJSON.ratings()
        map.fields.grades?.number = try JSONPath("no")
        let home = TestJSON.home(7, "5.0").replacing("\"id\": 7", with: "\"id\": \(written), \"no\": \(written)")
        let found = try FeedKind.json.read(Array("[\(home)]".utf8), base: "https://api.example.org/v1/homes", json: map)
        #expect(found.inspections.map(\.providerID) == [id] && found.inspections.map(\.number) == [id])
        #expect(
            found.inspections.map(\.idAtTheTime) == [id] && found.inspections.first?.judgements.first?.grade == "good")
        let listed = TestJSON.reports.document.replacing("\"id\": 80476", with: "\"id\": \(written)")
        let publications = try FeedKind.json.read(
            Array(listed.utf8), base: "https://api.example.org/v1/reports", json: TestJSON.map()
        ).publications
        #expect(publications.map(\.providerURN) == [id, id])
    }

    /// Nobody can tell which of two is right; what is stated twice alike is stated once.
    @Test func whatTwoItemsStateOtherwiseIsLeftOut() throws {
        let document = try read([
            TestJSON.home(7, "\"Good\""), TestJSON.home(8, "\"Good\""), TestJSON.home(7, "\"Poor\""),
            TestJSON.home(8, "\"5\""), TestJSON.home(7, "\"Good\"", inspected: "2025-05-16"),
        ])
        #expect(
            document.inspections.map { "\($0.providerID ?? "-") \($0.dates.start?.iso ?? "-")" } == [
                "8 2024-05-16", "7 2025-05-16",
            ])
        #expect(document.complaints == ["item 3 (inspection): contradicts item 1 on the same inspection"])
    }

    /// Publications of which one at least has a date; where none has, it is the path that fits no more.
    @Test(arguments: [(["2024-05-16", ""], false), (["", ""], true)])
    func aListWithoutAnyDateIsRefused(days: [String], isRefused: Bool) throws {
        let items = days.enumerated().map { #"{"title": "t", "links": {"pdf": "/\#($0)"}, "on": "\#($1)"}"# }
        let text = #"{"data": {"items": [\#(items.joined(separator: ","))]}}"#
        func listed(_ map: JSONMap) throws -> FeedDocument {
            try FeedKind.json.read(Array(text.utf8), base: "https://api.example.org/v1/homes", json: map)
        }
        var map = try TestJSON.map()
        if isRefused {
            let error = #expect(throws: FeedError.self) { try listed(map) }
            #expect(error?.description.contains("a date in any item") == true)
        } else {
            #expect(try listed(map).publications.count == 2)
        }
        map.fields.date = nil
        #expect(try listed(map).publications.count == 2, "none is looked for")
    }
}
