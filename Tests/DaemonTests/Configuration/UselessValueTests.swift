import Foundation
import Testing

@testable import Configuration
@testable import Inspections
@testable import Polling
@testable import System

/// Values that are allowed and can do nothing, or harm, with what stands beside them.
@Suite struct UselessValueTests {
    struct Doubt: Sendable, CustomTestStringConvertible {
        let name: String
        let yaml: String
        let expected: String
        var testDescription: String { name }
    }

    private static func match(_ keys: String, _ more: String = "") -> String {
        "routes: [{name: r, receivers: everything, match: {\(keys)}\(more)}]\n"
    }

    private static func portfolio(_ keys: String) -> String {
        "portfolios: [{name: p, within: 1y, \(keys)}]\n".replacing("1y", with: "365d")
    }

    private static func log(_ path: String, state: String = "st") -> String {
        "state: \(state)\nreceivers: [{name: l, kind: log-file, path: '\(path)', format: text}]\n"
    }

    @Test(arguments: [
        Doubt(
            name: "a route on operators' alerts", yaml: match("kind: operator-feed-failing"),
            expected: "match.kind: warning: alerts of the kind operator-feed-failing go to the receivers of operators"),
        Doubt(
            name: "a route on operators' alerts beside others", yaml: match("kind: [portfolio, operator-feed-failing]"),
            expected: "match.kind: warning: alerts of the kind operator-feed-failing go to the receivers of operators"),
        Doubt(
            name: "a list's alert of one provider", yaml: match("kind: portfolio, provider: Kent"),
            expected: "routes[0].match: warning: no alert of the kind portfolio is about one provider, so nothing"),
        Doubt(
            name: "a notice of a framework", yaml: match("kind: provider-ended, framework: ilacs"),
            expected: "no alert of the kind provider-ended is about a report"),
        Doubt(
            name: "a letter with a grade", yaml: match("kind: report-published, to: inadequate"),
            expected: "no alert of the kind report-published carries grades"),
        Doubt(
            name: "a letter that declines", yaml: match("kind: report-published, direction: declined"),
            expected: "no alert of the kind report-published has a direction"),
        Doubt(
            name: "a council elsewhere", yaml: match("provider: [Kent, 'OFSTED:80447'], region: London"),
            expected: "routes[0].match: warning: none of the providers that are meant is of the region"),
        Doubt(
            name: "a group elsewhere", yaml: match("group: Greater Manchester, region: London"),
            expected: "routes[0].match: warning: none of the providers that are meant is of the region"),
        Doubt(
            name: "unchecked without days", yaml: match("kind: provider-unchecked, provider: Kent"),
            expected: "match.kind: warning: alerts of the kind provider-unchecked go along a route with unchecked_after"
        ),
        Doubt(
            name: "days without unchecked",
            yaml: match("kind: rating-changed, provider: Kent", ", unchecked_after: 30d"),
            expected: "unchecked_after: warning: the route's match leaves out the kind provider-unchecked"),
        Doubt(
            name: "a route behind one that takes all",
            yaml: "routes: [{name: a, receivers: everything, stop: true}, {name: b, receivers: reading}]\n",
            expected: "routes[1]: warning: the route a takes every report and stops, so this one takes none"),
        Doubt(
            name: "a silence of everything", yaml: "silences: [{match: {}, who: w, why: y, until: 2030-01-01}]\n",
            expected: "silences[0].match: warning: asks for nothing, so every alert is silenced"),
        Doubt(
            name: "a silence that is over",
            yaml: "silences: [{match: {provider: Kent}, who: w, why: y, until: 2026-01-01}]\n",
            expected: "silences[0].until: warning: the silence is over"),
        Doubt(
            name: "more than the list has",
            yaml: portfolio(
                "match: {provider: [Kent, 'ofsted:80476', Leeds]}, area: overall-effectiveness, below: good, count: 3"),
            expected: "portfolios[0]: warning: the list has 2 providers, so 3 of them are never below"),
        Doubt(
            name: "more than a list of schools has",
            yaml: portfolio("match: {provider: [100001, 100002]}, area: overall-effectiveness, below: good, count: 3"),
            expected: "portfolios[0]: warning: the list has 2 providers"),
        Doubt(
            name: "below the lowest",
            yaml: portfolio("match: {provider: [1, 2]}, area: overall-effectiveness, below: inadequate, count: 1"),
            expected: "portfolios[0]: warning: nothing ranks below \"inadequate\" in overall-effectiveness"),
        Doubt(
            name: "a rule of which no route tells",
            yaml: portfolio("match: {provider: [1, 2]}, area: overall-effectiveness, below: good, count: 1")
                + match("provider: Kent"),
            expected: "portfolios[0]: warning: no route takes alerts of the kind portfolio"),
        Doubt(
            name: "operators that are nobody", yaml: "operators: {receivers: []}\n",
            expected: "operators.receivers: warning: names no receiver, so nobody hears"),
        Doubt(
            name: "a log among the state", yaml: log("/srv/st/alerts.log"),
            expected: "receivers[0].path: warning: /srv/st/alerts.log is in the folder of the state"),
        Doubt(
            name: "pages among the state", yaml: "state: st\npublish: {folder: st/pages}\n",
            expected:
                "publish.folder: warning: /srv/st/pages and the folder of the state, /srv/st, are one in the other"),
        Doubt(
            name: "logs among the pages", yaml: "logs: web/logs\npublish: {folder: ./web/}\n",
            expected:
                "publish.folder: warning: /srv/web and the folder of the logs, /srv/web/logs, are one in the other"),
    ])
    func isAWarning(_ doubt: Doubt) throws {
        let check = try ConfigurationCheck("feeds: []\n" + doubt.yaml)
        #expect(check.problems == [])
        #expect(check.warnings.contains { $0.contains(doubt.expected) }, "\(check.warnings)")
    }

