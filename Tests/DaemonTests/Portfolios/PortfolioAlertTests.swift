import Foundation
import History
import Inspections
import Reports
import RecordSupport
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System
@testable import Text

/// Rules on a list of three councils, through the recording of reports on a real database.
@Suite struct PortfolioAlertTests {
    let folder: TemporaryFolder
    let history: History
    let configuration: Configuration
    let recorder: Recorder
    /// 2026-06-01.
    let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
        configuration = try Configuration.parse(
            """
            feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]
            portfolios:
              - name: three
                match: {provider: [Kent, 80447, 'ofsted:80533']}
                area: overall-effectiveness
                below: good
                count: 2
                within: 365d
            receivers:
              - {name: all, kind: log-file, path: all.jsonl, format: jsonl}
              - {name: lists, kind: log-file, path: lists.jsonl, format: jsonl}
              - {name: fell, kind: log-file, path: fell.jsonl, format: jsonl}
            routes:
              - {name: everything, receivers: [all]}
              - {name: lists, match: {kind: [portfolio]}, receivers: [lists]}
              - {name: fell, match: {direction: [declined, mixed]}, receivers: [fell]}
            """, file: "test.yaml", surroundings: Surroundings(workingDirectory: folder.path))
        recorder = Recorder(configuration, reports: try BuiltInReports.reader)
    }

    /// Records one report on a provider, inspected some days ago.
    private func record(
        _ urn: String, _ grade: String, daysAgo: Int, isBaseline: Bool = false, isHeld: Bool = false
    ) async throws -> [StoredAlert] {
        let now = clock.now
        let report = try ListedReport.listed(urn, grade, daysAgo: daysAgo, isBaseline: isBaseline, at: now)
        let recorder = recorder
        let feed = try #require(configuration.feeds.first)
        return try await history.write("test") { history in
            if !isHeld { return try recorder.record([report], at: now, jitter: 0, in: history).alerts }
            try history.brake(feed: feed.name, since: now)
            return try recorder.take([report], at: now, jitter: 0, in: history).alerts
                + recorder.settle(feed, at: now, in: history).alerts
        }
    }

    @Test func theSecondOfTheListIsToldOnceAndAnewWhenTheRuleHadCeasedToHold() async throws {
        #expect(try await record("80476", "inadequate", daysAgo: 200, isBaseline: true).isEmpty)
        #expect(try await record("80560", "inadequate", daysAgo: 100).map(\.kind) == ["inspection-published"])
        let raised = try await record("80447", "requires-improvement", daysAgo: 150)
        #expect(raised.map(\.kind) == ["inspection-published", "portfolio"])
        let portfolio = try #require(raised.last)
        #expect(portfolio.subject == "portfolio:three")
        #expect(portfolio.direction == "none")
        #expect(portfolio.summary.contains("three: 2 providers are below good in overall effectiveness"))
        #expect(
            portfolio.summary.hasSuffix(
                "Kent (inadequate, 2025-11-13), Cheshire East (requires improvement, 2026-01-02)"))
        #expect(
            portfolio.body.contains(
                #""portfolio":{"name":"three","area":"overall-effectiveness","below":"good","count":2,"within_days":365}"#
            ))
        #expect(portfolio.body.contains(#""routes":["everything","lists"]"#))
        let lists = try await history.read("test") { try $0.pendingAlerts(receiver: "lists", limit: 9).map(\.kind) }
        #expect(lists == ["portfolio"])
        // The third adds nothing, nor does what one of the two is told anew.
        #expect(try await record("80533", "inadequate", daysAgo: 140).map(\.kind) == ["inspection-published"])
        #expect(try await record("80447", "inadequate", daysAgo: 100).map(\.kind) == ["rating-changed"])
        // Two are good again: one is left. Then it holds anew.
        #expect(try await record("80447", "good", daysAgo: 60).map(\.kind) == ["rating-changed"])
        #expect(try await record("80476", "good", daysAgo: 60).map(\.kind) == ["rating-changed"])
        let anew = try await record("80447", "inadequate", daysAgo: 1)
        #expect(anew.map(\.kind) == ["rating-changed", "portfolio"])
        #expect(anew.last?.id != portfolio.id)
    }

    @Test func whatIsTooOldCountsNoMore() async throws {
        #expect(try await record("80476", "inadequate", daysAgo: 10).count == 1)
        clock.advance(360 * 86400)
        #expect(try await record("80447", "inadequate", daysAgo: 10).map(\.kind) == ["inspection-published"])
        #expect(
            try await record("80533", "inadequate", daysAgo: 10).map(\.kind) == ["inspection-published", "portfolio"])
    }

    @Test func whatTheFirstPollFindsRaisesNothing() async throws {
        for urn in ["80476", "80447", "80533"] {
            #expect(try await record(urn, "inadequate", daysAgo: 10, isBaseline: true).isEmpty)
        }
    }

    /// Held changes may be a publisher's mistake, and so what follows from them: both wait, and are told in their
    /// order.
    @Test func itWaitsWithTheChangesThatItRestsOn() async throws {
        _ = try await record("80476", "inadequate", daysAgo: 200, isBaseline: true)
        _ = try await record("80447", "good", daysAgo: 300, isBaseline: true)
        let held = try await record("80447", "inadequate", daysAgo: 10, isHeld: true)
        #expect(held.map(\.kind) == ["operator-changes-held"])
        let settlement = recorder.settlement
        let now = clock.now
        let raised = try await history.write("test") { history in
            #expect(try history.heldProviders(feed: "a") == [ProviderID(urn: "80447")])
            try history.endHolding(feed: "a")
            return try settlement.settle(feed: "a", manner: .released, at: now, in: history).alerts
        }
        #expect(raised.map(\.kind) == ["rating-changed", "portfolio"])
    }

    @Test func aSchoolThatBecameAnAcademyCountsOnceUnderEitherNumber() async throws {
        _ = try await record("80476", "inadequate", daysAgo: 200, isBaseline: true)
        try await history.write("test") {
            try $0.save(Provider(id: ProviderID(urn: "1"), name: "Academy", kind: "school"))
            try $0.save(predecessor: ProviderID(urn: "80476"), of: ProviderID(urn: "1"))
        }
        #expect(try await record("1", "inadequate", daysAgo: 100).map(\.kind) == ["inspection-published"])
        #expect(
            try await record("80447", "inadequate", daysAgo: 10).map(\.kind) == ["inspection-published", "portfolio"])
    }

    @Test func explainGivesTheReasonOfEachRule() async throws {
        _ = try await record("80476", "inadequate", daysAgo: 20)
        _ = try await record("80447", "inadequate", daysAgo: 10)
        _ = try await record("80533", "inadequate", daysAgo: 150)
        _ = try await record("80533", "requires-improvement", daysAgo: 100)
        _ = try await record("80533", "good", daysAgo: 50)
        let registry = recorder.lookup.registry
        let derivation = recorder.settlement.derivation
        let now = clock.now
        for (asked, reason) in [
            ("1", "three      too-few: 1 of 2"), ("2", "three      holds-now: 2 of 2"), ("3", "holds-now: 2 of 2"),
            ("4", "three      held-before"), ("5", "three      counted-before"), ("6", "three      does-not-count"),
        ] {
            let explanation = try await history.read("test") {
                try Explanation(
                    asked, in: $0, registry: { registry }, derivation: derivation, receivers: [],
                    names: .ids, now: now)
            }
            guard case .alert(let explained) = explanation else {
                Issue.record("no alert \(asked)")
                continue
            }
            #expect(explained.text(.plain).contains(reason))
        }
    }
}
