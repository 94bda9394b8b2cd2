import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System
@testable import Text
@testable import YAML

/// Files and folders that a configuration names are looked at when it is checked.
@Suite struct NamedFileTests {
    private static let key = "whsec_" + String(repeating: "A", count: 32)
    private static let feed = "feeds: [{name: a, kind: feed, url: 'https://example.org/a'}]\n"

    /// `%` in the YAML stands for a folder with the files that tests need.
    private func check(
        _ yaml: String, needsSecrets: Bool = true
    ) throws -> (folder: TemporaryFolder, found: [String]) {
        let folder = try TemporaryFolder()
        try folder.write("good.secret", "\(Self.key)\n\n\(Self.key)\n")
        try folder.write("bad.secret", "\(Self.key)\nswordfish\n")
        try folder.write("empty.secret", "\n")
        for name in ["good", "bad", "empty"] { chmod(folder.path("\(name).secret"), 0o600) }
        try folder.write("bad.mustache", "{{#open}}")
        try folder.write("empty.txt", "# nobody\n")
        let check = try ConfigurationCheck(yaml.replacing("%", with: folder.path), needsSecrets: needsSecrets)
        return (folder, check.problems + check.warnings)
    }

    private static func webhook(_ keys: String) -> String {
        feed + "receivers: [{name: a, kind: webhook, url: 'https://example.org/', \(keys)}]\n"
    }

    private static func mail(_ file: String) -> String {
        feed
            + "receivers: [{name: a, kind: email, server: 'smtps://h', user: u, password_file: \(file), from: a@b.org, to: c@d.org}]\n"
    }

