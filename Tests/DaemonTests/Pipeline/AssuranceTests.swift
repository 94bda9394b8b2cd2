import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System

/// What is told where nothing else is: that all is well, of whom nothing could be learnt, and who has ended.
@Suite struct AssuranceTests {
    private let lock: StateLock
    private let folder: TestSupport.TemporaryFolder
    /// Monday 2026-06-01, 12:00 UTC.
    private let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))

    init() throws {
        folder = try TemporaryFolder()
        lock = try StateLock(folder: try folder.folder("state"))
    }

    private static let header = "URN,Name,Before,Date,Overall\n"

    private func configuration(_ rest: String) throws -> Configuration {
        try Configuration.parse(
            """
            state: \(folder.path("state"))
            logs: \(folder.path("log"))
            http: {per_host: {connections: 2, interval: 0s}, retry: {first: 1m, most: 24h}}
            feeds:
              - {name: schools, kind: table, url: 'file://\(folder.path("table.csv"))', every: 1h, hold_changes_over: 100%,
                 table: {dates: dmy, provider_id: URN, name: Name, predecessors: [Before], date: Date, framework: oeif,
                   areas: {overall-effectiveness: Overall}}}
            \(rest)
            operators: {receivers: []}
            """, file: "test.yaml", surroundings: Surroundings(workingDirectory: folder.path))
    }

    /// Polls the table as it reads now (`nil`: it is gone), and does what time brings; what was raised.
    private func pass(_ rows: String?, _ configuration: Configuration) async throws -> [StoredAlert] {
        if let rows {
            try folder.write("table.csv", Self.header + rows)
        } else {
            try? FileManager.default.removeItem(atPath: folder.path("table.csv"))
        }
        let application = try Application.test(configuration, lock: lock, clock: clock.clock)
        let last = try await application.history.read("test") { try $0.lastAlert()?.sequence ?? 0 }
        let feed = try #require(configuration.feeds.first)
        while let due = try await application.poll.nextDue([feed])[0], due <= clock.now {
            _ = try await application.poll.run(feed)
        }
        await application.assureReaders()
        let raised = try await application.history.read("test") { try $0.alerts(AlertQuery(), after: last) }
        await application.close()
        return raised
    }

    private static let receivers = """
        receivers:
          - {name: log, kind: log-file, path: alerts.jsonl, format: jsonl}
          - {name: mine, kind: log-file, path: mine.jsonl, format: jsonl}
          - {name: later, kind: log-file, path: later.jsonl, format: jsonl}
        """

    @Test func readersHearOnceOfAProviderThatCouldNotBeCheckedForTheirDays() async throws {
        let configuration = try configuration(
            Self.receivers + """

                routes:
                  - {name: all, receivers: [log]}
                  - {name: mine, match: {provider: ['1']}, receivers: [mine], unchecked_after: 7d}
                  - {name: later, match: {provider: [Oak, Elm]}, receivers: [later], unchecked_after: 14d}
                """)
        let rows = "1,Oak,,01/03/2024,good\n2,Elm,,01/03/2024,good\n3,Ash,,01/03/2024,good\n"
        let first = try await pass(rows, configuration)
        #expect(first.map(\.kind) == ["operator-baseline-done"])
        clock.advance(6 * 86400)
        #expect(try await pass(nil, configuration).filter { !$0.kind.hasPrefix("operator") }.isEmpty)
        clock.advance(2 * 86400)
        let told = try await pass(nil, configuration).filter { !$0.kind.hasPrefix("operator") }
        #expect(told.map(\.kind) == ["provider-unchecked"])
        #expect(
            told.first?.summary
                == "Oak could not be checked for 7 days: no source that speaks of it was read since 1 June 2026")
        #expect(told.first?.subject == "ofsted:1")
        let body = try #require(told.first?.body)
        #expect(
            body.contains(
                #""provider":{"id":"ofsted:1","name":"Oak","kind":"unknown"},"unchecked_days":7,"checked":"2026-06-01T12:00:00Z","routes":["mine"]"#
            ), "\(body)")
        #expect(body.contains(#""routes":["mine"]"#))
        #expect(try await pass(nil, configuration).isEmpty)
        clock.advance(7 * 86400)
        let later = try await pass(nil, configuration).filter { !$0.kind.hasPrefix("operator") }
        #expect(later.map(\.subject).sorted() == ["ofsted:1", "ofsted:2"])
        #expect(later.allSatisfy { $0.body.contains(#""routes":["later"]"#) })
        // Read again, and lost again: that is another time.
        clock.advance(2 * 86400)
        _ = try await pass(rows, configuration)
        clock.advance(8 * 86400)
        #expect(
            try await pass(nil, configuration).filter { !$0.kind.hasPrefix("operator") }.map(\.subject) == ["ofsted:1"])
    }

    @Test func readersOfAProviderThatEndsHearWhoGoesOnForIt() async throws {
        let configuration = try configuration(
            Self.receivers + """

                routes:
                  - {name: all, receivers: [log]}
                  - {name: mine, match: {provider: [Oak]}, receivers: [mine]}
                  - {name: ends, match: {kind: provider-ended}, receivers: [later]}
                """)
        let before = "1,Oak,,01/03/2024,good\n2,Elm,,01/03/2024,good\n4,Fir,5,01/03/2024,good\n"
        #expect(try await pass(before, configuration).map(\.kind) == ["operator-baseline-done"])
        clock.advance(86400)
        let after = "11,Oak Academy,1,01/03/2024,good\n2,Elm,,01/03/2024,good\n4,Fir,5,01/03/2024,good\n"
        let told = try await pass(after, configuration)
        #expect(told.map(\.kind) == ["provider-ended"])
        #expect(told.first?.subject == "ofsted:1")
        #expect(told.first?.summary == "Oak has ended: Oak Academy (ofsted:11) goes on for it")
        #expect(
            told.first?.body.contains(#""successors":[{"id":"ofsted:11","name":"Oak Academy","kind":"unknown"}]"#)
                == true)
        #expect(told.first?.body.contains(#""routes":["mine","ends"]"#) == true)
        clock.advance(86400)
        #expect(try await pass(after, configuration).isEmpty)
    }

    @Test func aHeartbeatSaysOnceAMonthThatAllIsWellAndWhatIsWatched() async throws {
        let configuration = try configuration(
            """
            receivers:
              - {name: log, kind: log-file, path: alerts.jsonl, format: jsonl, heartbeat: monthly}
              - {name: silent, kind: log-file, path: silent.jsonl, format: jsonl}
            routes: [{name: all, receivers: [log, silent]}]
            """)
        let rows = "1,Oak,,01/03/2024,good\n2,Elm,,01/03/2024,good\n"
        let told = try await pass(rows, configuration).filter { $0.kind == "operator-heartbeat" }
        #expect(
            told.map(\.summary) == ["all is well: 1 feed with 2 providers is watched; it could be read"])
        let history = try History(at: .file(folder.path("state/history.sqlite")))
        let sequence = try #require(told.first?.sequence)
        #expect(try await history.read("test") { try $0.deliveries(of: sequence).map(\.receiver) } == ["log"])
        clock.advance(20 * 86400)
        #expect(try await pass(rows, configuration).isEmpty)
        clock.advance(11 * 86400)
        let next = try await pass(nil, configuration).filter { $0.kind == "operator-heartbeat" }
        #expect(
            next.map(\.summary) == [
                "not all is well: 1 feed with 2 providers is watched; could not be read: schools since 21 June 2026"
            ])
    }

    @Test(arguments: [
        ("monthly", "2026-06"), ("weekly", "2026-06-01"), ("daily", "2026-06-03"),
    ])
    func aPeriodIsOneOfLondon(word: String, period: String) throws {
        let rhythm = try #require(HeartbeatRhythm(rawValue: word))
        let wednesday = Date(timeIntervalSince1970: 1_780_315_200 + 2 * 86400)
        #expect(rhythm.period(at: wednesday) == period)
        // An hour before midnight in UTC it is tomorrow in London.
        if word == "daily" { #expect(rhythm.period(at: wednesday.addingTimeInterval(11.5 * 3600)) == "2026-06-04") }
    }

    @Test(arguments: [
        (
            "receivers: [{name: log, kind: log-file, path: a, format: jsonl, heartbeat: montly}]",
            "receivers[0].heartbeat: unknown value \"montly\"; did you mean \"monthly\"?"
        ),
        (
            "routes: [{name: a, receivers: [everything], match: {region: London}, unchecked_after: 7d}]",
            "routes[0].unchecked_after: tells of providers that the route names"
        ),
        (
            "routes: [{name: a, receivers: [everything], match: {provider: ['1']}, unchecked_after: 7h}]",
            "routes[0].unchecked_after: must be at least 1d"
        ),
    ])
    func aMistakeIsNamedWithItsPlace(yaml: String, words: String) {
        let error = #expect(throws: ConfigurationError.self) { try configuration(yaml) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
