import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Queries
@testable import YAML
@testable import System

/// The part `receivers:`.
@Suite struct ReceiverConfigurationTests {
    static let feed = "feeds: [{name: a, kind: feed, url: 'https://example.org/a.atom'}]\n"

    private func parse(_ receiver: String) throws(ConfigurationError) -> Configuration {
        try Configuration.parse(
            ReceiverConfigurationTests.feed + "receivers:\n  - \(receiver)\n", file: "test.yaml",
            surroundings: Surroundings(workingDirectory: "/srv", credentialsDirectory: "/run/credentials/x"))
    }

    @Test(arguments: [
        "{name: newsroom, kind: webhook, url: https://example.org/hook, secret_file: newsroom.secret, format: cloudevents}",
        "{name: desk, kind: email, server: smtps://mail.example.org, from: alerts@example.org, to: [desk@example.org]}",
        "{name: a, kind: webhook, url: 'http://127.0.0.1:8080/hook'}",
        "{name: a, kind: webhook, url: 'http://[::1]:8080/hook', secret_file: [new.secret, old.secret]}",
        "{name: a, kind: webhook, url: https://example.org/, format: slack}",
        "{name: a, kind: webhook, url: https://example.org/, format: teams}",
        "{name: a, kind: webhook, url: https://example.org/, format: discord}",
        "{name: a, kind: webhook, url: https://ntfy.sh/topic, format: ntfy}",
        "{name: a, kind: webhook, url: https://example.org/, format: template, template_file: a.mustache}",
        "{name: a, kind: email, server: 'smtp://localhost:25', user: u, password_file: p, from: a@b.org, to: c@d.org}",
        "{name: a, kind: log-file, path: alerts, format: text}",
        "{name: a, kind: log-file, path: alerts, format: text, rotate: {size: 20MB}}",
        "{name: a, kind: log-file, path: alerts, format: jsonl, rotate: {size: 1GB, every: month, keep: 24}}",
        "{name: a, kind: webhook, url: https://example.org/, quiet: '22:00-07:00 Europe/London'}",
        """
        {name: a, kind: email, server: 'smtps://h', from: a@b.org, to: c@d.org, quiet: Sat-Sun 00:00-24:00 UTC,
            digest: {every: week, day: monday, at: 7:30, zone: Europe/London}}
        """,
        """
        {name: a, kind: email, server: 'smtps://h', from: a@b.org, to: c@d.org,
            digest: {every: day, at: 00:00, zone: UTC}}
        """,
    ])
    func aReceiverIsTaken(receiver: String) throws {
        #expect(try parse(receiver).receivers.count == 1)
    }

    private static func digest(_ digest: String) -> String {
        "{name: a, kind: email, server: 'smtps://h', from: a@b.org, to: [c@d.org], digest: \(digest)}"
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let receiver: String
        let expected: String
        var testDescription: String { receiver }
    }

