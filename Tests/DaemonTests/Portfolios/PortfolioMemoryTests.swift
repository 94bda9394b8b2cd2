import Foundation
import History
import Inspections
import RecordSupport
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Polling
@testable import System
@testable import YAML

/// What a rule on three councils, of which two must count, makes of what readers know: it is told once, and anew only
/// after it has ceased to hold.
@Suite struct PortfolioMemoryTests {
    enum Step: Sendable {
        /// A report of an inspection so many days ago.
        case report(String, String, daysAgo: Int)
        /// The same by another feed, whose changes are held.
        case held(String, String, daysAgo: Int)
        /// Readers are told what is held, or know it from now on.
        case release(isDropped: Bool = false)
        /// The first goes on for the second; `isLate`: that is not settled yet.
        case academy(String, of: String, isLate: Bool = false)
        /// An operator's word on another area of a provider's newest report.
        case ruling(String)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [Step]
        /// How often the rule is told, by the place of the step.
        let told: [Int]
        var testDescription: String { name }

        init(_ name: String, told: [Int] = [], _ steps: Step...) {
            self.name = name
            self.steps = steps
            self.told = told
        }
    }

    static let (kent, cheshire, medway) = ("80476", "80447", "80533")
    static let first = Step.report(kent, "inadequate", daysAgo: 200)
    static let second = Step.report(cheshire, "inadequate", daysAgo: 190)

    static let toldOnce = [
        Case("a member becomes an academy", told: [1], first, second, .academy("1", of: kent)),
        Case(
            "a member becomes an academy before the rule holds", told: [2], first, .academy("1", of: kent), second,
            .academy("2", of: cheshire)),
        Case(
            "an academy becomes another academy", told: [1], first, second, .academy("1", of: kent),
            .academy("2", of: "1")),
        Case(
            "an academy with a better report of its own, of before, takes a member over", told: [2],
            .report("1", "good", daysAgo: 300), first, second, .academy("1", of: kent)),
        Case(
            "an academy is not settled while another falls", told: [1], first, second,
            .academy("1", of: kent, isLate: true), .report(medway, "inadequate", daysAgo: 10)),
        Case(
            "a member falls further, is held and released", told: [1],
            .report(kent, "requires-improvement", daysAgo: 200),
            second, .held(kent, "inadequate", daysAgo: 10), .release()),
        Case("a decision on another area of a member", told: [1], first, second, .ruling(kent)),
        Case(
            "a member rises, is held, and another falls meanwhile", told: [1], first, second,
            .held(kent, "good", daysAgo: 10), .report(medway, "inadequate", daysAgo: 10), .release()),
        Case(
            "two members become one, and a third falls", told: [1, 4], first, second, .academy("1", of: kent),
            .academy("1", of: cheshire), .report(medway, "inadequate", daysAgo: 10)),
        Case(
            "a member becomes an academy that is better, and a third falls", told: [1, 4], first, second,
            .academy("1", of: kent), .report("1", "good", daysAgo: 20), .report(medway, "inadequate", daysAgo: 10)),
    ]

    static let good = Step.report(kent, "good", daysAgo: 300)
    static let fall = Step.held(kent, "inadequate", daysAgo: 20)

    static let held = [
        Case("a fall that is held does not count while another feed tells of the second", good, fall, second),
        Case("it counts once it is released", told: [3], good, fall, second, .release()),
        Case(
            "what is dropped counts from then on, and is no news", good, fall, second, .release(isDropped: true),
            .report(medway, "inadequate", daysAgo: 10)),
        Case("a rise that is held takes nobody out", told: [2], first, .held(kent, "good", daysAgo: 10), second),
    ]

    @Test(arguments: toldOnce) func aRuleIsToldAgainOnlyOnceItHasCeasedToHold(_ example: Case) async throws {
        try await check(example)
    }

    @Test(arguments: held) func aHeldGradeCountsOnceReadersKnowIt(_ example: Case) async throws {
        try await check(example)
    }

    private func check(_ example: Case) async throws {
        let world = try World()
        var told: [Int] = []
        for (place, step) in example.steps.enumerated() {
            let kinds = try await world.raised(by: step).map(\.kind)
            told += kinds.filter { $0 == "portfolio" }.map { _ in place }
        }
        #expect(told == example.told)
    }

    /// A record with the rule, and two feeds.
    private struct World {
        let folder: TemporaryFolder
        let history: History
        let configuration: Configuration
        let recorder: Recorder
        /// 2026-06-01.
        let now = Date(timeIntervalSince1970: 1_780_315_200)

        init() throws {
            folder = try TemporaryFolder()
            history = try TestRecord.open(folder.path("history.sqlite"))
            configuration = try Configuration.parse(
                """
                feeds:
                  - {name: a, kind: feed, url: 'https://example.org/a'}
                  - {name: b, kind: feed, url: 'https://example.org/b'}
                portfolios:
                  - name: three
                    match: {provider: [Kent, 80447, 'ofsted:80533']}
                    area: overall-effectiveness
                    below: good
                    count: 2
                    within: 365d
                receivers: [{name: all, kind: log-file, path: all.jsonl, format: jsonl}]
                routes: [{name: everything, receivers: [all]}]
                """, file: "test.yaml", surroundings: Surroundings(workingDirectory: folder.path))
            recorder = Recorder(configuration, reports: try BuiltInReports.reader)
        }

        func raised(by step: Step) async throws -> [StoredAlert] {
            let recorder = recorder
            let now = now
            switch step {
            case .report(let urn, let grade, let daysAgo):
                let report = try ListedReport.listed(urn, grade, daysAgo: daysAgo, at: now)
                return try await history.write("test") {
                    try recorder.record([report], at: now, jitter: 0, in: $0).alerts
                }
            case .held(let urn, let grade, let daysAgo):
                let report = try ListedReport.listed(urn, grade, daysAgo: daysAgo, feed: "b", at: now)
                let feed = try #require(configuration.feeds.last)
                return try await history.write("test") { history in
                    try history.brake(feed: feed.name, since: now)
                    _ = try recorder.take([report], at: now, jitter: 0, in: history)
                    let raised = try recorder.settle(feed, at: now, in: history).alerts
                    #expect(try history.heldProviders(feed: "b") == [ProviderID(urn: urn)])
                    return raised
                }
            case .release(let isDropped):
                return try await history.write("test") { history in
                    try history.endHolding(feed: "b")
                    return try recorder.settlement.settle(
                        feed: "b", manner: isDropped ? .silently : .released, at: now, in: history
                    ).alerts
                }
            case .academy(let urn, let former, let isLate):
                return try await history.write("test") { history in
                    let id = ProviderID(urn: urn)
                    try history.save(Provider(id: id, name: "Academy \(urn)", kind: "school"))
                    try history.save(predecessor: ProviderID(urn: former), of: id)
                    if isLate { return [] }
                    try recorder.unsettle(id, feed: "a", in: history)
                    return try recorder.settlement.settle(feed: "a", at: now, in: history).alerts
                }
            case .ruling(let urn):
                return try await history.write("test") { history in
                    let report = try #require(
                        try history.publications(ofFeeds: ["a"]).first { $0.providerID == ProviderID(urn: urn) })
                    let ruling = Ruling(
                        decision: .state(
                            [("help-and-protection", "good")], framework: nil,
                            dates: InspectionDates(start: nil, end: nil)), who: "desk", why: "the publisher says so")
                    let raised = try recorder.rule(ruling, on: [report], at: now, in: history)
                    #expect(!raised.isEmpty)
                    return raised
                }
            }
        }
    }
}
