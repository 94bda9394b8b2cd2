@testable import Feeds
import Foundation
import Inspections
import Testing

@Suite struct CqcReaderTests {
    static let api = "https://api.example.org/public/v1"

    private func read(_ json: String, at address: String = api + "/locations/1-7") throws -> FeedDocument {
        try FeedKind.cqc.read(Array(json.utf8), base: address)
    }

    private static func location(_ current: String, historic: String = "") -> String {
        """
        {"locationId": "1-7", "name": " Oak  House", "region": "South West", "currentRatings": {"overall": \(current)},
         "historicRatings": [\(historic)]}
        """
    }

    private static func question(_ name: String, _ rating: String, _ day: String) -> String {
        #"{"name": "\#(name)", "rating": "\#(rating)", "reportDate": "\#(day)"}"#
    }

    @Test func aLocationsRatingsAreOneInspectionForEachDayOfAReport() throws {
        let current =
            #"{"rating": "Good", "reportDate": "2023-05-01", "keyQuestionRatings": ["#
            + Self.question("Safe", "Requires improvement", "2024-06-03") + ","
            + Self.question("Well-led", "Good", "2023-05-01") + "," + Self.question("Caring", "Not rated", "2023-05-01")
            + "]}"
        let historic =
            #"{"reportDate": "2019-02-08", "overall": {"rating": "Outstanding", "keyQuestionRatings": [{"name": "Safe", "rating": "Good"}]}}"#
        let document = try read(Self.location(current, historic: historic))
        #expect(document.format == "cqc-location" && document.complaints.isEmpty)
        #expect(document.inspections.map(\.published?.iso) == ["2019-02-08", "2023-05-01", "2024-06-03"])
        let latest = try #require(document.inspections.last)
        #expect(latest.providerID == "1-7" && latest.providerName == "Oak House" && latest.region == "South West")
        #expect(latest.number == "1-7/2024-06-03" && latest.framework == "cqc")
        #expect(
            document.inspections.map { $0.judgements.map(\.area) } == [
                ["overall", "safe"], ["overall", "well-led"], ["safe"],
            ])
        #expect(
            document.inspections.map { $0.judgements.map(\.grade) }.dropFirst() == [
                ["good", "good"], ["requires-improvement"],
            ])
        #expect(
            document.inspections.map(\.isPartial) == [false, true, true], "the others stand since an earlier report")
    }

    @Test(
        arguments: [
            (
                #"{"rating": "Splendid", "reportDate": "2024-06-03"}"#,
                "Oak House: Overall: \"Splendid\" is not a known rating"
            ),
            (#"{"rating": "Good"}"#, "Oak House: Overall: \"Good\" without a date"),
            (
                #"{"keyQuestionRatings": [{"name": "Tidy", "rating": "Good", "reportDate": "2024-06-03"}]}"#,
                "Oak House: \"Tidy\" is not a known question"
            ),
        ])
    func aRatingThatIsNotUnderstoodIsNamedAndNotGuessed(current: String, complaint: String) throws {
        let document = try read(Self.location(current))
        #expect(document.inspections.isEmpty && document.complaints == [complaint])
    }

    @Test(arguments: [
        "null", #"{"rating": "No published rating"}"#,
        #"{"rating": "Inspected but not rated", "keyQuestionRatings": []}"#,
    ])
    func aLocationWithoutRatingsStatesNothing(current: String) throws {
        let document = try read(Self.location(current))
        #expect(document.inspections.isEmpty && document.complaints.isEmpty)
    }

    @Test func aPageOfAllLocationsLeadsToEachAndToTheNextPage() throws {
        let first = CqcService().firstAddress(of: Self.api + "?careHome=Y", since: nil, now: .distantPast)
        #expect(first == Self.api + "/locations?careHome=Y&page=1&perPage=1000")
        let listing = try #require(
            try read(
                #"{"total": 2, "page": 1, "totalPages": 2, "locations": [{"locationId": "1-7", "locationName": "Oak"}, {"locationId": "1-8"}]}"#,
                at: first
            ).listing)
        #expect(listing.total == 2 && listing.providers.map(\.name) == ["Oak", "1-8"])
        #expect(listing.providers.map(\.page) == [Self.api + "/locations/1-7", Self.api + "/locations/1-8"])
        #expect(listing.providers.allSatisfy { $0.latest == nil })
        #expect(listing.nextPage == Self.api + "/locations?careHome=Y&page=2&perPage=1000")
    }

    @Test func aPageOfChangesSaysOnWhichDayTheyEnd() throws {
        let now = Date(timeIntervalSince1970: 1_780_315_200)
        let since = try #require(CalendarDate(iso: "2026-05-30"))
        let address = CqcService().firstAddress(of: Self.api, since: since, now: now)
        #expect(
            address == Self.api
                + "/changes/location?startTimestamp=2026-05-30T00:00:00Z&endTimestamp=2026-06-01T12:00:00Z&page=1&perPage=1000"
        )
        let listing = try #require(
            try read(#"{"total": 1, "page": 1, "totalPages": 1, "changes": ["1-7"]}"#, at: address).listing)
        #expect(listing.providers.map(\.page) == [Self.api + "/locations/1-7"])
        #expect(listing.providers.map(\.latest?.iso) == ["2026-06-01"] && listing.nextPage == nil)
    }

    @Test(arguments: ["", "[]", "{}", #"{"message": "Access denied"}"#, "<html></html>", #"{"locations": "#])
    func whatIsNoneOfTheseIsRefused(json: String) {
        #expect(throws: FeedError.self) { try read(json) }
    }

    static let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/cqc_location_1-125856395.json")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: example.path), "needs ../shared"))
    func aRealLocationIsReadWithItsHistory() throws {
        let document = try FeedKind.cqc.read(Array(Data(contentsOf: Self.example)))
        #expect(document.complaints.isEmpty)
        #expect(document.inspections.map(\.published?.iso) == ["2015-01-23", "2017-02-08", "2019-10-31"])
        #expect(document.inspections.map { $0.judgements.first?.grade } == ["good", "outstanding", "outstanding"])
        #expect(document.inspections.allSatisfy { $0.judgements.count == 6 })
    }
}
