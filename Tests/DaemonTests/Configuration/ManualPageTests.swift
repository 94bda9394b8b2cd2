import Feeds
import Foundation
import History
import Reports
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Inspections

/// The manual pages are written by hand: they must name every key that is read, and every name that may be asked for.
@Suite struct ManualPageTests {
    private func page(_ name: String) throws -> String {
        let root = ConfigurationTests.shipped.deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "packaging/\(name)"), encoding: .utf8)
        return text.replacing("\n", with: " ").replacing("{", with: " ")
    }

    /// A key that there is not in each mapping that there is: what is said of it lists those that there are.
    private static let unknownKeys = """
        Qqqq:
        http: {Qqqq: , per_host: {Qqqq: }, retry: {Qqqq: }}
        documents: {Qqqq: }
        limits: {Qqqq: }
        feeds:
          - {Qqqq: , kind: table, table: {Qqqq: , areas: {a: {Qqqq: }}}}
          - {kind: table, table: {eras: [{Qqqq: , inspections: [{Qqqq: }]}]}}
          - {kind: page, page: {Qqqq: }}
        receivers:
          - {Qqqq: , kind: log-file, rotate: {Qqqq: }}
          - {Qqqq: , kind: webhook}
          - {Qqqq: , kind: email, digest: {Qqqq: }}
        routes: [{Qqqq: , match: {Qqqq: }}]
        silences: [{Qqqq: }]
        portfolios: [{Qqqq: , match: {Qqqq: }}]
        operators: {Qqqq: }
        metrics: {Qqqq: }
        publish: {Qqqq: }
        history: {Qqqq: }
        fleet: {Qqqq: }
        """

    @Test func everyKeyIsExplained() throws {
        let said = try ConfigurationCheck(Self.unknownKeys).problems.filter { $0.contains("unknown key \"Qqqq\"") }
        #expect(said.count == Self.unknownKeys.split(separator: "Qqqq").count - 1, "\(said)")
        let page = try page("ratingwatch.yaml.5")
        for line in said {
            let keys = try #require(line.split(separator: "; known are ").last).split(separator: ", ")
            for key in keys { #expect(page.contains(" \(key) "), "\(line.prefix { $0 != ";" }): \(key)") }
        }
    }

    @Test func everyNameThatMayBeAskedForIsListed() throws {
        let reports = try BuiltInReports.reader
        let vocabulary = KnownNames(frameworks: reports.catalogue, registry: reports.registry)
        let names = [
            vocabulary.frameworks, vocabulary.areas, vocabulary.grades, vocabulary.regions, vocabulary.providerKinds,
            BuiltInTable.allCases.map(\.rawValue), FeedKind.allCases.map(\.rawValue),
        ].compactMap(\.self).flatMap(\.self)
        #expect(names.count > 80)
        let page = try page("ratingwatch.yaml.5")
        for name in names { #expect(page.contains(" \(name) "), "\(name)") }
    }

    @Test(arguments: PublicationState.allCases) func everyStateOfAPublicationIsExplained(state: PublicationState) throws
    {
        #expect(try page("ratingwatch.1").contains(" .It \(state.rawValue) "))
    }
}
