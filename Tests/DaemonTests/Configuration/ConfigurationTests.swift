import Foundation
import Receivers
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System
@testable import YAML

@Suite struct ConfigurationTests {
    static let surroundings = Surroundings(workingDirectory: "/srv/watch")
    static let feed = "feeds: [{name: a, kind: feed, url: 'https://example.org/a.atom'}]\n"

    private func problems(_ yaml: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try Configuration.parse(yaml, file: "test.yaml", surroundings: ConfigurationTests.surroundings)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test("Aliases that stand for a hundred million values are refused at once", arguments: ["feeds: *i", "spare: *i"])
    func aliasesOfAliasesAreNotFollowedWithoutEnd(last: String) {
        let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        let lists = zip(ids, ["x"] + ids.map { "*\($0)" }).map { id, one in
            "\(id): &\(id) [\(Array(repeating: one, count: 8).joined(separator: ", "))]\n"
        }
        #expect(
            problems(lists.joined() + last) == [
                "test.yaml:1:1: its aliases (*name) stand for far more values than the file has; write out what is meant"
            ])
        let few = "receivers: [&log {name: log, kind: log-file, path: a.jsonl, format: jsonl}]\n"
        #expect(!problems(few + "routes: [*log, *log]").contains { $0.contains("aliases") })
    }

