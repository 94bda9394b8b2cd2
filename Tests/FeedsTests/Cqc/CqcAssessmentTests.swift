import Feeds
import Foundation
import Inspections
import Testing

/// What an answer of the single assessment framework states. `CqcWorldTests` says what is told of it.
@Suite struct CqcAssessmentTests {
    private func read(_ json: String) throws -> FeedDocument {
        try FeedKind.cqc.read(Array(json.utf8), base: CqcReaderTests.api + "/locations/1-7")
    }

    private static func assessment(_ ratings: String) -> String {
        #"{"locationId": "1-7", "name": "Oak House", "assessment": [{"assessmentPlanPublishedDateTime": "2025-05-30 09:12:44", "ratings": \#(ratings)}]}"#
    }

    @Test func theOnlyServiceGroupIsTheLocationItself() throws {
        let document = try read(
            Self.assessment(
                #"{"overall": [], "asgRatings": [{"name": "Care homes", "assessmentDate": "2025-03-04", "rating": "INADEQUATE", "status": "current", "keyQuestionRatings": [{"name": "Well  led", "rating": "Requires Improvement"}]}]}"#
            ))
        let inspection = try #require(document.inspections.first)
        #expect(document.inspections.count == 1 && document.complaints.isEmpty && document.unknownRatings.isEmpty)
        #expect(inspection.providerID == "1-7" && inspection.number == "1-7/2025-05-30")
        #expect(inspection.dates.start?.iso == "2025-03-04" && inspection.published?.iso == "2025-05-30")
        #expect(inspection.judgements.map(\.area) == ["overall", "well-led"])
        #expect(inspection.judgements.map(\.grade) == ["inadequate", "requires-improvement"])
        #expect(
            inspection.judgements[1].evidence
                == "Care homes: Well led: Requires Improvement (assessment of 2025-05-30)")
        #expect(inspection.isPartial, "the other questions are not stated")
        #expect(document.graded == [GradedProvider(id: "1-7", name: "Oak House", areas: ["overall", "well-led"])])
    }

    @Test func groupsAssessedOnOneDayAreEachOnTheirOwn() throws {
        let document = try read(
            Self.assessment(
                #"{"asgRatings": [{"name": "Care homes", "rating": "Good"}, {"name": "Homecare agencies", "rating": "Outstanding"}]}"#
            ))
        #expect(document.inspections.map(\.providerID) == ["1-7/care-homes", "1-7/homecare-agencies"])
        #expect(
            document.inspections.map(\.providerName) == ["Oak House (Care homes)", "Oak House (Homecare agencies)"])
    }

    @Test(arguments: [
        "null", "{}", "[]", "7", #"{"overall": {}, "asgRatings": "none"}"#,
        #"{"asgRatings": [7, null, {}, {"rating": null}, {"rating": {"value": "Good"}}]}"#,
        #"{"asgRatings": [{"rating": "Good", "status": "?"}]}"#,
    ])
    func whatIsOfAnotherShapeStatesNothing(ratings: String) throws {
        let document = try read(Self.assessment(ratings))
        #expect(document.inspections.isEmpty && document.graded.first?.areas == [])
    }

    /// Found by fuzzing.
    @Test func aDayOfWhichNothingIsLeftIsNoInspection() throws {
        let document = try read(
            Self.assessment(
                #"{"asgRatings": [{"name": "Care homes", "rating": "Good"}, {"name": "Care homes", "rating": "Inadequate"}]}"#
            ))
        #expect(document.inspections.isEmpty)
        #expect(
            document.complaints.contains { $0.contains("\"Good\" and \"Inadequate\", both published on 2025-05-30") })
        #expect(document.graded.first?.areas == [])
    }

    /// Found by fuzzing: both had one id, and one day twice.
    @Test(arguments: ["homecare  Agencies", "Homecare\\nagencies", "Homecare-agencies", "Homecare agencies."])
    func aGroupWrittenInTwoWaysIsOne(other: String) throws {
        let document = try read(
            Self.assessment(
                #"{"asgRatings": [{"name": "Homecare agencies", "rating": "Good"}, {"name": "Care homes", "rating": "Good"}, {"name": "\#(other)", "rating": "Good"}]}"#
            ))
        #expect(document.inspections.map(\.providerID) == ["1-7/care-homes", "1-7/homecare-agencies"])
        #expect(!document.complaints.contains { $0.contains("both published") })
    }

    @Test func namesThatOnlySoundAlikeAreNoRatings() throws {
        let document = try read(
            #"{"locationId": "1-7", "name": "Good", "operatingHours": "9", "registrationStatus": "Registered", "brandName": "Outstanding"}"#
        )
        #expect(document.unknownRatings.isEmpty)
    }

    @Test func anAnswerThatIsNestedTooDeepIsNamed() {
        let error = #expect(throws: FeedError.self) {
            try read(#"{"locationId": "1-7", "assessment": "# + String(repeating: "[", count: 100_000))
        }
        #expect(error?.description.contains("it has more than 256 levels") == true)
    }

    static let example = CqcReaderTests.example.deletingLastPathComponent().appending(path: "cases/cqc-assessment")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: example.path), "needs ../shared"))
    func theExampleFallsFromGoodToInadequate() throws {
        let (before, after) = try (
            read(String(contentsOf: Self.example.appending(path: "v1/1-100000001.json"), encoding: .utf8)),
            read(String(contentsOf: Self.example.appending(path: "v2/1-100000001.json"), encoding: .utf8))
        )
        #expect(before.inspections.map { $0.judgements.map(\.grade) } == [Array(repeating: "good", count: 6)])
        let now = try #require(after.inspections.last)
        #expect(after.complaints.isEmpty && after.unknownRatings.isEmpty && after.inspections.count == 2)
        #expect(
            now.judgements.map { "\($0.area) \($0.grade)" } == [
                "overall inadequate", "safe inadequate", "effective requires-improvement", "caring good",
                "responsive good", "well-led inadequate",
            ])
        #expect(!now.isPartial && now.providerID == "1-100000001")
    }
}
