import Foundation
import TestSupport
import Testing

/// The site as files, written by the program itself.
@Suite(.timeLimit(.minutes(5))) struct PublishTests {
    private static let map = """
        {scheme: ofsted, dates: dmy, provider_id: URN, name: Name, region: Region, framework: sccif, number: Event, date: Date,
         areas: {overall-experiences-and-progress: Overall}}
        """
    private static let head = "URN,Name,Region,Event,Date,Overall\n"
    private static let rows = """
        SC1,Birch,North West,1,01/03/2020,Good
        SC2,Ash,North West,2,01/03/2021,Outstanding
        SC3,Cedar,London,3,01/03/2022,Inadequate

        """

    private func world(top: String = "") async throws -> WatchedTable {
        let watched = try WatchedTable(Self.map, top: top)
        _ = try await watched.poll(Self.head + Self.rows)
        return watched
    }

    /// Each file below a folder, with what tells whether it was written again.
    private func files(in folder: String) -> [String: UInt64] {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects.compactMap { $0 as? String } ?? []
        var files: [String: UInt64] = [:]
        for name in names {
            let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            guard facts?[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = facts?[.systemFileNumber] as? UInt64
        }
        return files
    }

    @Test func whatHasChangedIsWrittenAndNothingElse() async throws {
        let watched = try await world()
        let site = watched.run.folder.path("site")
        let first = try await watched.run.run("publish", site)
        #expect(first.status == 0 && first.output.contains(" in \(site)"), "\(first)")
        let before = files(in: site)
        #expect(before["index.html"] != nil && before["provider/ofsted:SC1.html"] != nil)
        #expect(try await watched.run.run("publish", site).output.hasPrefix("wrote 0 of "))
        // The files say when they were looked at, so the manifest alone is new.
        #expect(files(in: site).filter { before[$0.key] != $0.value }.keys.allSatisfy { $0.hasPrefix(".ratingwatch") })

        let told = try await watched.poll(Self.head + Self.rows + "SC1,Birch,North West,11,01/03/2023,Inadequate\n")
        #expect(told.count == 1)
        _ = try await watched.run.run("publish", site)
        let after = files(in: site)
        let written = after.filter { before[$0.key] != $0.value }.keys
        #expect(written.contains("provider/ofsted:SC1.html") && written.contains("alerts.atom"))
        // Of the others nothing but lists.
        for name in written where name.hasPrefix("provider/") {
            #expect(name.hasPrefix("provider/ofsted:SC1"), "\(name)")
        }
        #expect(!written.contains("style.css") && !written.contains("about.html"))
        let page = try String(contentsOfFile: site + "/provider/ofsted:SC1.html", encoding: .utf8)
        #expect(page.contains("Inadequate") && page.contains("March 2023"))
        #expect(Set(before.keys).isSubset(of: after.keys))
    }

    @Test func whatIsGoneIsRemovedAndWhatIsNotOursStays() async throws {
        let watched = try await world()
        let site = watched.run.folder.path("site")
        _ = try await watched.run.run("publish", site)
        try "mine".write(toFile: site + "/robots.txt", atomically: true, encoding: .utf8)
        // As a page of an older run that no longer exists.
        try "old".write(toFile: site + "/provider/ofsted:SC9.html", atomically: true, encoding: .utf8)
        let manifest = site + "/.ratingwatch-pages"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        try (text + "- provider/ofsted:SC9.html\n").write(toFile: manifest, atomically: true, encoding: .utf8)
        try FileManager.default.removeItem(atPath: site + "/provider/ofsted:SC3.html")
        let run = try await watched.run.run("publish", site)
        #expect(run.output.contains("1 removed"), "\(run)")
        let files = files(in: site)
        #expect(files["provider/ofsted:SC9.html"] == nil)
        #expect(files["provider/ofsted:SC3.html"] != nil && files["robots.txt"] != nil)
    }

    @Test func anotherSiteIsNotOverwritten() async throws {
        let watched = try await world()
        let site = try watched.run.folder.write("other/index.html", "mine")
        let run = try await watched.run.run("publish", String(site.dropLast("/index.html".count)))
        #expect(run.status == 1 && run.complaints.contains("name a folder of its own"), "\(run)")
        #expect(try String(contentsOfFile: site, encoding: .utf8) == "mine")
        let nowhere = try await watched.run.run("publish")
        #expect(nowhere.status == 64 && nowhere.complaints.contains("publish: {folder: ...}"), "\(nowhere)")
    }

    /// A reader that looks again and again while the pages change sees each of them whole.
    @Test func aReaderNeverSeesHalfAFile() async throws {
        let watched = try await world()
        let site = watched.run.folder.path("site")
        _ = try await watched.run.run("publish", site)
        let reader = Task.detached { () -> (reads: Int, broken: Int) in
            var counts = (reads: 0, broken: 0)
            while !Task.isCancelled {
                for (name, end) in [("index.html", "</html>\n"), ("alerts.atom", "</feed>\n"), ("alerts.json", "}\n")] {
                    let text = (try? String(contentsOfFile: site + "/" + name, encoding: .utf8)) ?? ""
                    counts.reads += 1
                    if !text.hasSuffix(end) { counts.broken += 1 }
                }
                try? await Task.sleep(for: .milliseconds(1))
            }
            return counts
        }
        for year in 2023...2025 {
            _ = try await watched.poll(
                Self.head + Self.rows
                    + "SC1,Birch,North West,\(year),01/03/\(year),\(year % 2 == 0 ? "Good" : "Inadequate")\n")
            _ = try await watched.run.run("publish", site)
        }
        reader.cancel()
        let seen = await reader.value
        #expect(seen.reads > 50 && seen.broken == 0, "\(seen)")
    }

    @Test func theFolderOfTheConfigurationFollowsEachPoll() async throws {
        let folder = try TemporaryFolder()
        let watched = try await world(top: "publish: {folder: '\(folder.path("site"))', language: cy}")
        let front = try String(contentsOfFile: folder.path("site/index.html"), encoding: .utf8)
        #expect(front.contains("<html lang=\"cy\">") && front.contains("Newyddion"))
        _ = try await watched.poll(Self.head + Self.rows + "SC1,Birch,North West,11,01/03/2023,Inadequate\n")
        let feed = try String(contentsOfFile: folder.path("site/alerts.atom"), encoding: .utf8)
        #expect(feed.contains("Birch"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("site/index.html"))[.posixPermissions]
        #expect(mode as? Int == 0o644)
    }

    /// A second ratingwatch reads the feed that the first has published, and knows each alert once.
    @Test func anotherRatingwatchFollowsTheFeed() async throws {
        let watched = try await world()
        let site = watched.run.folder.path("site")
        _ = try await watched.run.run("publish", site)
        let second = try ProgramRun(
            configuration: """
                http: {per_host: {connections: 2, interval: 0s}, retry: {first: 1s, most: 2s}}
                feeds:
                  - {name: other, kind: feed, url: 'file://\(site)/alerts.atom', every: 1s}
                """)
        _ = try await second.run("run", "--once")
        _ = try await watched.poll(Self.head + Self.rows + "SC1,Birch,North West,11,01/03/2023,Inadequate\n")
        for _ in 1...3 {
            _ = try await watched.run.run("publish", site)
            try await Task.sleep(for: .milliseconds(1200))
            _ = try await second.run("run", "--once")
        }
        let alert = try #require(watched.run.lines().last).split(separator: "\"id\":\"").dropFirst().first
        let id = try #require(alert?.prefix { $0 != "\"" })
        let known = try await second.run("publications", "--format", "jsonl")
        #expect(known.output.split(separator: "\n").filter { $0.contains(id) }.count >= 1, "\(known)")
        #expect(known.output.split(separator: "\n").count == 1, "\(known)")
    }
}
