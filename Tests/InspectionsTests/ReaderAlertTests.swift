import Testing

@testable import Inspections

/// What people read of an alert, made of its body alone.
@Suite struct ReaderAlertTests {
    private static let names = ReaderNames(TestFrameworks.catalogue)

    private static func reader(_ data: String, kind: String = "rating-changed") throws -> ReaderAlert {
        try ReaderAlert(
            body: """
                {"id":"rw_1","source":"/ratingwatch/newsroom","type":"org.ratingwatch.\(kind).v1","subject":"ofsted:80447",\
                "time":"2024-05-16T08:00:03Z","data":{"summary":"Cheshire East: it changed",\(data)}}
                """, names: names)
    }

    private static func judgement(
        _ area: String, _ from: String?, _ to: String?, _ direction: String?, was: String? = nil, year: Int? = 2016
    ) -> String {
        func text(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }
        let previous = year.map { #"{"inspection_start":"\#($0)-01-11","url":"https://example.org/\#($0)"}"# }
        return """
            {"area":"\(area)","from":\(text(from)),"to":\(text(to)),"direction":\(text(direction)),\
            \(was.map { "\"was\":\"\($0)\"," } ?? "")"printed":\(to == nil ? "null" : "\"As Printed\""),\
            "page":\(to == nil ? "null" : "1"),"previous":\(previous ?? "null")}
            """
    }

    struct Spoken: Sendable, CustomTestStringConvertible {
        let judgement: String
        var kind = "rating-changed"
        let sentence: String
        let mark: ReaderMark
        var testDescription: String { sentence }
    }

    @Test(arguments: [
        Spoken(
            judgement: judgement("overall-effectiveness", "requires-improvement", "inadequate", "declined"),
            sentence: "overall effectiveness: declined from requires improvement (2016) to inadequate", mark: .declined),
        Spoken(
            judgement: judgement("help-and-protection", "good", "outstanding", "improved", year: nil),
            sentence: "help and protection: improved from good to outstanding", mark: .improved),
        Spoken(
            judgement: judgement("care-leavers", "good", "good", "unchanged"),
            sentence: "care leavers: good, as before (2016)", mark: .unchanged),
        Spoken(
            judgement: judgement("care-leavers", nil, "good", "first", year: nil),
            sentence: "care leavers: good, the first grade known", mark: .first),
        Spoken(
            judgement: judgement("care-leavers", "outstanding", nil, "no-longer-graded"),
            sentence: "care leavers: not graded this time (was outstanding, 2016)", mark: .noLongerGraded),
        Spoken(
            judgement: judgement("children-in-care", "requires-improvement", "good", "not-comparable"),
            sentence: "children in care: good (was requires improvement, 2016, which does not compare)",
            mark: .notComparable),
        Spoken(
            judgement: judgement("children-in-care", "good", "good", "not-comparable"),
            sentence: "children in care: good, which does not compare with good in 2016", mark: .notComparable),
        Spoken(
            judgement: judgement("children-in-care", nil, "good", "not-comparable", year: nil),
            sentence: "children in care: good, with nothing to compare it with", mark: .notComparable),
        Spoken(
            judgement: judgement("care-leavers", "good", "not-judged", "not-comparable"),
            sentence: "care leavers: not judged this time (was good, 2016)", mark: .notJudged),
        Spoken(
            judgement: judgement("care-leavers", "not-judged", "good", "not-comparable"),
            sentence: "care leavers: good, not judged before (2016)", mark: .notComparable),
        Spoken(
            judgement: judgement("care-leavers", nil, "good", nil, year: nil), sentence: "care leavers: good",
            mark: .none),
        Spoken(
            judgement: judgement("care-leavers", "inadequate", "good", "improved", was: "outstanding"),
            kind: "rating-corrected",
            sentence: "care leavers: good, not outstanding as told; improved from inadequate (2016) to good",
            mark: .corrected),
        Spoken(
            judgement: judgement("care-leavers", nil, nil, nil, was: "outstanding", year: nil),
            kind: "rating-corrected", sentence: "care leavers: no grade, not outstanding as told", mark: .corrected),
        Spoken(
            judgement: judgement("care-leavers", "inadequate", "good", "not-comparable"), kind: "sources-disagree",
            sentence: "care leavers: inadequate by one source, good by the other", mark: .disputed),
    ])
    func eachDirectionIsPlainEnglish(_ spoken: Spoken) throws {
        let alert = try Self.reader(
            #""inspection":{"framework":"ilacs"},"judgements":[\#(spoken.judgement)]"#, kind: spoken.kind)
        let line = try #require(alert.judgements.first)
        #expect(line.sentence == spoken.sentence)
        #expect(line.mark == spoken.mark)
        if line.grade != nil { #expect(line.printed == "printed \"As Printed\", page 1") }
    }

    @Test func theGravestComesFirstAndWhatIsNotGradedAnyMoreIsOneLine() throws {
        let alert = try Self.reader(
            """
            "direction":"mixed","provider":{"id":"ofsted:80447","name":"Cheshire East"},
            "inspection":{"framework":"ilacs","start":"2024-02-26","end":"2024-03-08"},
            "publication":{"title":"Children's services inspection","url":"https://example.org/2024","published":"2024-05-16"},
            "judgements":[\(Self.judgement("help-and-protection", "good", "good", "unchanged")),
            \(Self.judgement("children-in-care", "good", "outstanding", "improved")),
            \(Self.judgement("overall-effectiveness", "good", "inadequate", "declined")),
            \(Self.judgement("adoption", "good", nil, "no-longer-graded")),
            \(Self.judgement("lscb-effectiveness", "inadequate", nil, "no-longer-graded")),
            \(Self.judgement("care-leavers", "outstanding", nil, "no-longer-graded"))]
            """)
        #expect(alert.changed.map(\.area) == ["overall effectiveness", "children in care"])
        #expect(alert.unchangedInOneLine == "unchanged: help and protection (good)")
        #expect(alert.notGraded.map(\.sentence) == ["care leavers: not graded this time (was outstanding, 2016)"])
        #expect(
            alert.noLongerGraded
                == "no longer graded: adoption (was good, 2016), lscb effectiveness (was inadequate, 2016)")
        #expect(
            alert.about == [
                "Children's services inspection, published 16 May 2024",
                "Inspected 26 February to 8 March 2024 (ilacs)",
            ])
        #expect(
            alert.links == [
                .init(title: "Report", url: "https://example.org/2024"),
                .init(title: "Report before (2016)", url: "https://example.org/2016"),
            ])
        #expect(alert.urgency == .mixed)
        #expect(alert.mark == .mixed)
        #expect(alert.name == "Cheshire East")
    }

