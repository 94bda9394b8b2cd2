import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import Text

/// Routes, silences and messages tried on what was raised, before they matter.
@Suite struct RoutesTestTests {
    /// The same record by other routes and receivers.
    private func setup(_ world: QueryWorld, _ rest: String) throws -> Setup {
        try Setup(
            file: world.folder.write(
                "new.yaml",
                """
                state: \(world.folder.path)
                logs: \(world.folder.path)
                feeds: [{name: councils, kind: feed, url: 'https://example.org/a'}]
                receivers:
                  - {name: log, kind: log-file, path: alerts.jsonl, format: jsonl}
                  - {name: desk, kind: webhook, url: 'https://example.org/cAnary', format: slack}
                \(rest)
                """), for: .ask)
    }

    @Test func eachReceiverIsToldWhatItWouldGainAndLose() async throws {
        let world = try await QueryWorld(isWide: true)
        let setup = try setup(
            world,
            """
            routes:
              - {name: urgent, match: {priority_action: [yes], region: [South West]}, receivers: [desk]}
              - {name: fell, match: {kind: rating-changed, area: overall-effectiveness, to: inadequate}, receivers: [log]}
            """)
        let answer = try await setup.testRoutes(since: nil, format: .table, style: .plain)
        #expect(
            answer.output.hasPrefix(
                """
                receiver  got  would get  gained  lost
                log       5    2          0       3
                desk      0    3          3       0
                hook      4    0          0       4

                """), "\(answer.output)")
        #expect(answer.output.contains("fell: kind is report-published, but must be rating-changed"))
        #expect(answer.output.contains("no route leads there"))
        #expect(answer.output.contains("+ gained  route urgent"))
        let lines = try await setup.testRoutes(since: nil, format: .jsonl, style: .plain).output.split(separator: "\n")
            .map(String.init)
        #expect(
            lines.last == #"{"receiver":"hook","got":4,"would_get":0,"gained":[],"lost":["rw_aa22","rw_bb80469","#
                + #""rw_bb80488","rw_bb80999"]}"#)
        #expect(
            try await setup.testRoutes(since: "2030-01-01", format: .table, style: .plain).complaint
                == "no alert was raised then")
    }

    @Test func theRoutesThatAreUsedChangeNothing() async throws {
        let world = try await QueryWorld()
        let answer = try await setup(
            world,
            """
              - {name: hook, kind: webhook, url: 'https://example.org/hook'}
            routes: [{name: all, receivers: [log]}]
            """
        ).testRoutes(since: "30y", format: .table, style: .plain)
        #expect(answer.output.contains("log       2    2          0       0"), "\(answer.output)")
    }

    /// A heartbeat goes to who asks for it, and word of a receiver to operators but that one.
    @Test func whatNoRouteHasASayInIsLeftOut() async throws {
        let world = try await QueryWorld()
        let alerts = AlertFactory(instance: "test", summary: ChangeSummary(frameworks: FrameworkCatalogue([])))
        let history = try History(at: .file(world.folder.path("history.sqlite")))
        try await history.write("test") { history in
            let alert = alerts.receiverAlert(
                .operatorHeartbeat, receiver: "hook", key: "2024-06", summary: "all is well", time: QueryWorld.start)
            _ = try history.raise(alert, decisions: [], receivers: ["hook"], line: "")
        }
        let answer = try await setup(world, "routes: [{name: all, receivers: [log]}]")
            .testRoutes(since: nil, format: .table, style: .plain)
        #expect(answer.output.contains("hook      1    0          0       1"), "\(answer.output)")
        #expect(!answer.output.contains("all is well"))
    }

    @Test func anAlertIsShownAsItWouldBeSent() async throws {
        let world = try await QueryWorld()
        let setup = try setup(world, "routes: []")
        let shown = try await setup.preview("desk", of: "rw_aa1", isHTML: false)
        #expect(shown.output.hasPrefix("POST: https://example.org/...\n"))
        #expect(shown.output.contains("summary of rw_aa11") && !shown.output.contains("cAnary"))
        #expect(
            try await setup.preview("desk", of: "1", isHTML: true).complaint == "desk gets no HTML; leave out --html")
        for (receiver, alert, words) in [
            ("dsk", "1", "there is no receiver \"dsk\"; did you mean desk?"),
            ("desk", "99", "no alert \"99\" (the last one is 2)"), ("desk", "rw_aa", "several alerts begin with"),
        ] {
            let error = await #expect(throws: UnknownName.self) {
                try await setup.preview(receiver, of: alert, isHTML: false)
            }
            #expect(error?.isWrongUsage == true && error?.description.contains(words) == true, "\(words)")
        }
    }

    private func request(_ match: [String: [String]]) -> SilenceRequest {
        SilenceRequest(match: match, who: "desk", why: "known", until: "2d")
    }

    @Test func aSilenceOfWhatNobodyKnowsIsRefusedWithNearNames() async throws {
        let world = try await QueryWorld(isWide: true)
        let error = await #expect(throws: SilenceMistake.self) {
            try await world.setup.silence(
                for: request(["provider": ["Chesire East", "Kent"], "region": ["South Wset"]]))
        }
        #expect(
            error?.problems == [
                "--region: there is no region \"South Wset\"; did you mean \"South West\"?"
            ])
        let unknown = await #expect(throws: SilenceMistake.self) {
            try await world.setup.silence(for: request(["provider": ["Chesire East", "Kent"]]))
        }
        #expect(
            unknown?.problems == [
                "--provider: no provider \"Chesire East\" is known; did you mean Cheshire East (ofsted:80447)?"
            ])
    }

    /// Alerts name a provider by its name, id or number: a silence on any other spelling of it would hold back nothing.
    @Test func aSilenceSaysWhatItWouldHaveSilenced() async throws {
        let world = try await QueryWorld(isWide: true)
        let silence = try await world.setup.silence(for: request(["provider": ["cheshire east", "Kent"]]))
        #expect(silence.silence.match.providers == ["ofsted:80447", "Kent"])
        #expect(silence.doubts.isEmpty)
        var effect = SilenceEffect(of: silence.silence, now: QueryWorld.start.addingTimeInterval(3600))
        let archive = try #require(try world.setup.archive)
        try await archive.forEachRouted(.init(since: effect.since)) { effect.add($0) }
        #expect(
            effect.text(.plain) == """
                of 5 alerts of the last 365 days it would have silenced 2:
                no  time         kind            summary
                1   today 13:00  rating-changed  summary of rw_aa11
                2   today 13:00  rating-changed  summary of rw_aa22

                """, "\(effect.text(.plain))")
        let added = try await world.setup.add(silence, style: .plain)
        #expect(added.output.contains("no alert was raised in the last 365 days to try it on"))
    }
}
