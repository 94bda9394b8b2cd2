import Foundation
import Testing

@testable import Reports

/// Small documents that were written for these tests, each beside what must be read of it: so that the whole way from
/// bytes to an outcome is tested without the collection of real reports.
@Suite struct FixtureTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { !$0.hasSuffix(".expected") }.sorted()

    @Test func everyFormOfDocumentIsThere() {
        for form in [".pdf", ".txt", ".html"] { #expect(Self.names.contains { $0.hasSuffix(form) }, "\(form)") }
    }

    @Test(arguments: names) func aDocumentIsReadAsItsExpectationSays(name: String) async throws {
        let document = try Data(contentsOf: Self.folder.appending(path: name))
        let expected = try String(contentsOf: Self.folder.appending(path: name + ".expected"), encoding: .utf8)
        let outcome = await (try ReportReader.builtIn()).read(Array(document), name: name)
        #expect(outcome.text(file: name) + "\n" == expected)
    }
}