    @Test(arguments: [
        Mistake(receiver: "{name: a}", expected: "receivers[0]: \"kind\" is missing"),
        Mistake(receiver: "a", expected: "receivers[0]: must be a mapping"),
        Mistake(
            receiver: "{name: a, kind: webhok, url: https://example.org/}",
            expected: "unknown value \"webhok\"; did you mean \"webhook\"?"),
        Mistake(receiver: "{name: a, kind: webhook}", expected: "\"url\" is missing"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, secretfile: x}",
            expected: "unknown key \"secretfile\"; did you mean \"secret_file\"?"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, path: x}",
            expected: "receivers[0].path: unknown key \"path\""),
        Mistake(
            receiver: "{name: a, kind: webhook, url: http://example.org/}",
            expected: "receivers[0].url: must be an address that begins with https://"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: http://127.example.org/}", expected: "begins with https://"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, format: slak}",
            expected: "did you mean \"slack\"?"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, format: template}",
            expected: "\"template_file\" is missing"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, template_file: x}",
            expected: "is only for the format template"),
        Mistake(receiver: "{name: a, kind: email, from: a@b.org, to: [c@d.org]}", expected: "\"server\" is missing"),
        Mistake(
            receiver: "{name: a, kind: email, server: mail.example.org, from: a@b.org, to: [c@d.org]}",
            expected: "receivers[0].server: must be smtps://host"),
        Mistake(
            receiver: "{name: a, kind: email, server: 'smtps://h', from: a, to: [c@d.org]}",
            expected: "receivers[0].from: \"a\" is not a mail address"),
        Mistake(
            receiver: "{name: a, kind: email, server: 'smtps://h', from: a@b.org, to: []}",
            expected: "must name at least one address"),
        Mistake(
            receiver: "{name: a, kind: email, server: 'smtps://h', from: a@b.org, to: [c@d.org, d]}",
            expected: "receivers[0].to[1]: \"d\" is not a mail address"),
        Mistake(
            receiver: "{name: a, kind: email, server: 'smtps://h', user: u, from: a@b.org, to: [c@d.org]}",
            expected: "\"user\" and \"password_file\" go together"),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, rotate: {sise: 20MB}}",
            expected: "receivers[0].rotate.sise: unknown key \"sise\"; did you mean \"size\"?"),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, rotate: {keep: 3}}",
            expected: "test.yaml:3:62: receivers[0].rotate: has neither"),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, rotate: daily}",
            expected: "receivers[0].rotate: must be a mapping of size, every, keep"),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, rotate: {size: 1KB}}",
            expected: "receivers[0].rotate.size: must be at least 10KB"),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, rotate: {every: weeek, keep: 0}}",
            expected: "receivers[0].rotate.every: unknown value \"weeek\"; did you mean \"week\"?"),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, rotate: {every: week, keep: 0}}",
            expected: "receivers[0].rotate.keep: must be a whole number from 1"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, rotate: {size: 20MB}}",
            expected: "receivers[0].rotate: unknown key \"rotate\""),
        Mistake(
            receiver: "{name: a, kind: log-file, path: p, format: text, quiet: 22:00-07:00 UTC}",
            expected: "receivers[0].quiet: \"quiet\" is for webhooks and mail; a log disturbs nobody"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, quiet: 22:00-07:00 Europe/Londn}",
            expected: "did you mean \"Europe/London\"?"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, quiet: 00:00-24:00 UTC}",
            expected: "receivers[0].quiet: is always quiet"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, quite: 22:00-07:00 UTC}",
            expected: "unknown key \"quite\"; did you mean \"quiet\"?"),
        Mistake(
            receiver: "{name: a, kind: webhook, url: https://example.org/, digest: {every: day, at: 7:30, zone: UTC}}",
            expected: "receivers[0].digest: \"digest\" is for mail: a webhook gets each alert by itself"),
        Mistake(receiver: digest("{every: day, zone: UTC}"), expected: "receivers[0].digest: \"at\" is missing"),
        Mistake(receiver: digest("{every: day, at: 7:30}"), expected: "receivers[0].digest: \"zone\" is missing"),
        Mistake(
            receiver: digest("{every: day, at: 24:00, zone: UTC}"),
            expected: "receivers[0].digest.at: \"24:00\" is not a time of day"),
        Mistake(
            receiver: digest("{every: day, at: 7:30, day: Monday, zone: UTC}"),
            expected: "receivers[0].digest.day: \"day\" is only for \"every: week\""),
        Mistake(
            receiver: digest("{every: week, at: 7:30, zone: UTC}"), expected: "receivers[0].digest: \"day\" is missing"),
        Mistake(
            receiver: digest("{every: week, at: 7:30, day: Mo, zone: UTC}"),
            expected: "receivers[0].digest.day: \"Mo\" is not a day of the week"),
        Mistake(
            receiver: digest("{every: month, at: 7:30, zone: UTC}"),
            expected: "receivers[0].digest.every: unknown value \"month\""),
        Mistake(
            receiver: digest("{every: day, at: 7:30, zone: GMT+1}"),
            expected: "receivers[0].digest.zone: \"GMT+1\" is not a known time zone"),
    ])
    func aMistakeIsNamedWithItsPlace(_ mistake: Mistake) {
        do {
            _ = try parse(mistake.receiver)
            Issue.record("it was taken")
        } catch {
            #expect(error.description.contains(mistake.expected), "\(error)")
        }
    }
}
