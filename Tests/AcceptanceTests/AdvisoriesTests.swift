import Foundation
import TestSupport
import Testing

/// `packaging/advisories.py`, which holds the package's list of parts against a database of advisories.
@Suite(.timeLimit(.minutes(5))) struct AdvisoriesTests {
    private static let tool = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "packaging/advisories.py").path
    /// What it asks of to know that it is understood.
    private static let canary = "github.com/apple/swift-nio 2.41.0"

    private static let list = """
        {"components": [
          {"name": "GRDB.swift", "version": "7.10.0", "purl": "pkg:swift/github.com/groue/GRDB.swift@7.10.0",
           "externalReferences": [{"type": "vcs", "url": "https://github.com/groue/GRDB.swift"}]},
          {"name": "swift", "version": "6.3", "purl": "pkg:generic/swift@6.3"},
          {"name": "libcurl4", "version": "7.88.1-10", "purl": "pkg:deb/debian/libcurl4@7.88.1-10?arch=amd64&distro=debian-12",
           "properties": [{"name": "ratingwatch:source-package", "value": "curl"}]}]}
        """

    struct Run {
        let status: Int32
        let said: String
    }

    private struct Question: Decodable {
        struct Package: Decodable {
            let ecosystem: String
            let name: String
        }

        struct One: Decodable {
            let package: Package
            let version: String
            let page_token: String?
        }

        let queries: [One]
    }

    /// A database that knows these advisories, by name and version, each on a page of its own.
    private static func database(_ known: [String: [String]]) async throws -> LoopbackServer {
        try await LoopbackServer { request in
            if request.path.hasPrefix("/v1/vulns/") { return ServerAnswer(text: #"{"summary": "it overflows"}"#) }
            guard let asked = try? JSONDecoder().decode(Question.self, from: Data(request.body)) else {
                return ServerAnswer(400)
            }
            let results = asked.queries.map { query in
                let ids = known["\(query.package.name) \(query.version)"] ?? []
                let page = query.page_token.flatMap(Int.init) ?? 0
                guard page < ids.count else { return "{}" }
                let next = page + 1 < ids.count ? #", "next_page_token": "\#(page + 1)""# : ""
                return #"{"vulns": [{"id": "\#(ids[page])"}]\#(next)}"#
            }
            return ServerAnswer(text: #"{"results": [\#(results.joined(separator: ", "))]}"#)
        }
    }

    private func run(_ list: String, _ database: String) async throws -> Run {
        let folder = try TemporaryFolder()
        let program = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"),
            arguments: ["python3", Self.tool, try folder.write("list.json", list), "--database", database],
            output: folder.path("output"), complaints: folder.path("complaints"))
        await program.ended()
        return Run(status: program.status, said: try folder.read("output") + folder.read("complaints"))
    }

    @Test func nothingKnownIsGood() async throws {
        let database = try await Self.database([Self.canary: ["GHSA-canary"]])
        let run = try await run(Self.list, database.url + "/v1")
        #expect(run.status == 0)
        #expect(
            run.said == """
                GRDB.swift 7.10.0: none known
                swift 6.3: not listed by osv.dev; look at https://www.swift.org/support/security.html
                libcurl4 7.88.1-10: none known

                """)
    }

    @Test(arguments: [
        ["github.com/groue/GRDB.swift 7.10.0": ["GHSA-1"]], ["https://github.com/groue/GRDB.swift 7.10.0": ["GHSA-1"]],
        ["curl 7.88.1-10": ["CVE-1", "CVE-2"]],
    ]) func eachAdvisoryIsNamed(known: [String: [String]]) async throws {
        let database = try await Self.database(known.merging([Self.canary: ["GHSA-canary"]]) { $1 })
        let run = try await run(Self.list, database.url + "/v1")
        #expect(run.status == 1)
        for id in known.values.joined() {
            #expect(run.said.contains("  https://osv.dev/vulnerability/\(id) it overflows\n"), "\(run.said)")
        }
        #expect(run.said.contains("canary") == false)
    }

    @Test func whatCannotBeFoundOutIsNoneOfBoth() async throws {
        let deaf = try await Self.database([:])
        let broken = try await LoopbackServer { _ in ServerAnswer(500) }
        let short = try await LoopbackServer { _ in ServerAnswer(text: #"{"results": []}"#) }
        let gone = try await LoopbackServer { _ in ServerAnswer(500) }
        let nobody = gone.url
        await gone.stop()
        for (list, database, complaint) in [
            (Self.list, deaf.url, "knows no advisory of github.com/apple/swift-nio 2.41.0, which has one"),
            (Self.list, broken.url, "could not be asked: HTTP Error 500"),
            (Self.list, short.url, "answered 0 of 5 questions"),
            (Self.list, nobody, "could not be asked: <urlopen error [Errno 111] Connection refused>; try again where"),
            ("no list", deaf.url, "is no list in CycloneDX's JSON"),
        ] {
            let run = try await run(list, database + "/v1")
            #expect(run.status == 2, "\(complaint)")
            #expect(run.said.hasPrefix("advisories.py: ") && run.said.contains(complaint), "\(run.said)")
        }
    }
}
