import Foundation
import History
import Inspections
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System

/// A made-up world of locations under the single assessment framework, before it and beside it, over a real socket:
/// what is told of each change, and by what name each loss.
@Suite struct CqcWorldTests {
    let polled: PolledFeed
    let server: LoopbackServer
    private let api = CqcAPI()

    init() async throws {
        polled = try PolledFeed()
        server = try await LoopbackServer { [api] in api.answer($0) }
        try polled.folder.write("key", CqcAPI.key)
    }

    private var feed: String { "{name: a, kind: cqc, url: '\(server.url)/v1', every: 1d, key_file: key}" }

    /// What is told once the location is described so, a day later.
    private func told(_ members: String...) async throws -> [String] {
        api.state.withLock {
            $0.locations["1-7"] =
                #"{"locationId": "1-7", "name": "Oak House", "region": "South West", "#
                + members.joined(separator: ", ") + "}"
        }
        polled.clock.advance(86400 * 1.2)
        let poll = try await polled.poll(feed)
        #expect(!poll.failed)
        return zip(poll.kinds, poll.summaries).filter { $0.0 != "operator-baseline-done" }.map { "\($0): \($1)" }
    }

    private static let questions = ["Safe", "Effective", "Caring", "Responsive", "Well-led"]

    /// `ratings`: by the first letters of the questions, all others `Good`.
    private static func questions(_ ratings: [String: String] = [:], status: String? = nil) -> String {
        "["
            + questions.map { name in
                #"{"name": "\#(name)", "rating": "\#(ratings[name] ?? "Good")""#
                    + (status.map { #", "status": "\#($0)"}"# } ?? "}")
            }.joined(separator: ",") + "]"
    }

    private static func overall(_ rating: String, _ day: String, _ ratings: [String: String] = [:]) -> String {
        #"{"rating": "\#(rating)", "reportDate": "\#(day)", "keyQuestionRatings": \#(questions(ratings))}"#
    }

    private static func reports(_ rating: String, _ day: String, _ ratings: [String: String] = [:]) -> String {
        #""currentRatings": {"overall": \#(overall(rating, day, ratings))}"#
    }

    private static func historic(_ rating: String, _ day: String) -> String {
        #""historicRatings": [{"reportDate": "\#(day)", "overall": \#(overall(rating, day))}]"#
    }

    private static func group(
        _ name: String, _ rating: String, _ day: String, _ ratings: [String: String] = [:], status: String = "Current"
    ) -> String {
        #"{"assessmentPlanId": "AP-\#(name)-\#(day)", "assessmentDate": "\#(day)", "name": "\#(name)", "rating": "\#(rating)", "status": "\#(status)", "keyQuestionRatings": \#(questions(ratings, status: status))}"#
    }

    private static func assessed(_ published: String, _ groups: String..., overall: String = "") -> String {
        #"{"assessmentPlanPublishedDateTime": "\#(published) 09:12:44", "ratings": {"overall": [\#(overall)], "asgRatings": [\#(groups.joined(separator: ","))]}}"#
    }

    private static func assessment(_ assessments: String...) -> String {
        #""assessment": [\#(assessments.joined(separator: ","))]"#
    }

    private static let good = reports("Good", "2023-01-20")
    private static let wasGood = historic("Good", "2023-01-20")
    private static let fell = assessed(
        "2026-05-30",
        group("Care homes", "Inadequate", "2026-03-04", ["Safe": "Inadequate", "Effective": "Requires Improvement"]))
    private static let fallen =
        "rating-changed: Oak House: overall rating declined from good to inadequate; safe declined from good to inadequate; effective declined from good to requires improvement"

    @Test func theFirstAssessmentIsComparedWithTheReportBeforeIt() async throws {
        #expect(try await told(Self.good).isEmpty)
        #expect(try await told(Self.wasGood, Self.assessment(Self.fell)) == [Self.fallen])
        #expect(try await told(Self.wasGood, Self.assessment(Self.fell), #""lastSeen": 1"#).isEmpty)
        let known = try await polled.inspections(of: ProviderID("cqc:1-7"))
        #expect(known.map(\.inspection.dates.start?.iso) == [nil, "2026-03-04"])
        #expect(known.map(\.inspection.best.published?.iso) == ["2023-01-20", "2026-05-30"])
    }

    @Test func ratingsThatStandBesideTheAssessmentToldItAlready() async throws {
        _ = try await told(Self.good)
        let ratings = ["Safe": "Inadequate", "Effective": "Requires improvement"]
        let beside = Self.reports("Inadequate", "2026-05-30", ratings)
        #expect(try await told(beside, Self.wasGood) == [Self.fallen], "as a report first")
        #expect(try await told(beside, Self.wasGood, Self.assessment(Self.fell)).isEmpty, "with the assessment then")
        #expect(try await told(Self.wasGood, Self.assessment(Self.fell)).isEmpty, "and the assessment alone")
        let late = Self.reports("Inadequate", "2026-06-02", ratings)
        #expect(
            try await told(late, Self.wasGood, Self.assessment(Self.fell)).isEmpty, "with a day that is a little off")
    }

    @Test func aStaleRatingBesideTheAssessmentIsNoNews() async throws {
        _ = try await told(Self.good)
        #expect(try await told(Self.good, Self.assessment(Self.fell)) == [Self.fallen])
    }

    @Test func eachServiceGroupIsComparedWithItsOwn() async throws {
        _ = try await told(Self.good)
        let homes = Self.group("Care homes", "Requires improvement", "2026-03-04")
        let visits = Self.group("Homecare agencies", "Good", "2026-03-04")
        let first = Self.assessed("2026-05-30", homes, visits)
        #expect(
            try await told(Self.wasGood, Self.assessment(first)) == [
                "rating-changed: Oak House (Care homes): overall rating declined from good to requires improvement",
                "inspection-published: Oak House (Homecare agencies): no rating changed: overall rating good, safe good, effective good, caring good, responsive good, well led good",
            ])
        let fell = Self.assessed("2026-06-02", Self.group("Homecare agencies", "Inadequate", "2026-06-01"))
        let before = Self.assessed(
            "2026-05-30", homes, Self.group("Homecare agencies", "Good", "2026-03-04", status: "Historic"))
        #expect(
            try await told(Self.wasGood, Self.assessment(fell, before)) == [
                "rating-changed: Oak House (Homecare agencies): overall rating declined from good to inadequate"
            ])
        #expect(try await told(Self.wasGood, Self.assessment(before, fell)).isEmpty, "in whatever order")
    }

    @Test func aGroupThatIsAssessedLaterHasALineOfItsOwn() async throws {
        _ = try await told(Self.good)
        let homes = Self.assessed("2026-05-30", Self.group("Care homes", "Good", "2026-03-04"))
        _ = try await told(Self.wasGood, Self.assessment(homes))
        let visits = Self.assessed("2026-06-02", Self.group("Homecare agencies", "Inadequate", "2026-06-01"))
        #expect(
            try await told(Self.wasGood, Self.assessment(homes, visits)) == [
                "rating-changed: Oak House (Homecare agencies): overall rating declined from good to inadequate"
            ])
    }

    @Test func theRatingOfTheWholeIsNotThatOfAGroup() async throws {
        _ = try await told(Self.good)
        let overall =
            #"{"rating": "Requires improvement", "status": "Current", "keyQuestionRatings": \#(Self.questions())}"#
        let first = Self.assessed("2026-05-30", Self.group("Maternity", "Inadequate", "2026-03-04"), overall: overall)
        #expect(
            try await told(Self.wasGood, Self.assessment(first)) == [
                "rating-changed: Oak House: overall rating declined from good to requires improvement",
                "inspection-published: Oak House (Maternity): first inspection known: overall rating inadequate, safe good, effective good, caring good, responsive good, well led good",
            ])
    }

    @Test func aGroupUnderAnotherNameIsToldToOperatorsAlone() async throws {
        let visits = Self.group("Homecare agencies", "Good", "2026-03-04")
        _ = try await told(
            Self.assessment(Self.assessed("2026-05-20", Self.group("Care homes", "Inadequate", "2026-03-04"), visits)))
        let told = try await told(
            Self.assessment(
                Self.assessed("2026-05-20", Self.group("Care home services", "Inadequate", "2026-03-04"), visits)))
        #expect(
            told == [
                "operator-ratings-lost: Oak House (Care homes) (cqc:1-7/care-homes) stated ratings before, and none can be read now; what was known remains valid, and readers were not told"
            ])
    }

    private static let gone =
        "operator-ratings-lost: Oak House (Care homes) (cqc:1-7/care-homes) stated ratings before, and none can be read now; what was known remains valid, and readers were not told"

    @Test func theGroupThatIsLeftDoesNotTakeThePlaceOfTheOneThatIsGone() async throws {
        _ = try await told(Self.good)
        let homes = Self.assessed("2026-05-30", Self.group("Care homes", "Good", "2026-03-04"))
        _ = try await told(Self.wasGood, Self.assessment(homes))
        let visits = Self.assessed("2026-06-02", Self.group("Homecare agencies", "Inadequate", "2026-06-01"))
        _ = try await told(Self.wasGood, Self.assessment(homes, visits))
        #expect(try await told(Self.wasGood, Self.assessment(visits)) == [Self.gone], "known as a part already")
        #expect(try await told(Self.wasGood, Self.assessment(visits)).isEmpty, "told once")
        #expect(try await told(Self.wasGood, Self.assessment(homes, visits)).isEmpty)
        #expect(try await told(Self.wasGood, Self.assessment(visits)) == [Self.gone], "lost again")
    }

    @Test func anotherGroupDoesNotTakeThePlaceOfTheOneThatIsGone() async throws {
        _ = try await told(Self.good)
        let homes = Self.assessed("2026-05-30", Self.group("Care homes", "Good", "2026-03-04"))
        _ = try await told(Self.wasGood, Self.assessment(homes))
        let visits = Self.assessed("2026-06-02", Self.group("Homecare agencies", "Inadequate", "2026-06-01"))
        let told = try await told(Self.wasGood, Self.assessment(visits))
        #expect(Set(told.map { $0.prefix(60) }).count == 2)
        #expect(told.contains(Self.gone))
        #expect(told.contains { $0.hasPrefix("inspection-published: Oak House (Homecare agencies): first inspection") })
    }

    @Test func aGroupDoesNotTakeThePlaceOfTheRatingOfTheWhole() async throws {
        _ = try await told(Self.good)
        let overall =
            #"{"rating": "Good", "status": "Current", "keyQuestionRatings": \#(Self.questions())}"#
        let group = Self.group("Maternity", "Inadequate", "2026-03-04")
        _ = try await told(Self.wasGood, Self.assessment(Self.assessed("2026-05-30", group, overall: overall)))
        let told = try await told(Self.wasGood, Self.assessment(Self.assessed("2026-05-30", group)))
        #expect(told == [Self.lost])
    }

    /// By a slip of the pen; whatever else the answer has is news as ever.
    @Test(arguments: [
        (reports("Inadequate", "2042-05-20"), "report of 2042-05-20", "2042-05-20", "2026-05-30"),
        (
            assessment(assessed("2042-05-30", group("Care homes", "Inadequate", "2026-03-04"))),
            "assessment of 2042-05-30", "2042-05-30", "2026-05-30"
        ),
    ])
    func ratingsOfADayYetToComeAreInDoubtUntilTheyAreMended(
        slip: String, place: String, day: String, mended: String
    ) async throws {
        _ = try await told(Self.good)
        let doubt =
            "operator-extraction-doubtful: ratings are in doubt, what was known of them stays: Oak House, \(place): it says that it was published on \(day), which is yet to come"
        #expect(try await told(slip, Self.wasGood) == [doubt])
        #expect(try await told(slip, Self.wasGood, #""lastSeen": 1"#).isEmpty, "told once")
        #expect(try await doubts() == 1)
        let fall = try await told(slip.replacing(day, with: mended), Self.wasGood)
        #expect(fall.count == 1 && fall[0].hasPrefix("rating-changed: Oak House: overall rating declined from good"))
        #expect(try await doubts() == 0)
        let better = try await told(Self.reports("Good", "2026-06-03"), Self.historic("Inadequate", mended))
        #expect(better.count == 1 && better[0].contains("overall rating improved from inadequate to good"))
    }

    private func doubts() async throws -> Int {
        try await polled.history.read("count doubts") { try $0.doubts().count }
    }

    @Test func ratingsOfADayYetToComeAreBelievedOnceItHasCome() async throws {
        _ = try await told(Self.good)
        #expect(try await told(Self.reports("Inadequate", "2026-06-05"), Self.wasGood).count == 1)
        #expect(try await doubts() == 1)
        for (days, falls) in [(1.0, 0), (1.0, 1), (1.0, 0)] {
            polled.clock.advance(86400 * days)
            let told = try await polled.toldByTimeAlone(feed)
            #expect(told.count == falls)
            #expect(told.filter { $0.contains("overall rating declined from good to inadequate") } == told)
        }
        #expect(try await doubts() == 0)
    }

    @Test func whatIsOlderThanRatingsYetToComeIsInForceMeanwhile() async throws {
        _ = try await told(Self.good)
        let told = try await told(
            Self.reports("Inadequate", "2042-05-20"),
            #""historicRatings": [{"reportDate": "2026-05-30", "overall": \#(Self.overall("Requires improvement", "2026-05-30"))}]"#
        )
        #expect(told.contains { $0.contains("overall rating declined from good to requires improvement") })
    }

    @Test func aLocationOfWhichNothingIsLeftIsNamed() async throws {
        _ = try await told(Self.good)
        api.state.withLock { $0.locations["1-7"] = #"{"service": {"ref": "1-7"}}"# }
        polled.clock.advance(86400 * 1.2)
        let poll = try await polled.poll(feed)
        let lost = poll.summaries.filter { $0.hasPrefix("Oak House (cqc:1-7) stated ratings before") }
        #expect(lost.count == 1 && poll.kinds.filter { $0 == "operator-ratings-lost" }.count == 1)
        #expect(lost.first?.contains("a list of locations, a list of changes or a location") == true)
    }

    private static let lost =
        "operator-ratings-lost: Oak House (cqc:1-7) stated ratings before, and none can be read now; what was known remains valid, and readers were not told"

    private static func unknown(_ place: String, _ url: String) -> String {
        "operator-ratings-lost: the feed a has something that looks like ratings and is not read: \"\(place)\" of Oak House (\(url)/v1/locations/1-7); the publisher may have renamed a member"
    }

    @Test func whatHasLostItsRatingsIsToldOnceUntilTheyAreBack() async throws {
        _ = try await told(Self.good)
        #expect(try await told(#""currentRatings": {}"#, Self.wasGood) == [Self.lost], "though it has a history")
        #expect(try await told(#""assessment": []"#).isEmpty, "known by now")
        #expect(try await told(Self.good).isEmpty)
        #expect(try await told(#""currentRatings": {"overall": {"rating": "No published rating"}}"#) == [Self.lost])
    }

    @Test func aRenamedMemberIsNamed() async throws {
        _ = try await told(Self.good)
        let renamed = Self.assessment(Self.fell).replacing("\"assessment\"", with: "\"assessments\"")
        #expect(
            try await Set(told(Self.wasGood, renamed)) == [
                Self.lost, Self.unknown("assessments[].ratings", server.url),
            ])
        let inner = Self.assessment(Self.fell).replacing("asgRatings", with: "serviceGroups")
        #expect(
            try await told(Self.wasGood, inner) == [
                Self.unknown("assessment[].ratings.serviceGroups[].rating", server.url),
                Self.unknown("assessment[].ratings.serviceGroups[].keyQuestionRatings", server.url),
            ], "whose loss is known already")
        let value = Self.assessment(Self.fell).replacing("\"rating\"", with: "\"outcome\"")
        #expect(
            try await told(Self.wasGood, value) == [
                Self.unknown("assessment[].ratings.asgRatings[].outcome", server.url),
                Self.unknown("assessment[].ratings.asgRatings[].keyQuestionRatings[].outcome", server.url),
            ])
    }

    @Test func aRatingThatIsNotUnderstoodIsLostByNameAndTheOthersAreTold() async throws {
        _ = try await told(Self.good)
        let odd = Self.assessed(
            "2026-05-30", Self.group("Care homes", "Inadequate", "2026-03-04", ["Safe": "Splendid"]))
        #expect(
            try await Set(told(Self.wasGood, Self.assessment(odd))) == [
                "rating-changed: Oak House: overall rating declined from good to inadequate",
                "operator-ratings-lost: Oak House (cqc:1-7) no longer states a readable rating of safe (Oak House: Care homes: Safe: \"Splendid\" is not a known rating); what was known remains valid, and readers were not told",
            ])
    }

    @Test func questionsThatAreGoneAreNamed() async throws {
        _ = try await told(Self.good)
        let bare = Self.assessment(Self.fell).replacing("keyQuestionRatings", with: "questions")
        let told = try await told(Self.wasGood, bare)
        #expect(told.count == 3)
        #expect(told.contains("rating-changed: Oak House: overall rating declined from good to inadequate"))
        #expect(
            told.contains {
                $0.contains(
                    "of caring, effective, responsive, safe, well-led (Oak House: Care homes: the assessment of 2026-05-30 has no readable rating of any question"
                )
            })
        #expect(told.contains(Self.unknown("assessment[].ratings.asgRatings[].questions[].rating", server.url)))
    }

    @Test(arguments: [
        ("\"status\": \"Current\"", "\"status\": \"Live\"", "\"Live\" is not a known status"),
        ("\"assessmentPlanPublishedDateTime\"", "\"when\"", nil),
        ("2026-05-30 09:12:44", "soon", nil),
    ])
    func whatCannotBePlacedIsLeftOutOrDated(words: String, other: String, fault: String?) async throws {
        _ = try await told(Self.good)
        let told = try await told(Self.wasGood, Self.assessment(Self.fell).replacing(words, with: other))
        if let fault {
            #expect(told.count == 1 && told[0].hasPrefix("operator-ratings-lost: Oak House (cqc:1-7) stated ratings"))
            #expect(told[0].contains(fault))
        } else {
            #expect(told == [Self.fallen], "the day of the assessment stands for that of its publication")
        }
    }

    @Test func twoRatingsOfOneDayThatDifferAreBothLeftOut() async throws {
        _ = try await told(Self.good)
        let told = try await told(Self.reports("Outstanding", "2026-05-30"), Self.assessment(Self.fell))
        #expect(told.allSatisfy { $0.hasPrefix("operator-ratings-lost") || !$0.contains("overall rating") })
        #expect(
            told.contains { $0.contains("of effective, overall, safe") && $0.contains("both published on 2026-05-30") })
    }

    @Test func aGoodAssessmentIsNotFollowedByThatOfBefore() async throws {
        let now = Self.assessed("2026-05-30", Self.group("Care homes", "Good", "2026-03-04"))
        _ = try await told(Self.assessment(now))
        let odd = Self.assessed("2026-06-01", Self.group("Care homes", "Inadequate", "2026-05-31", status: "Historic"))
        #expect(
            try await told(Self.assessment(now, odd)) == [
                leftOut("Care homes: the assessment of 2026-06-01", current: "2026-05-30")
            ], "what is newer cannot be historic")
        #expect(try await told(Self.assessment(now, odd), #""lastSeen": 1"#).isEmpty, "told once")
    }

    private func leftOut(_ place: String, current: String) -> String {
        "operator-ratings-lost: Oak House: \(place) is historic, and that of \(current) is current; the historic one is left out (\(server.url)/v1/locations/1-7), and readers were not told"
    }

    @Test func aReportThatIsHistoricAndNewerThanTheCurrentOneIsToldToOperatorsAlone() async throws {
        _ = try await told(Self.good)
        let newer = Self.historic("Inadequate", "2026-05-20")
        #expect(try await told(Self.good, newer) == [leftOut("the report of 2026-05-20", current: "2023-01-20")])
        let known = try await polled.inspections(of: ProviderID("cqc:1-7"))
        #expect(known.map(\.inspection.best.published?.iso) == ["2023-01-20"])
        let fell = Self.reports("Inadequate", "2026-06-01")
        #expect(try await told(fell, newer).count == 1, "the next report is compared with what stands")
    }

    /// What was in force until now is said to be history: nobody can tell what is in force.
    @Test func aCurrentReportThatIsOlderThanWhatIsHistoricIsNoNews() async throws {
        _ = try await told(Self.good)
        let told = try await told(Self.reports("Inadequate", "2022-01-20"), Self.wasGood)
        #expect(
            told.count == 1 && told[0].hasPrefix("operator-ratings-lost: Oak House (cqc:1-7) stated ratings before"))
        #expect(told[0].contains("the report of 2023-01-20 is historic, and that of 2022-01-20 is current"))
    }
}