    @Test(arguments: [
        ("report-published", #""facts":{"priority_action":"yes"},"direction":"none""#, ReaderUrgency.priorityAction),
        ("report-amended", #""facts":{"priority_action":"remain"},"direction":"none""#, .priorityAction),
        ("report-published", #""facts":{"priority_action":"no"},"direction":"none""#, .other),
        ("rating-changed", #""direction":"declined""#, .declined),
        ("rating-corrected", #""direction":"declined""#, .corrected),
        ("report-withdrawn", #""direction":"none""#, .corrected),
        ("inspection-published", #""direction":"unchanged""#, .unchanged),
        ("portfolio", #""direction":"none""#, .portfolio),
        ("operator-feed-failing", #""feed":"a""#, .operators),
        ("of-a-later-version", #""direction":"declined""#, .other),
    ])
    func anAlertHasItsPlaceAmongOthers(kind: String, data: String, urgency: ReaderUrgency) throws {
        #expect(try Self.reader(data, kind: kind).urgency == urgency)
    }

    @Test func whatHangsTogetherAndWhatItRestsOnAreSentences() throws {
        let alert = try Self.reader(
            """
            "late":true,"basis":"press","follows":"rw_2","voids":["rw_3","rw_4"],"because":"ruling","moved_to":"ofsted:1",
            "facts":{"priority_action":"remain","other_fact":"x"},"doubts":["two grades"],
            "consequences":[{"inspection":{"framework":"ilacs","start":"2024-02-26"},"area":"care-leavers",
            "told":{"from":"good","direction":"declined"},"now":{"from":null,"direction":"first"}}]
            """)
        #expect(
            alert.notes == [
                "Areas for priority action of an earlier visit remain.", "other fact: x",
                "This is from a press article, not from the report itself.",
                "This report is late: a later inspection is known already, so nothing is compared.",
                "An operator has decided so.", "The inspection is one of ofsted:1.",
                "This settles what alert rw_2 left open.", "This takes back rw_3, rw_4.",
                "So for the inspection of 26 February 2024, care leavers: the first grade known (told: declined from good)",
                "In doubt: two grades",
            ])
    }

    @Test func aLinkThatIsNoneOfTheWebIsLeftOut() throws {
        let alert = try Self.reader(#""publication":{"title":"T","url":"javascript:alert(1)","published":null}"#)
        #expect(alert.links.isEmpty)
    }

    @Test(
        arguments: [
            ("2024-02-26", "2024-03-08", "26 February to 8 March 2024"),
            ("2024-03-04", "2024-03-08", "4 to 8 March 2024"),
            ("2023-12-11", "2024-01-12", "11 December 2023 to 12 January 2024"),
            ("2024-03-04", "2024-03-04", "4 March 2024"),
            ("2024-03-04", nil, "4 March 2024"), ("2024-03", nil, "March 2024"),
            ("2024-03", "2024-04", "March to April 2024"),
            (nil, nil, nil), (nil, "2024-04-01", "1 April 2024"),
        ] as [(String?, String?, String?)])
    func daysAreWritten(start: String?, end: String?, words: String?) {
        let dates = InspectionDates(
            start: start.flatMap(CalendarDate.init(dayOrMonth:)), end: end.flatMap(CalendarDate.init(dayOrMonth:)))
        #expect(dates.inWords == words)
    }

    @Test(arguments: ReaderMark.allCases) func everySignButNoneHasAWordBesideIt(mark: ReaderMark) {
        #expect(mark == .none ? mark.label.isEmpty : mark.label == "\(mark.sign) \(mark.rawValue)")
        #expect(mark.sign.count <= 1)
    }

    @Test func aBodyThatIsNoneSaysSo() {
        #expect(throws: UnreadableAlert.self) { try ReaderAlert(body: "[]", names: .ids) }
    }
}
