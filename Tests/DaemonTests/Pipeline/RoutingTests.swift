import Foundation
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System

@Suite struct RoutingTests {
    static func alert(
        _ to: String = "inadequate", from: String? = "good", direction: Direction = .declined, voids: [String] = []
    ) -> RoutedAlert { RoutedAlert(raised(to, from: from, direction: direction, voids: voids)) }

    static func raised(
        _ to: String = "inadequate", from: String? = "good", direction: Direction = .declined, voids: [String] = []
    ) -> Alert {
        let judgement = JudgementChange(
            area: "overall-effectiveness", from: from,
            to: Judgement(area: "overall-effectiveness", grade: to, printed: to, page: 1, evidence: to),
            direction: direction, reason: .compared)
        let other = JudgementChange(
            area: "care-leavers", from: nil,
            to: Judgement(area: "care-leavers", grade: "good", printed: "Good", page: 1, evidence: "Good"),
            direction: .notComparable, reason: .areaNotGradedBefore)
        let change = Change(judgements: [judgement, other], late: false)
        let report = ReportedChange(
            provider: Provider(
                id: ProviderID(urn: "80447"), name: "Cheshire East", kind: "local-authority", region: "North West"),
            framework: "ilacs", dates: InspectionDates(start: nil, end: nil), title: "t", url: "u", published: nil,
            seen: Date(timeIntervalSince1970: 0), sha256: "abc", basis: .report, facts: [:], change: change,
            relation: AlertRelation(voids: voids))
        return Alert(
            kind: change.kind, id: "rw_1", instance: "test", time: Date(timeIntervalSince1970: 0),
            subject: "ofsted:80447", feed: "councils", summary: "s",
            report: report)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let yaml: String
        let matches: Bool
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Case(yaml: "{}", matches: true),
        Case(yaml: "{kind: rating-changed}", matches: true),
        Case(yaml: "{kind: [inspection-published]}", matches: false),
        Case(yaml: "{direction: [declined, mixed], region: [North West]}", matches: true),
        Case(yaml: "{direction: declined, region: London}", matches: false),
        Case(yaml: "{provider: 'ofsted:80447'}", matches: true),
        Case(yaml: "{provider: Cheshire East}", matches: true),
        Case(yaml: "{provider: Kent}", matches: false),
        Case(yaml: "{area: overall-effectiveness, to: inadequate}", matches: true),
        Case(yaml: "{area: overall-effectiveness, from: good}", matches: true),
        // The good grade stands in another area than the one that is asked for.
        Case(yaml: "{area: overall-effectiveness, to: good}", matches: false),
        // With an area, the direction is that area's.
        Case(yaml: "{area: overall-effectiveness, direction: declined}", matches: true),
        Case(yaml: "{area: overall-effectiveness, direction: [improved, mixed]}", matches: false),
        Case(yaml: "{area: care-leavers, direction: declined}", matches: false),
        Case(yaml: "{area: [care-leavers, overall-effectiveness], direction: declined, to: good}", matches: false),
        Case(yaml: "{area: care-leavers}", matches: true),
        // Names in other letters' case, and with blanks.
        Case(yaml: "{kind: Rating changed, direction: DECLINED, feed: Councils, group: Neighbours}", matches: true),
        Case(yaml: "{framework: ilacs, feed: councils}", matches: true),
        Case(yaml: "{framework: sif}", matches: false),
        Case(yaml: "{provider_kind: local-authority}", matches: true),
        Case(yaml: "{provider_kind: school}", matches: false),
        Case(yaml: "{group: neighbours}", matches: true),
        Case(yaml: "{group: [others, neighbours], direction: declined}", matches: true),
        Case(yaml: "{group: others}", matches: false),
        // Both must hold.
        Case(yaml: "{group: neighbours, provider: Kent}", matches: false),
        Case(yaml: "{group: falling}", matches: true),
        Case(yaml: "{group: falling, region: London}", matches: false),
        Case(yaml: "{provider: ['80447', Kent]}", matches: true),
        Case(yaml: "{from: good, to: inadequate}", matches: true),
        // One judgement came from good, another one is good.
        Case(yaml: "{from: good, to: good}", matches: false),
        Case(yaml: "{from: inadequate}", matches: false),
        Case(yaml: "{to: outstanding}", matches: false),
        // Without an area, the direction is the alert's, and the grade may be of any area.
        Case(yaml: "{direction: declined, to: good}", matches: true),
        Case(yaml: "{area: overall-effectiveness, direction: declined, to: good}", matches: false),
        Case(yaml: "{area: care-leavers, from: good}", matches: false),
        // A fact that the report does not state is not what is asked for.
        Case(yaml: "{priority_action: 'no'}", matches: false),
        Case(yaml: "{framework: ilacs, provider_kind: local-authority, region: North West, to: good}", matches: true),
        Case(yaml: "{framework: ilacs, provider_kind: local-authority, region: London, to: good}", matches: false),
    ])
    func aRouteTakesWhatItAsksFor(_ example: Case) throws {
        let configuration = try Configuration.parse(
            """
            feeds: [{name: councils, kind: feed, url: 'https://example.org/a'}]
            receivers: [{name: log, kind: log-file, path: a, format: jsonl}]
            groups:
              - {name: neighbours, match: {provider: [Kent, '80447']}}
              - {name: others, match: {region: North West, provider: [Kent]}}
            portfolios:
              - {name: falling, match: {region: North West}, area: a, below: good, count: 2, within: 30d}
            routes: [{name: r, receivers: [log], match: \(example.yaml)}]
            """, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/"))
        let routing = Routing(routes: configuration.routes, operators: [])
        #expect(routing.route(RoutingTests.alert()).receivers == (example.matches ? ["log"] : []))
        #expect(routing.hasReaders(RoutingTests.raised()) == example.matches)
        // Of what was recorded the same is decided as when it was raised.
        let body = RoutingTests.raised().json(sequence: 1, routes: ["r"]).text
        let recorded = try RoutedAlert(
            AlertContent(body: body), time: Date(timeIntervalSince1970: 0), region: "North West")
        #expect(routing.route(try #require(recorded)).receivers == (example.matches ? ["log"] : []))
    }

    @Test func everyRouteThatMatchesTakesItUntilOneStops() {
        let routes = [
            RouteConfiguration(name: "a", receivers: ["x"]),
            RouteConfiguration(name: "b", receivers: ["y", "x"], stop: true),
            RouteConfiguration(name: "c", receivers: ["z"]),
        ]
        let decision = Routing(routes: routes, operators: ["o"]).route(RoutingTests.alert())
        #expect(decision.routes == ["a", "b"])
        #expect(decision.receivers == ["x", "y"])
    }

    @Test func operatorsAlertsGoToOperatorsAlone() {
        let alert = Alert(
            kind: .operatorFeedFailing, id: "rw_2", instance: "test", time: Date(timeIntervalSince1970: 0),
            subject: "feed:a", feed: "a", summary: "s")
        let decision = Routing(routes: [RouteConfiguration(name: "a", receivers: ["x"])], operators: ["o"]).route(
            RoutedAlert(alert))
        #expect(decision.routes == ["operators"])
        #expect(decision.receivers == ["o"])
    }

    @Test func eachRouteSaysWhyItTookItOrNot() {
        var other = RouteMatch()
        other.directions = ["improved", "mixed"]
        var fell = RouteMatch()
        fell.areas = ["overall-effectiveness"]
        fell.to = ["good"]
        let routes = [
            RouteConfiguration(name: "risers", receivers: ["x"], match: other),
            RouteConfiguration(name: "good", receivers: ["x"], match: fell),
            RouteConfiguration(name: "all", receivers: ["y"], stop: true),
            RouteConfiguration(name: "rest", receivers: ["z"]),
        ]
        let decision = Routing(routes: routes, operators: []).route(RoutingTests.alert())
        #expect(
            decision.decisions.map(\.reason) == [
                "direction is declined, but must be improved or mixed",
                "no judgement has area overall-effectiveness, to good",
                "it is what the route asks for",
                "the route all stops there",
            ])
        #expect(decision.decisions.map(\.took) == [false, false, true, false])
    }

    @Test(
        "A number names whoever has it, whoever gave it",
        arguments: [
            ("12345", true), ("fhrs:12345", true), ("Joe", true), ("2345", false), ("5", false),
            ("ofsted:12345", false),
        ])
    func aProviderIsNamedByItsNumber(name: String, isMeant: Bool) {
        var match = RouteMatch()
        match.providers = [name]
        let joe = Provider(id: ProviderID("fhrs:12345"), name: "Joe", kind: "shop")
        #expect((match.refusal(of: joe) == nil) == isMeant)
        #expect(match.refusal(of: Provider(id: ProviderID("name:12345"), name: "Ann", kind: "shop")) != nil)
    }

    @Test("A route that was renamed, or taken out, leaves nobody with what no longer holds")
    func whoWasToldByARouteThatIsNoMoreHearsOfIt() {
        var other = RouteMatch()
        other.directions = ["improved"]
        let routes = [
            RouteConfiguration(name: "risers", receivers: ["x", "z"], match: other),
            RouteConfiguration(name: "all", receivers: ["y"]),
        ]
        let owed: [String: Set<String>] = ["falls": ["x", "y", "gone"], "empty": []]
        let decision = Routing(routes: routes, operators: ["o"]).route(RoutingTests.alert(), owed: owed)
        #expect(decision.receivers == ["y", "x"])
        #expect(decision.routes == ["all", "falls"])
        #expect(
            decision.decisions.last?.reason == "it takes back what the route took, and is configured no more")
        #expect(Routing(routes: routes, operators: ["o"]).route(RoutingTests.alert()).receivers == ["y"])
    }

    @Test("Whoever was told something hears that it no longer holds, whatever the route asks for and whichever stops")
    func aRouteTakesWhatTakesBackWhatItTook() {
        var other = RouteMatch()
        other.directions = ["improved"]
        let routes = [
            RouteConfiguration(name: "risers", receivers: ["x"], match: other, stop: true),
            RouteConfiguration(name: "all", receivers: ["y"], stop: true),
            RouteConfiguration(name: "rest", receivers: ["z"]),
        ]
        let routing = Routing(routes: routes, operators: [])
        #expect(routing.route(RoutingTests.alert(), owed: [:]).routes == ["all"])
        let decision = routing.route(
            RoutingTests.alert(), owed: ["risers": ["x"], "rest": [], "one that is no more": ["q"]])
        #expect(decision.routes == ["risers", "all", "rest"])
        #expect(decision.receivers == ["x", "y", "z"])
        #expect(
            decision.decisions.map(\.reason) == [
                "it takes back what the route took", "it is what the route asks for",
                "it takes back what the route took",
            ])
        #expect(RoutingTests.alert(voids: ["rw_0"]).takenBack == ["rw_0"])
    }

    @Test(arguments: [
        (until: 1.0, provider: "Cheshire East", isSilent: true), (0, "Cheshire East", false), (1, "Kent", false),
    ])
    func aSilenceKeepsWhatItMatchesFromEveryReceiverUntilItsEnd(
        _ example: (until: Double, provider: String, isSilent: Bool)
    ) {
        var match = RouteMatch()
        match.providers = [example.provider]
        let silence = Silence(
            name: "1", match: match, who: "desk", why: "known", until: Date(timeIntervalSince1970: example.until))
        let routing = Routing(routes: [RouteConfiguration(name: "all", receivers: ["x"])], operators: [])
        let decision = routing.route(RoutingTests.alert(), silences: [silence])
        #expect(decision.receivers == (example.isSilent ? [] : ["x"]))
        if example.isSilent {
            #expect(decision.decisions.map(\.reason) == ["silenced by desk until 1970-01-01T00:00:01Z: known"])
        }
    }

    /// A silence on a provider keeps nothing from operators that is about a feed; one on the feed does.
    @Test(arguments: [("provider", false), ("feed", true), ("other feed", false), ("everything", true)])
    func aSilenceKeepsFromOperatorsWhatItMatches(what: String, isSilent: Bool) {
        var match = RouteMatch()
        switch what {
        case "provider": match.providers = ["Kent"]
        case "feed": match.feeds = ["a"]
        case "other feed": match.feeds = ["b"]
        default: break
        }
        let alert = Alert(
            kind: .operatorFeedFailing, id: "rw_2", instance: "test", time: Date(timeIntervalSince1970: 0),
            subject: "feed:a", feed: "a", summary: "s")
        let silence = Silence(name: "1", match: match, who: "desk", why: "known", until: .distantFuture)
        let decision = Routing(routes: [], operators: ["o"]).route(RoutedAlert(alert), silences: [silence])
        #expect(decision.receivers == (isSilent ? [] : ["o"]))
        #expect(decision.decisions.map(\.isSilenced) == [isSilent])
    }

    /// What a route takes only because it owes it, does not stop there.
    @Test func whoIsOwedSomethingStopsNothing() {
        var other = RouteMatch()
        other.directions = ["improved"]
        let routes = [
            RouteConfiguration(name: "risers", receivers: ["x"], match: other, stop: true),
            RouteConfiguration(name: "all", receivers: ["x", "y"]),
            RouteConfiguration(name: "none", receivers: [], stop: true),
            RouteConfiguration(name: "rest", receivers: ["z"]),
        ]
        let decision = Routing(routes: routes, operators: []).route(RoutingTests.alert(), owed: ["risers": ["x"]])
        #expect(decision.routes == ["risers", "all", "none"])
        #expect(decision.receivers == ["x", "y"])
    }
}
