import Feeds
import Inspections
import Testing

/// Which reports and assessments of a location are one, and which stand before which: each inspection as its provider,
/// day of publication, first day and ratings, `part` where it is not whole.
@Suite struct CqcLineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// `2020-01-10 safe=Good`: a report, with `current` in front where it is in force.
        /// `assessed 2025-05-30 from 2025-03-04`: an assessment, `in` a service group and perhaps `historic`.
        let stated: [String]
        let inspections: [String]
        /// What each fault begins with.
        var faults: [String] = []
        var testDescription: String { name }

        init(_ name: String, _ stated: [String], gives inspections: [String], faults: [String] = []) {
            self.name = name
            self.stated = stated
            self.inspections = inspections
            self.faults = faults
        }
    }

    private static func questions(_ words: some Sequence<Substring>) -> (overall: String, questions: String) {
        let pairs = words.filter { $0.contains("=") }.map { $0.split(separator: "=").map(String.init) }
        let overall = pairs.first { $0[0] == "overall" }.map { #""rating": "\#($0[1])","# } ?? ""
        let others = pairs.filter { $0[0] != "overall" }.map { #"{"name": "\#($0[0])", "rating": "\#($0[1])"}"# }
        return (overall, "[\(others.joined(separator: ","))]")
    }

    private static func json(_ stated: [String]) -> String {
        var (historic, current, assessed): ([String], String, [String]) = ([], "null", [])
        for text in stated {
            let words = text.split(separator: " ")
            let (overall, questions) = questions(words)
            let report = { (day: Substring) in
                #"{"overall": {\#(overall) "reportDate": "\#(day)", "keyQuestionRatings": \#(questions)}}"#
            }
            switch words[0] {
            case "current": current = report(words[1])
            case "assessed":
                let value = { (key: Substring) in words.firstIndex(of: key).map { String(words[$0 + 1]) } }
                let start = value("from").map { #""assessmentDate": "\#($0)","# } ?? ""
                let group = value("in").map { #""name": "\#($0)","# } ?? ""
                let status = words.contains("historic") ? "Historic" : "Current"
                let rating =
                    #"{\#(group) \#(start) \#(overall) "status": "\#(status)", "keyQuestionRatings": \#(questions)}"#
                assessed.append(
                    #"{"assessmentPlanPublishedDateTime": "\#(words[1])", "ratings": {"\#(group.isEmpty ? "overall" : "asgRatings")": [\#(rating)]}}"#
                )
            default: historic.append(report(words[0]))
            }
        }
        return """
            {"locationId": "1-7", "name": "Oak House", "currentRatings": \(current),
             "historicRatings": [\(historic.joined(separator: ","))], "assessment": [\(assessed.joined(separator: ","))]}
            """
    }

    @Test(arguments: [
        Case(
            "reports stand in the order of their days", ["2021-02-01 safe=Good", "2019-02-01 safe=Inadequate"],
            gives: ["1-7 2019-02-01 - safe=inadequate", "1-7 2021-02-01 - safe=good"]),
        Case(
            "a current rating takes the place of the one that was given on its day before",
            ["2024-05-20 safe=Good caring=Good", "current 2024-05-20 safe=Inadequate overall=Good"],
            gives: ["1-7 2024-05-20 - caring=good overall=good safe=inadequate"]),
        Case(
            "of two ratings of the history on one day nobody can tell which is right",
            ["2024-05-20 safe=Good caring=Good", "2024-05-20 safe=Inadequate caring=Good"],
            gives: ["1-7 2024-05-20 - caring=good"],
            faults: [#"Oak House: safe: "Good" and "Inadequate", both published on 2024-05-20"#]),
        Case(
            "a report that repeats an assessment 31 days before it began is one with it",
            ["2025-02-01 safe=Good", "assessed 2025-05-30 from 2025-03-04 safe=Good caring=Good"],
            gives: ["1-7 2025-05-30 2025-03-04 caring=good safe=good"]),
        Case(
            "32 days before, it is a report of its own",
            ["2025-01-31 safe=Good", "assessed 2025-05-30 from 2025-03-04 safe=Good caring=Good"],
            gives: ["1-7 2025-01-31 - safe=good", "1-7 2025-05-30 2025-03-04 caring=good safe=good"]),
        Case(
            "31 days after its publication it is one with it",
            ["assessed 2025-05-30 from 2025-03-04 safe=Good caring=Good", "2025-06-30 safe=Good"],
            gives: ["1-7 2025-05-30 2025-03-04 caring=good safe=good"]),
        Case(
            "32 days after, it is a report of its own",
            ["assessed 2025-05-30 from 2025-03-04 safe=Good caring=Good", "2025-07-01 safe=Good"],
            gives: ["1-7 2025-05-30 2025-03-04 caring=good safe=good", "1-7 2025-07-01 - safe=good"]),
        Case(
            "where no first day is stated, the days count from its publication",
            ["2025-04-28 safe=Good", "assessed 2025-05-30 safe=Good"],
            gives: ["1-7 2025-04-28 - safe=good", "1-7 2025-05-30 - safe=good"]),
        Case(
            "a question that only the report rates stands beside those of the assessment",
            ["2025-05-01 safe=Good effective=Good", "assessed 2025-05-30 from 2025-03-04 safe=Good caring=Good"],
            gives: ["1-7 2025-05-30 2025-03-04 caring=good effective=good safe=good"]),
        Case(
            "a report that differs in one question is another",
            ["2025-05-01 safe=Good caring=Inadequate", "assessed 2025-05-30 safe=Good caring=Good"],
            gives: ["1-7 2025-05-01 - caring=inadequate safe=good", "1-7 2025-05-30 - caring=good safe=good"]),
        Case(
            "and one that has no question in common", ["2025-05-01 caring=Good", "assessed 2025-05-30 safe=Good"],
            gives: ["1-7 2025-05-01 - caring=good", "1-7 2025-05-30 - safe=good"]),
        Case(
            "two reports with the same ratings are two", ["2025-05-01 safe=Good", "2025-05-30 safe=Good"],
            gives: ["1-7 2025-05-01 - safe=good", "1-7 2025-05-30 - safe=good"]),
        Case(
            "so are two assessments",
            ["assessed 2025-05-01 safe=Good", "assessed 2025-05-30 safe=Good"],
            gives: ["1-7 2025-05-01 - safe=good", "1-7 2025-05-30 - safe=good"]),
        Case(
            "a report and an assessment of one day are one, with the questions of both",
            ["2025-05-30 caring=Good", "assessed 2025-05-30 from 2025-03-04 safe=Good"],
            gives: ["1-7 2025-05-30 2025-03-04 caring=good safe=good"]),
        Case(
            "where they differ in a question, nobody can tell which is right",
            ["2025-05-30 caring=Good safe=Inadequate", "assessed 2025-05-30 from 2025-03-04 safe=Good"],
            gives: ["1-7 2025-05-30 2025-03-04 caring=good"],
            faults: [#"Oak House: safe: "Good" and "Inadequate", both published on 2025-05-30"#]),
        Case(
            "an assessment that began before another report came is in order by its publication",
            ["2025-04-01 safe=Inadequate", "assessed 2025-05-30 from 2025-03-04 safe=Good"],
            gives: ["1-7 2025-04-01 - safe=inadequate", "1-7 2025-05-30 - safe=good"]),
        Case(
            "one that began on the day of that report is in order by its first day",
            ["2025-03-04 safe=Inadequate", "assessed 2025-05-30 from 2025-03-04 safe=Good"],
            gives: ["1-7 2025-03-04 - safe=inadequate", "1-7 2025-05-30 2025-03-04 safe=good"]),
        Case(
            "and one before the report came",
            ["assessed 2025-05-30 from 2025-03-04 safe=Good", "2025-09-01 safe=Inadequate"],
            gives: ["1-7 2025-05-30 2025-03-04 safe=good", "1-7 2025-09-01 - safe=inadequate"]),
        Case(
            "another assessment in between changes nothing",
            ["assessed 2025-04-01 safe=Inadequate", "assessed 2025-05-30 from 2025-03-04 safe=Good"],
            gives: ["1-7 2025-04-01 - safe=inadequate", "1-7 2025-05-30 2025-03-04 safe=good"]),
        Case(
            "the group that was assessed first goes on for the location; the reports stand before the other one's too",
            [
                "2020-01-10 safe=Good", "assessed 2025-03-01 in Homes safe=Good",
                "assessed 2025-05-01 in Homecare safe=Inadequate",
            ],
            gives: [
                "1-7 2020-01-10 - safe=good", "1-7 2025-03-01 - safe=good", "1-7/homecare 2020-01-10 - safe=good",
                "1-7/homecare 2025-05-01 - safe=inadequate",
            ]),
        Case(
            "but no report from that group's first day on",
            [
                "2025-06-01 caring=Good", "assessed 2025-03-01 in Homes safe=Good",
                "assessed 2025-05-01 in Homecare safe=Inadequate",
            ],
            gives: [
                "1-7 2025-03-01 - safe=good", "1-7 2025-06-01 - caring=good",
                "1-7/homecare 2025-05-01 - safe=inadequate",
            ]),
        Case(
            "beside a rating of the whole location a group is compared with its own alone",
            [
                "2020-01-10 safe=Good", "assessed 2025-03-01 safe=Good",
                "assessed 2025-05-01 in Homecare safe=Inadequate",
            ],
            gives: [
                "1-7 2020-01-10 - safe=good", "1-7 2025-03-01 - safe=good",
                "1-7/homecare 2025-05-01 - safe=inadequate",
            ]),
        Case(
            "what is historic stands before what is current",
            ["assessed 2025-05-30 safe=Good", "assessed 2024-05-30 historic safe=Inadequate"],
            gives: ["1-7 2024-05-30 - safe=inadequate", "1-7 2025-05-30 - safe=good"]),
        Case(
            "and is left out where it is the newer one",
            ["assessed 2024-05-30 safe=Good", "assessed 2025-05-30 historic safe=Inadequate"],
            gives: ["1-7 2024-05-30 - safe=good"],
            faults: ["Oak House: the assessment of 2025-05-30 is historic, and that of 2024-05-30 is current"]),
        Case(
            "which of another group it may be",
            ["assessed 2024-05-30 in Homes safe=Good", "assessed 2025-05-30 in Homecare historic safe=Inadequate"],
            gives: ["1-7 2024-05-30 - safe=good", "1-7/homecare 2025-05-30 - safe=inadequate"]),
        Case(
            "so is a report of the history that is newer than the current one",
            ["2022-05-20 safe=Good", "2024-05-20 safe=Inadequate", "current 2023-05-20 safe=Good"],
            gives: ["1-7 2022-05-20 - safe=good", "1-7 2023-05-20 - safe=good"],
            faults: ["Oak House: the report of 2024-05-20 is historic, and that of 2023-05-20 is current"]),
        Case(
            "but not where a question of the current one was rated later",
            ["2024-05-20 caring=Inadequate", "current 2024-06-20 safe=Good"],
            gives: ["1-7 2024-05-20 - caring=inadequate", "1-7 2024-06-20 - safe=good"]),
        Case(
            "nor where nothing is current",
            [
                "2024-05-20 safe=Inadequate", "assessed 2022-05-30 historic safe=Good",
                "assessed 2023-05-30 historic safe=Good",
            ],
            gives: ["1-7 2022-05-30 - safe=good", "1-7 2023-05-30 - safe=good", "1-7 2024-05-20 - safe=inadequate"]),
        Case(
            "a question that is rated twice alike is rated once",
            ["assessed 2025-05-30 safe=Good safe=Good"], gives: ["1-7 2025-05-30 - safe=good"]),
        Case(
            "one that is rated twice otherwise is none, and the others stand",
            ["assessed 2025-05-30 safe=Good safe=Inadequate caring=Good"], gives: ["1-7 2025-05-30 - caring=good"],
            faults: [#"Oak House: safe: "Good" and "Inadequate" at once"#]),
        Case(
            "an assessment of which no question can be read is named",
            ["assessed 2025-05-30 overall=Good"], gives: ["1-7 2025-05-30 - overall=good"],
            faults: ["Oak House: the assessment of 2025-05-30 has no readable rating of any question"]),
        Case(
            "and not a second time where a question is named already",
            ["assessed 2025-05-30 overall=Good safe=Splendid"], gives: ["1-7 2025-05-30 - overall=good"],
            faults: [#"Oak House: safe: "Splendid" is not a known rating"#]),
    ])
    func whatIsStatedGivesTheseLines(_ example: Case) throws {
        let document = try FeedKind.cqc.read(
            Array(Self.json(example.stated).utf8), base: CqcReaderTests.api + "/locations/1-7")
        let shown = document.inspections.map { inspection in
            let grades = inspection.judgements.map { "\($0.area)=\($0.grade)" }.sorted().joined(separator: " ")
            return
                "\(inspection.providerID ?? "-") \(inspection.published?.iso ?? "-") \(inspection.dates.start?.iso ?? "-") \(grades)"
        }
        #expect(shown == example.inspections)
        #expect(document.complaints.map { "\($0)" } == example.faults)
        #expect(document.unknownRatings.isEmpty)
    }

    /// Whole is what states all questions of one day and is contradicted in none.
    @Test(arguments: [
        (["assessed 2025-05-30 \(whole)"], true), (["assessed 2025-05-30 safe=Good"], false),
        (["2025-05-30 safe=Good", "assessed 2025-05-30 \(whole)"], true),
        (["2025-05-30 safe=Inadequate", "assessed 2025-05-30 \(whole)"], false),
        (["2025-05-30 safe=Good caring=Good"], true), (["2025-05-30 safe=Good caring=Splendid"], false),
    ])
    func aDayOnWhichAllWasRatedEndsWhatWasRatedBefore(stated: [String], isWhole: Bool) throws {
        let document = try FeedKind.cqc.read(
            Array(Self.json(stated).utf8), base: CqcReaderTests.api + "/locations/1-7")
        #expect(document.inspections.map(\.isPartial) == [!isWhole])
    }

    private static let whole = "overall=Good safe=Good effective=Good caring=Good responsive=Good well-led=Good"

    /// What is rated today: a line's own ratings in force, not the reports that stand before a group's.
    @Test func whatIsInForceIsOfEachLineItself() throws {
        let json = Self.json([
            "2019-01-10 effective=Good", "current 2020-01-10 caring=Good", "assessed 2025-03-01 in Homes safe=Good",
            "assessed 2025-05-01 in Homecare well-led=Inadequate",
        ])
        let document = try FeedKind.cqc.read(Array(json.utf8), base: CqcReaderTests.api + "/locations/1-7")
        #expect(
            document.graded.map { "\($0.id ?? "-") \($0.areas.sorted().joined(separator: " "))" } == [
                "1-7 caring safe well-led", "1-7/homecare well-led",
            ])
    }
}