    private static func route(_ file: String) -> String {
        feed + "routes: [{name: r, receivers: everything, match: {providers_file: \(file)}}]\n"
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let yaml: String
        let expected: String
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Fault(
            yaml: webhook("secret_file: %/none"),
            expected:
                "test.yaml:2:80: receivers[0].secret_file: %/none: there is no such file; create it for the user that runs"
        ),
        Fault(
            yaml: webhook("secret_file: [%/good.secret, %/bad.secret]"),
            expected:
                "receivers[0].secret_file[1]: %/bad.secret: one of its lines is not a secret; each line is whsec_ and the"
        ),
        Fault(
            yaml: webhook("secret_file: %/empty.secret"),
            expected: "receivers[0].secret_file: %/empty.secret: it is empty; each line is whsec_"),
        Fault(yaml: webhook("secret_file: %"), expected: "receivers[0].secret_file: %: it is a folder"),
        Fault(
            yaml: webhook("format: template, template_file: %/bad.mustache"),
            expected: "receivers[0].template_file: %/bad.mustache: it is not a valid Mustache template"),
        Fault(
            yaml: webhook("format: template, template_file: %/none"),
            expected: "receivers[0].template_file: %/none: there is no such file"),
        Fault(yaml: mail("%/none"), expected: "receivers[0].password_file: %/none: there is no such file"),
        Fault(
            yaml: mail("%/empty.secret"),
            expected: "receivers[0].password_file: %/empty.secret: it is empty; write the password or key into it"),
        Fault(
            yaml: "feeds: [{name: a, kind: cqc, url: 'https://example.org/a', key_file: %/none}]\n",
            expected: "test.yaml:1:70: feeds[0].key_file: %/none: there is no such file"),
        Fault(
            yaml: route("%"), expected: "test.yaml:2:67: routes[0].match.providers_file: %: it is a folder"),
        Fault(yaml: route("%/empty.txt"), expected: "routes[0].match.providers_file: %/empty.txt lists no provider"),
    ])
    func isNamedWithItsPlace(_ fault: Fault) throws {
        let (folder, found) = try check(fault.yaml)
        let expected = fault.expected.replacing("%", with: folder.path)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything")) func aFileThatThisUserMayNotReadIsNamed() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("a.secret", Self.key)
        chmod(secret, 0)
        let (_, found) = try check(Self.webhook("secret_file: \(secret)"))
        #expect(found.contains { $0.contains("\(secret): this user may not read it") }, "\(found)")
    }

    @Test(arguments: [webhook("secret_file: %/good.secret"), mail("%/bad.secret")])
    func aGoodFileIsGood(yaml: String) throws {
        #expect(try check(yaml).found == [])
    }

    @Test func aSecretThatEveryUserMayReadIsWarnedOf() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("a.secret", Self.key)
        chmod(secret, 0o644)
        let (_, found) = try check(Self.webhook("secret_file: \(secret)"))
        #expect(found.contains { $0.contains("\(secret) can be read by every user of this machine") }, "\(found)")
        chmod(secret, 0o640)
        #expect(try check(Self.webhook("secret_file: \(secret)")).found == [])
    }

    /// Members of the daemon's group may ask it without being able to read its secrets.
    @Test func whoOnlyAsksNeedsNoSecrets() throws {
        #expect(try check(Self.webhook("secret_file: %/none"), needsSecrets: false).found == [])
        #expect(!Surroundings.current(for: .ask).needsSecrets)
        #expect(Surroundings.current(for: .run).needsSecrets && Surroundings.current(for: .check).needsSecrets)
    }

    /// All of the mistakes in all of the files.
    @Test func faultyFrameworkDataIsNamedWithItsPlace() throws {
        let folder = try TemporaryFolder()
        try folder.write("bad/one.yaml", "id: one\n")
        try folder.write("bad/two.yaml", "id: [\n")
        try folder.write("none/README", "none yet")
        let document = try ConfigurationDocument(
            "frameworks: [bad, none, missing, 5]\n", file: "test.yaml")
        #expect(document.reportReader(Surroundings(workingDirectory: folder.path)) == nil)
        let said = (document.error.problems + document.root.problems.warnings).map(\.description)
        for expected in [
            "\(folder.path)/bad/one.yaml:1:1: \"line\" is missing", "\(folder.path)/bad/two.yaml:2:1: not valid YAML",
            "test.yaml:1:19: frameworks[1]: warning: \(folder.path)/none has no framework data",
            "test.yaml:1:25: frameworks[2]: \(folder.path)/missing: there is no such file; name a file of framework",
            "test.yaml:1:34: frameworks[3]: must be the path of a file or folder, and not the number 5",
        ] {
            #expect(said.contains { $0.hasPrefix(expected) }, "\(expected): \(said)")
        }
    }

    @Test func whatTheUnitHandsOverIsNotMissed() throws {
        let root = try TemporaryFolder()
        try root.write(
            "etc/systemd/system/ratingwatch.service.d/secrets.conf",
            "[Service]\n#LoadCredential=commented:/a\nLoadCredential=newsroom.secret:/etc/ratingwatch/newsroom.secret\n"
        )
        try root.write("usr/lib/systemd/system/ratingwatch.service", "[Service]\nSetCredential = desk:x\n")
        let names = ServiceCredentials.names(root: root.path)
        #expect(names == ["newsroom.secret", "desk"])
        let configuration = try Configuration.parse(
            Self.webhook("secret_file: newsroom.secret"), file: "test.yaml",
            surroundings: Surroundings(workingDirectory: root.path, needsSecrets: true, serviceCredentials: names))
        #expect(configuration.warnings.isEmpty)
    }

    @Test(arguments: [
        "/no/such/file.yaml: there is no such file; name another file with --config", "/etc: it is a folder;",
    ])
    func aConfigurationThatCannotBeReadHasNoPlace(expected: String) throws {
        let file = String(expected.prefix { $0 != ":" })
        let error = #expect(throws: ConfigurationError.self) { try Setup(file: file, for: .check) }
        #expect(error?.description.hasPrefix(expected) == true, "\(String(describing: error))")
    }
}
