import Foundation
import Postgres
import TestSupport
import Testing

/// What was read is kept, and can be read again with other frameworks.
@Suite(.timeLimit(.minutes(3))) struct StoredDocumentTests {
    /// What is left by a daemon that has read two reports.
    private func twoReports(_ configuration: String = "", blocked: Bool = false) async throws -> ProgramRun {
        let publisher = try await Publisher()
        for entry in [FaultTests.before, FaultTests.after] { await publisher.publish(entry) }
        let run = try ProgramRun(configuration: configuration + FaultTests.configuration(publisher.feedURL))
        if blocked { try run.folder.write("state/documents", "no folder can be made here") }
        let daemon = try run.startDaemon()
        try await eventually("both are read") {
            try await run.run("publications").output.split(separator: "  read  ").count == 3
        }
        await daemon.stop()
        return run
    }

    /// Names of what is kept, in the folder or in the record's database, as a folder has them.
    private func files(_ run: ProgramRun) throws -> [String] {
        if let server = TestServer.address {
            var names: [String] = []
            try Session(PostgresAddress(TestServer.schema(run.folder.path("state"), on: server))).run(
                "SELECT sha256 || '.' || kind || '.gz' FROM ratingwatch_documents"
            ) {
                names.append($0.text(0))
                return true
            }
            return names
        }
        return (FileManager.default.enumerator(atPath: run.folder.path("state/documents"))?.allObjects ?? [])
            .compactMap { $0 as? String }.filter { $0.contains("/") }
    }

    private func removeFiles(_ run: ProgramRun) throws {
        if let server = TestServer.address {
            try Session(PostgresAddress(TestServer.schema(run.folder.path("state"), on: server))).run(
                "DELETE FROM ratingwatch_documents")
        }
        for file in try files(run) {
            try FileManager.default.removeItem(atPath: run.folder.path("state/documents/\(file)"))
        }
    }

    @Test func aReplayTellsWhatAnotherFrameworkWouldMakeOfThem() async throws {
        let run = try await twoReports()
        #expect(try files(run).count == 2)
        #expect(try files(run).allSatisfy { $0.hasSuffix(".pdf.gz") })
        let same = try await run.run("replay")
        #expect(same.status == 0)
        #expect(same.output == "nothing differs, 2 documents read\n")
        #expect(try await run.run("replay", "--since", "2030-01-01").output == "nothing differs, 0 documents read\n")
        #expect(try await run.run("replay", "--since", "lately").status == 64)

        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let yaml = try String(
            contentsOf: package.appending(path: "Sources/Reports/Frameworks/ilacs.yaml"), encoding: .utf8)
        let other = try run.folder.write("ilacs.yaml", yaml.replacing("id: inadequate", with: "id: failing"))
        let configured = try run.folder.read("ratingwatch.yaml")
        try run.folder.write("ratingwatch.yaml", configured + "\nframeworks: ['\(other)']\n")
        let before = try await run.run("history", "80447", "--format", "json").output
        let replayed = try await run.run("replay")
        #expect(replayed.status == 0)
        let lines = replayed.output.split(separator: "\n")
        #expect(lines.last == "1 would be recorded differently, 2 documents read")
        let told = lines.filter { $0.hasPrefix("would be told: ") }
        #expect(told.count == 1 && told.allSatisfy { $0.contains(" rating-corrected ") }, "\(told)")
        let changed = lines.dropFirst().dropLast().filter { !told.contains($0) }
        #expect(changed.count == 2)
        for line in changed {
            #expect(line.hasPrefix("2024-05-01  ofsted:80447  "))
            #expect(line.contains("inadequate  failing  http"))
        }
        #expect(try await run.run("history", "80447", "--format", "json").output == before)
        try removeFiles(run)
        #expect(try await run.run("replay").output == "nothing differs, 0 documents read, 2 not stored\n")
    }

    @Test(.enabled(if: TestServer.address == nil, "a database has no folder"))
    func aStoreThatCannotBeWrittenStopsNoPoll() async throws {
        let run = try await twoReports(blocked: true)
        #expect(run.diagnostics.contains("cannot create"))
        #expect(run.diagnostics.contains("alerts go out all the same"))
        #expect(run.lines(of: "alerts.log").count == 1)
        #expect(try await run.run("replay").output == "nothing differs, 0 documents read, 2 not stored\n")
    }

    @Test func noneAreKeptWhereTheConfigurationSaysSo() async throws {
        let run = try await twoReports("documents: {keep: 0d}\n")
        #expect(try files(run).isEmpty)
        #expect(try await run.run("replay").output == "nothing differs, 0 documents read, 2 not stored\n")
    }
}