    @Test(arguments: [
        Doubt(
            name: "a log that is the record", yaml: log("/srv/st/history.sqlite"),
            expected: "receivers[0].path: /srv/st/history.sqlite is what the program keeps its own state in"),
        Doubt(
            name: "a log that is the record's journal", yaml: log("../st/./history.sqlite-wal"),
            expected: "history.sqlite-wal is what the program keeps its own state in"),
        Doubt(
            name: "a log among the documents", yaml: log("/srv/st/documents/a.log", state: "st/"),
            expected: "documents/a.log is what the program keeps its own state in"),
        Doubt(
            name: "a notice without a topic",
            yaml: "receivers: [{name: n, kind: webhook, url: 'https://ntfy.sh/', format: ntfy}]\n",
            expected: "receivers[0].url: must name the topic"),
    ])
    func isAMistakeWhereNothingCanComeOfIt(_ doubt: Doubt) throws {
        let check = try ConfigurationCheck("feeds: []\n" + doubt.yaml)
        #expect(check.problems.contains { $0.contains(doubt.expected) }, "\(check)")
    }

    @Test(arguments: [
        match("kind: [portfolio, rating-changed], provider: Kent"), match("kind: report-published, direction: none"),
        match("kind: [rating-changed, inspection-published], area: overall-effectiveness, to: inadequate"),
        match("provider: [Kent, 123456], region: London"), match("provider: Kent, region: South East"),
        match("kind: [provider-unchecked, rating-changed], provider: Kent", ", unchecked_after: 30d"),
        "silences: [{match: {kind: operator-feed-failing}, who: w, why: y, until: 2030-01-01}]\n",
        "routes: [{name: a, receivers: everything, stop: true, match: {provider: Kent}}, {name: b, receivers: reading}]\n",
        portfolio("match: {provider: [1, 2]}, area: overall-effectiveness, below: good, count: 2"),
        portfolio("match: {region: London}, area: overall-effectiveness, below: good, count: 300")
            + match("kind: portfolio, feed: []"),
        "logs: st\n" + log("alerts.log"), log("alerts.log"), "publish: {folder: web}\n",
    ])
    func whatCanHappenIsNotDoubted(yaml: String) throws {
        let check = try ConfigurationCheck("feeds: []\n" + yaml)
        let doubts = check.warnings.filter { !$0.contains("feeds: warning") && !$0.contains("is empty, so it matches") }
        #expect(check.problems == [] && doubts == [])
    }

    @Test func anIdIsTakenInLettersOfEitherCase() {
        let kent = Provider(id: ProviderID("ofsted:80476"), name: "Kent", kind: "local-authority", region: "South East")
        for name in ["OFSTED:80476", "Ofsted:80476", "ofsted:80476", "80476", "Kent"] {
            var match = RouteMatch()
            match.providers = ["x", name]
            #expect(match.refusal(of: kent) == nil, "a route on \(name)")
            #expect(ProviderGroup(name: "g", match: match).includes(kent), "a group of \(name)")
            #expect(ProviderScope.only([name]).includes(kent), "a feed for \(name)")
        }
        #expect(ProviderScope.only(["OFSTED:*"]).includes(kent))
        for name in ["KENT", "ofsted:8047", "cqc:80476"] {
            var match = RouteMatch()
            match.providers = [name]
            #expect(match.refusal(of: kent) != nil, "a route on \(name)")
            #expect(!ProviderGroup(name: "g", match: match).includes(kent), "a group of \(name)")
            #expect(!ProviderScope.only([name]).includes(kent), "a feed for \(name)")
        }
    }
}