    @Test func fiveMistakesAtOnceAreAllReportedWithLineAndColumn() {
        let yaml = """
            instance: newsroom
            feds: []
            http:
              timeout: soon
            feeds:
              - name: a
                kind: fede
                url: gopher://example.org
            receivers:
              - {name: log, kind: log-file, path: a.jsonl, format: jsonl}
            routes:
              - {name: all, receivers: [lgo]}
            """
        #expect(
            problems(yaml) == [
                #"test.yaml:2:1: feds: unknown key "feds"; did you mean "feeds"?"#,
                "test.yaml:4:12: http.timeout: must be a duration such as 90s, 15m, 6h or 2d",
                #"test.yaml:7:11: feeds[0].kind: unknown value "fede"; did you mean "feed"?"#,
                "test.yaml:8:10: feeds[0].url: must be an address that begins with http://, https:// or file:",
                #"test.yaml:12:29: routes[0].receivers[0]: there is no receiver "lgo"; did you mean "log"?"#,
            ])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        let yaml: String
        let expected: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Mistake(name: "empty", yaml: "", expected: "test.yaml:1:1: is empty"),
        Mistake(name: "no feeds", yaml: "instance: a\n", expected: "\"feeds\" is missing"),
        Mistake(name: "no mapping", yaml: "- a\n", expected: "test.yaml:1:1: must be a mapping"),
        Mistake(name: "broken YAML", yaml: "feeds: [\n", expected: "not valid YAML"),
        Mistake(
            name: "a tab", yaml: "feeds:\n\t- a\n",
            expected: "test.yaml:2:1: not valid YAML: there is a tab here; indent with spaces"),
        Mistake(
            name: "a tab behind spaces", yaml: "feeds:\n  - name: a\n  \t  kind: feed\n",
            expected: "test.yaml:3:3: not valid YAML: there is a tab here; indent with spaces"),
        Mistake(
            name: "a control character", yaml: "feeds:\r\n  - \u{1}a\n",
            expected: "test.yaml:2:5: not valid YAML: control characters are not allowed"),
        Mistake(name: "key twice", yaml: feed + feed, expected: "appears twice"),
        Mistake(
            name: "too often", yaml: "feeds: [{name: a, kind: feed, url: 'https://example.org/a', every: 5s}]",
            expected: "feeds[0].every: must be at least 1m"),
        Mistake(
            name: "name twice",
            yaml: """
                feeds:
                  - {name: a, kind: feed, url: 'https://example.org/a'}
                  - {name: a, kind: feed, url: 'https://example.org/b'}
                """, expected: "test.yaml:3:12: feeds[1].name: \"a\" is used twice"),
        Mistake(
            name: "feed twice",
            yaml: """
                feeds:
                  - {name: a, kind: feed, url: 'https://example.org/a'}
                  - {name: b, kind: feed, url: 'https://example.org/a', every: 6h}
                """,
            expected: "test.yaml:3:32: feeds[1].url: \"b\" is the same feed as \"a\": kind, address and map are equal"),
        Mistake(
            name: "nobody's word",
            yaml: "feeds: [{name: a, kind: feed, url: 'https://example.org/a', authority: oficial}]",
            expected: "feeds[0].authority: unknown value \"oficial\"; did you mean \"official\"?"),
        Mistake(
            name: "one file for two logs",
            yaml: feed + """
                receivers:
                  - {name: a, kind: log-file, path: alerts, format: jsonl}
                  - {name: b, kind: log-file, path: ./x/../alerts, format: text}
                """, expected: "alerts\" is used twice"),
        Mistake(
            name: "a log in the place of another one's rotated files",
            yaml: feed + """
                receivers:
                  - {name: a, kind: log-file, path: alerts.1, format: text}
                  - {name: b, kind: log-file, path: alerts, format: jsonl}
                """,
            expected: "test.yaml:3:37: receivers[0].path: \"/srv/watch/log/alerts.1\" is what a rotated file of "
                + "\"/srv/watch/log/alerts\" is called"),
        Mistake(
            name: "metrics for everybody", yaml: feed + "metrics: {listen: '0.0.0.0:9464'}\n",
            expected: "test.yaml:2:19: metrics.listen: must be an address of this machine with a port, such as"),
        Mistake(
            name: "metrics at a name", yaml: feed + "metrics: {listen: 'localhost:9464'}\n",
            expected: "metrics.listen: must be"),
        Mistake(
            name: "metrics at no port", yaml: feed + "metrics: {listen: '127.0.0.1:0'}\n",
            expected: "metrics.listen: must be"),
        Mistake(
            name: "metrics nowhere", yaml: feed + "metrics: {}\n", expected: "metrics: \"listen\" is missing"),
        Mistake(
            name: "a silence without a reason",
            yaml: feed + "silences: [{match: {provider: Kent}, who: desk, until: 2026-12-01}]\n",
            expected: "silences[0]: \"why\" is missing"),
        Mistake(
            name: "a silence that ends at no instant",
            yaml: feed + "silences: [{match: {provider: Kent}, who: desk, why: w, until: soon}]\n",
            expected: "silences[0].until: must be a date or an instant"),
        Mistake(
            name: "a share that is none",
            yaml: "feeds: [{name: a, kind: feed, url: 'https://example.org/a', hold_changes_over: 0.2}]",
            expected: "feeds[0].hold_changes_over: must be a share from 0% to 100%"),
        Mistake(
            name: "a list of providers that is not there",
            yaml: feed
                + "routes: [{name: r, receivers: [everything], match: {providers_file: /no/such/file}}]\n",
            expected: "routes[0].match.providers_file: /no/such/file: there is no such file; name a file with one"),
        Mistake(
            name: "a direction that there is not",
            yaml: feed + "routes: [{name: r, receivers: [], match: {direction: declind}}]",
            expected: "unknown value \"declind\"; did you mean \"declined\"?"),
        Mistake(
            name: "a feed that there is not",
            yaml: feed + "routes: [{name: r, receivers: [], match: {feed: [b]}}]",
            expected: "there is no feed \"b\""),
        Mistake(
            name: "an authority's certificate that is not there", yaml: feed + "http: {ca_file: none.pem}",
            expected: "test.yaml:2:17: http.ca_file: /srv/watch/none.pem: there is no such file"),
        Mistake(
            name: "an authority's certificate that is none", yaml: feed + "http: {ca_file: /etc/os-release}",
            expected: "http.ca_file: /etc/os-release has no certificate in PEM form"),
        Mistake(
            name: "a line break in a header", yaml: feed + "http: {contact: \"a\\r\\nX-Other: b\"}",
            expected: "must not hold line breaks"),
        Mistake(
            name: "a retry that gets shorter", yaml: feed + "http: {retry: {first: 2h, most: 1m}}",
            expected: "\"first\" must not be longer than \"most\""),
        Mistake(
            name: "documents for longer than can be said", yaml: feed + "documents: {keep: 5y}",
            expected: "test.yaml:2:19: documents.keep: must be a duration"),
        Mistake(
            name: "documents of no size", yaml: feed + "documents: {most: 0MB, keeep: 1d}",
            expected: "test.yaml:2:19: documents.most: must be a size"),
        Mistake(
            name: "operators without a receiver", yaml: feed + "operators: {receivers: [nobody]}",
            expected: "there is no receiver \"nobody\""),
    ])
    func aMistakeIsNamedWithItsPlace(_ mistake: Mistake) {
        let found = problems(mistake.yaml)
        #expect(found.contains { $0.contains(mistake.expected) }, "\(found)")
    }

    @Test func defaultsAreThoseOfTheContract() throws {
        let configuration = try Configuration.parse(
            ConfigurationTests.feed, file: "test.yaml", surroundings: ConfigurationTests.surroundings)
        #expect(configuration.state == "/srv/watch/state")
        #expect(configuration.logs == "/srv/watch/log")
        #expect(configuration.http.connectionsPerHost == 2)
        #expect(configuration.http.intervalPerHost == 1)
        #expect(configuration.http.timeout == 30)
        #expect(configuration.http.bodyLimit == 50_000_000)
        #expect(configuration.http.retryFirst == 60)
        #expect(configuration.http.retryLimit == 86400)
        #expect(configuration.documents.keep == 1825 * 86400)
        #expect(configuration.documents.most == 2_000_000_000)
        #expect(configuration.feeds.map(\.every) == [3600])
        #expect(configuration.feeds.map(\.firstPoll) == [.baseline])
        #expect(configuration.operators == ["reading"])
    }

    @Test func systemdNamesTheFolders() throws {
        let configuration = try Configuration.parse(
            ConfigurationTests.feed, file: "test.yaml",
            surroundings: Surroundings(workingDirectory: "/", stateDirectory: "/var/lib/r", logsDirectory: "/var/log/r")
        )
        #expect(configuration.state == "/var/lib/r")
        #expect(
            configuration.receivers.map(\.receiver.log?.path) == ["/var/log/r/alerts.jsonl", "/var/log/r/alerts.log"])
    }

    @Test func aRelativeFileLiesInTheWorkingFolder() throws {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: 'file:site/a.atom', every: 1s}]", file: "test.yaml",
            surroundings: ConfigurationTests.surroundings)
        #expect(configuration.feeds.map(\.url) == ["file:///srv/watch/site/a.atom"])
    }

    @Test(arguments: ["127.0.0.1:9464", "127.8.8.8:1", "[::1]:65535", "unix:/run/ratingwatch/metrics.sock"])
    func metricsListenOnThisMachine(address: String) throws {
        let configuration = try Configuration.parse(
            ConfigurationTests.feed + "metrics: {listen: '\(address)'}\n", file: "test.yaml",
            surroundings: ConfigurationTests.surroundings)
        #expect(configuration.metrics?.listen.description == address)
    }

    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "config")

    @Test(arguments: ["ratingwatch.yaml", "demo.yaml"]) func shippedFilesAreGood(name: String) throws {
        let configuration = try Setup(
            file: ConfigurationTests.shipped.appending(path: name).path, for: .check
        ).configuration
        #expect(configuration.feeds.count == 1)
        #expect(configuration.receivers.count == 2)
    }
}
