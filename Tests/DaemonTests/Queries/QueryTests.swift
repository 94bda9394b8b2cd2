import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System
@testable import Text

/// The commands that ask, as one who does not know the names by heart uses them.
@Suite struct QueryTests {
    typealias Asking = @Sendable (Setup) async throws -> Answer

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let ask: Asking
        var output = ""
        /// Part of what is said beside the output.
        var complaint: String?
        var isGood = true
    }

    private static func alerts(
        since: String? = nil, provider: String? = nil, kind: String? = nil, direction: String? = nil
    ) -> AlertsQuestion {
        var question = AlertsQuestion()
        question.since = since
        question.provider = provider
        question.direction = direction
        question.kind = kind
        return question
    }

    private static func redelivery(_ alert: String?, since: String? = nil, failed: Bool = false) -> Asking {
        { try await $0.redeliver(RedeliverQuestion(alert: alert, since: since, failedOnly: failed)) }
    }

    private static func publications(
        _ feed: String? = nil, _ provider: String? = nil, _ format: PublicationsFormat = .table
    ) -> Asking {
        { try await $0.publications(feed: feed, provider: provider, format: format, style: .plain) }
    }

    private static func ratings(area: String? = nil, grades: [String] = []) -> Asking {
        {
            try await $0.ratings(
                RatingsQuestion(region: nil, area: area, framework: nil, group: nil, grades: grades), format: .table,
                style: .plain
            ) { _ in true }
        }
    }

    private static func judged(_ question: JudgementQuestion) -> Asking {
        { setup in
            var text = ""
            let answer = try await setup.historyOfAll(question, format: .csv, style: .plain) {
                text += $0
                return true
            }
            return Answer(text.split(separator: "\r\n").dropFirst().joined(), complaint: answer.complaint)
        }
    }

    /// Alerts by which an area fell.
    private static func fallen(_ area: String) -> Asking {
        { setup in
            var question = alerts(direction: "Declined")
            question.area = area
            return try await setup.alerts(question, format: .jsonl, style: .plain) { _ in true }
        }
    }

    @Test(arguments: [
        Case(
            testDescription: "a feed", ask: publications("concils"),
            complaint: "there is no feed \"concils\"; did you mean councils?"),
        Case(
            testDescription: "a provider of publications", ask: publications(nil, "Chesire"),
            complaint: "did you mean Cheshire East (ofsted:80447)?"),
        Case(
            testDescription: "a provider of alerts",
            ask: { try await $0.alerts(alerts(provider: "Kentt"), format: .csv, style: .plain) { _ in true } },
            complaint: "no provider \"Kentt\" is known; did you mean Kent (ofsted:80476)?"),
        Case(
            testDescription: "a name that two providers bear", ask: publications(nil, "Oak Lane"),
            complaint: "2 providers are called \"Oak Lane\": ofsted:900001, ofsted:900002; give the id of one"),
        Case(
            testDescription: "a grade", ask: ratings(grades: ["god"]),
            complaint: "there is no grade \"god\"; did you mean good"),
        Case(
            testDescription: "a region", ask: judged(JudgementQuestion(region: "Nowhere")),
            complaint: "there is no region \"Nowhere\""),
        Case(
            testDescription: "a feed to release", ask: { try await $0.release("nope", isDropped: false) },
            complaint: "there is no feed \"nope\""),
        Case(
            testDescription: "a number to explain", ask: { try await $0.explain("99", style: .plain) },
            complaint: "no alert \"99\" (the last one is 2), and no provider \"99\" is known"),
        Case(
            testDescription: "a name to explain", ask: { try await $0.explain("Chesire", style: .plain) },
            complaint:
                "no alert \"Chesire\", and no provider \"Chesire\" is known; did you mean Cheshire East (ofsted:80447)?"
        ),
        Case(
            testDescription: "the beginning of two ids", ask: { try await $0.explain("rw_aa", style: .plain) },
            complaint: "several alerts begin with \"rw_aa\""),
        Case(
            testDescription: "the beginning of two ids to send again", ask: redelivery("rw_aa"),
            complaint: "several alerts begin with \"rw_aa\""),
    ])
    func aNameThatNothingBearsIsSaid(_ asked: Case) async throws {
        let world = try await QueryWorld()
        let error = await #expect(throws: UnknownName.self) { _ = try await asked.ask(world.setup) }
        let said = try #require(error).description
        #expect(said.contains(asked.complaint ?? ""), "\(said)")
        // A provider or an alert may be one that nobody has seen yet.
        #expect(error?.isWrongUsage == (said.contains("there is no ") || said.contains("several alerts")))
    }

    @Test(arguments: [
        Case(
            testDescription: "publications of one feed and provider", ask: publications("councils", "Kent"),
            output: """
                published   provider  feed      state    title
                2024-06-01  Kent      councils  pending  Report 3

                """),
        Case(
            testDescription: "publications of a provider whose id is in other letters",
            ask: publications("councils", "OFSTED:80476"),
            output: """
                published   provider  feed      state    title
                2024-06-01  Kent      councils  pending  Report 3

                """),
        Case(
            testDescription: "publications as JSON lines", ask: publications(nil, "80476", .jsonl),
            output: #"{"feed":"councils","id":"3","url":"https://example.org/3","title":"Report 3","#
                + #""published":"2024-06-01","provider":"Kent","provider_id":"ofsted:80476","state":"pending","#
                + #""reason":null,"attempts":0,"next_try":"2024-06-01T12:00:00Z","withdrawn":null}"# + "\n"),
        Case(
            testDescription: "publications as CSV", ask: publications("quiet", nil, .csv),
            output: "published,provider,provider_id,feed,state,title,reason,attempts,next_try,url,id\r\n",
            complaint: "no publication of the feed quiet has been seen yet"),
        Case(
            testDescription: "a feed in other letters", ask: publications("Quiet"),
            complaint: "no publication of the feed quiet has been seen yet"),
        Case(
            testDescription: "a grade that nobody has", ask: ratings(grades: ["Requires improvement, outstanding"]),
            complaint: "no grade stands for these"),
        Case(
            testDescription: "alerts by which an area fell that did not", ask: fallen("care-leavers"),
            complaint: "no alert of the direction declined on care-leavers was raised"),
        Case(testDescription: "alerts by which an area fell", ask: fallen("Overall effectiveness")),
        Case(
            testDescription: "who was ever inadequate, and when",
            ask: judged(JudgementQuestion(area: "overall effectiveness", grades: ["Inadequate"], since: "2024")),
            output: "ofsted:80447,ilacs,2024-05-01,,2024-05-01,overall-effectiveness,inadequate,declined,good,1,"
                + "overall-effectiveness inadequate,https://example.org/2,,Cheshire East"),
        Case(
            testDescription: "who was inadequate later",
            ask: judged(JudgementQuestion(grades: ["inadequate"], since: "2024-06")),
            complaint: "no grade is what was asked for"),
        Case(
            testDescription: "publications on a council that was never seen", ask: publications(nil, "Brent"),
            complaint: "no publication on Brent (ofsted:80489) has been seen yet"),
        Case(
            testDescription: "publications on one that was never seen, its id in other letters",
            ask: publications(nil, "Ofsted:80489"),
            complaint: "no publication on Brent (ofsted:80489) has been seen yet"),
        Case(
            testDescription: "the history of one that has no grades",
            ask: { try await $0.history(of: "Kent", asOf: nil, format: .table, style: .plain) },
            output: "Kent (ofsted:80476)\n", complaint: "no grade of Kent is known yet"),
        Case(
            testDescription: "a history, each inspection once",
            ask: { try await $0.history(of: "Cheshire East", asOf: nil, format: .table, style: .plain) },
            output: """
                Cheshire East (ofsted:80447)
                inspected   framework  area                   grade       direction         from  report
                2023-05-01  ilacs      overall effectiveness  good        + first                 https://example.org/1
                                       adoption performance   good        + first
                2024-05-01  ilacs      overall effectiveness  inadequate  ▼ declined        good  https://example.org/2
                                       care leavers           good        ~ not comparable

                """),
        Case(
            testDescription: "the history of a council that was never seen",
            ask: { try await $0.history(of: "Brent", asOf: nil, format: .json, style: .plain) },
            complaint: "no publication on Brent", isGood: false),
        Case(
            testDescription: "alerts of a kind that was never raised",
            ask: {
                try await $0.alerts(
                    alerts(since: "2024-01-01", provider: "Kent", kind: "portfolio"), format: .table, style: .plain
                ) { _ in true }
            }, complaint: "no alert on Kent (ofsted:80476) of the kind portfolio since 2024-01-01 was raised"),
        Case(
            testDescription: "alerts of one of two directions",
            ask: {
                var asked = alerts(direction: "declined,mixed")
                asked.limit = 1
                return try await $0.alerts(asked, format: .table, style: .plain) { _ in true }
            },
            output: """
                no  time              published   kind            direction   summary
                2   2024-06-01 13:00  2024-05-01  rating-changed  ▼ declined  summary of rw_aa22

                """),
        Case(
            testDescription: "alerts of none of two directions",
            ask: {
                try await $0.alerts(alerts(direction: "mixed,improved"), format: .table, style: .plain) { _ in true }
            }, complaint: "no alert of the direction mixed or improved was raised"),
        Case(
            testDescription: "what a council that was never seen has given",
            ask: { try await $0.explain("Brent", style: .plain) }, complaint: "no publication on Brent"),
        Case(
            testDescription: "an alert to send again that is none", ask: redelivery("rw_ff"),
            complaint: "no alert \"rw_ff\"", isGood: false),
        Case(
            testDescription: "an alert that was for a log alone", ask: redelivery("rw_aa1"),
            complaint: "nothing of alert 1, rw_aa11, was for a webhook or a mail receiver", isGood: false),
        Case(
            testDescription: "an alert that has not failed", ask: redelivery("2", failed: true),
            complaint: "nothing of alert 2, rw_aa22, has failed", isGood: false),
        Case(
            testDescription: "alerts since a day to come", ask: redelivery(nil, since: "2030-01-01"),
            complaint: "nothing was for a webhook or a mail receiver"),
        Case(
            testDescription: "an alert to send again, by the beginning of its id", ask: redelivery("rw_aa2"),
            output: "1 delivery to be sent again; no daemon is running: it will deliver when it starts\n"),
        Case(
            testDescription: "an alert to send again, its id in other letters", ask: redelivery("RW_AA2"),
            output: "1 delivery to be sent again; no daemon is running: it will deliver when it starts\n"),
        Case(
            testDescription: "deliveries that failed",
            ask: { try await $0.deliveries(failed: true, format: .table, style: .plain) { _ in true } },
            complaint: "no delivery has failed"),
        Case(
            testDescription: "feeds, with what is still to be read",
            ask: { try await $0.feeds(format: .table, style: .plain) },
            output: """
                feed      condition   publications  documents to read  last success
                councils  not polled  3             1                  never
                quiet     not polled  0             0                  never

                """),
    ])
    func anAnswerSaysWhatWasAskedAndWhatWasNotFound(_ asked: Case) async throws {
        let world = try await QueryWorld()
        let answer = try await asked.ask(world.setup)
        #expect(answer.output == asked.output)
        #expect(answer.isGood == asked.isGood)
        if let complaint = asked.complaint {
            #expect(answer.complaint?.contains(complaint) == true, "\(answer.complaint ?? "nothing is said")")
        } else {
            #expect(answer.complaint == nil)
        }
    }

    @Test func anUnknownFeedIsWrongUsageEvenBeforeThereIsAHistory() async throws {
        let world = try await QueryWorld(isEmpty: true)
        await #expect(throws: UnknownName.self) { try await QueryTests.publications("concils")(world.setup) }
        await #expect(throws: UnknownName.self) { try await world.setup.release("concils", isDropped: true) }
        #expect(try await QueryTests.publications("councils")(world.setup).complaint?.contains("no history") == true)
    }

    @Test func anExplanationShowsTheGradeBeforeAndTheGradeFound() async throws {
        let world = try await QueryWorld()
        let lines = try await world.setup.explain("rw_aa1", style: .plain).output.split(separator: "\n")
        let table = lines.drop { !$0.hasPrefix("area") }.prefix(4)
        #expect(
            table.joined(separator: "\n") == """
                area                   before  after       direction           reason                  printed
                overall effectiveness  good    inadequate  ▼ declined          compared                printed "inadequate", page 1
                care leavers                   good        ~ not comparable    area not graded before  printed "good", page 1
                adoption performance   good                – no longer graded  area not printed
                """)
    }

    @Test func statusAndFeedsCountTheSame() async throws {
        let world = try await QueryWorld()
        let configuration = world.setup.configuration
        let history = try History(at: .file(configuration.historyPath))
        try await history.read("test") { history in
            let status = try DaemonStatus(
                of: configuration, file: "ratingwatch.yaml", started: QueryWorld.start, fleet: nil,
                troubles: Troubles(),
                at: QueryWorld.start, in: history)
            let feeds = try FeedsReport(configured: configuration.feeds, in: history).feeds
            #expect(status.publicationsPending == 1)
            #expect(feeds.map(\.pending) == [1, 0])
            #expect(status.text(.plain, at: ReadableTime(now: QueryWorld.start)).contains("documents to read"))
        }
    }
}
