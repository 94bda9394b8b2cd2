import Testing

@testable import Configuration
@testable import Daemon
@testable import Queries
@testable import YAML
@testable import System

/// Values of another type than their key asks for, and what to write instead.
@Suite struct WrongTypeTests {
    private static let feed = "feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]\n"

    private func problems(_ yaml: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try Configuration.parse(yaml, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/srv"))
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(
        arguments: [
            ("state: 5", "2:8: state: must be the path of a file or folder, and not the number 5; put it in quotes"),
            ("state: /etc/os-release", "2:8: state: /etc/os-release is a file; name a folder"),
            ("logs: [a]", "2:7: logs: must be a text, and not a list"),
            ("logs:", "2:6: logs: must be a text, and is empty"),
            ("instance: ~", "2:11: instance: must be a text, and not ~; put it in quotes"),
            ("instance: {a: b}", "2:11: instance: must be a text, and not a mapping"),
            ("receivers: {name: a}", "2:12: receivers: must be a list, and not a mapping"),
            ("receivers: 5", "2:12: receivers: must be a list"),
            (
                "receivers: [{name: true, kind: log-file, path: a, format: text}]",
                "2:20: receivers[0].name: must be a text"
            ),
            (
                "receivers: [{name: a, kind: log-file, path: 5, format: text}]",
                "2:45: receivers[0].path: must be the path"
            ),
            (
                "receivers: [{name: a, kind: log-file, path: /tmp, format: text}]",
                "2:45: receivers[0].path: /tmp is a folder; name a file in it"
            ),
            (
                "receivers: [{name: a, kind: webhook, url: 'https://example.org/', secret_file: []}]",
                "2:80: receivers[0].secret_file: names no file; leave the key out"
            ),
            ("http: [a]", "2:7: http: must be a mapping of contact, per_host"),
            (
                "http: {per_host: {connections: two}}",
                "2:32: http.per_host.connections: must be a whole number from 1 to 32"
            ),
            ("http: {ca_file: 1.5}", "2:17: http.ca_file: must be the path of a file or folder"),
            ("routes: [{name: r, receivers: everything, stop: yes}]", "2:49: routes[0].stop: must be true or false"),
            (
                "routes: [{name: r, receivers: everything, match: {providers_file: 5}}]",
                "2:67: routes[0].match.providers_file: must be the path"
            ),
            ("silences: [{match: {}, who: null, why: w, until: 2099-01-01}]", "2:29: silences[0].who: must be a text"),
            (
                "http: {timeout: 90}",
                "2:17: http.timeout: must be a duration such as 90s, 15m, 6h or 2d; write 90s, 90m"
            ),
            (
                "http: {timeout: [90s]}",
                "2:17: http.timeout: must be a duration such as 90s, 15m, 6h or 2d, and not a list"
            ),
            (
                "documents: {keep: 1.5h}",
                "2:19: documents.keep: must be a duration such as 90s, 15m, 6h or 2d; write 90m"
            ),
            (
                "documents: {most: 20}",
                "2:19: documents.most: must be a size such as 500KB, 20MB or 1GB; write 20KB, 20MB"
            ),
        ])
    func isNamedWithItsPlaceAndTheRemedy(yaml: String, expected: String) {
        let found = problems(Self.feed + yaml + "\n")
        #expect(found.count == 1 && found[0].hasPrefix("test.yaml:\(expected)"), "\(found)")
    }

    @Test(
        arguments: [
            ("every: 90", "must be a duration such as 90s, 15m, 6h or 2d; write 90s, 90m, 90h or 90d"),
            ("every: 1h30m", "; write 90m"), ("every: 90 min", "; write 90m"), ("every: 2 days", "; write 2d"),
            ("every: soon", "must be a duration such as 90s, 15m, 6h or 2d"),
            ("hold_changes_over: 20", "must be a share from 0% to 100%; write 20%"),
            ("hold_changes_over: 0.2", "must be a share from 0% to 100%; write 20%"),
            ("hold_changes_over: much", "must be a share from 0% to 100%, such as 20%"),
            (
                "follow: https://files.example.org/a",
                "\"https://files.example.org/a\"; did you mean \"files.example.org\"?"
            ),
            ("follow: files.example.org/a", "\"files.example.org/a\"; did you mean \"files.example.org\"?"),
            ("follow: files.example.org:443", "did you mean \"files.example.org\"?"),
            (
                "follow: '*.example.org'",
                "must be the name of a single host, such as files.ofsted.gov.uk, and not \"*.example.org\""
            ),
            ("follow: 5", "and not \"5\""), ("follow: {a: b}", "must be a list, and not a mapping"),
            ("active: [always]", "must be a text, and not a list"),
        ])
    func ofAFeedToo(key: String, expected: String) {
        let found = problems("feeds: [{name: a, kind: feed, url: 'https://example.org/a', \(key)}]\n")
        #expect(found.count == 1 && found[0].hasSuffix(expected), "\(found)")
    }

    @Test(arguments: ["state: '5'", "instance: 5", "instance: 'true'", "state: ./5"])
    func whatMayBeMeantIsTaken(yaml: String) {
        #expect(problems(Self.feed + yaml + "\n") == [])
    }

    @Test func hostsAreTakenInEitherCase() throws {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: 'https://example.org/a', follow: [Files.Example.org, localhost, 10.0.0.1]}]",
            file: "test.yaml", surroundings: Surroundings(workingDirectory: "/srv"))
        #expect(configuration.feeds.first?.follow == ["files.example.org", "localhost", "10.0.0.1"])
    }
}
