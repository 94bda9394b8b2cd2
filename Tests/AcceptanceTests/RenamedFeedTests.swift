import Foundation
import TestSupport
import Testing

/// A feed gets another name in the configuration.
@Suite(.timeLimit(.minutes(3))) struct RenamedFeedTests {
    private func rename(_ run: ProgramRun, _ name: String, to other: String) throws {
        try run.folder.write(
            "ratingwatch.yaml",
            try run.folder.read("ratingwatch.yaml").replacing("{name: \(name), kind", with: "{name: \(other), kind"))
    }

    /// Without the name of its feed, each alert's kind.
    private func kinds(_ run: ProgramRun) -> [String] {
        run.lines().map { line in
            line.firstRange(of: "org.ratingwatch.").map {
                String(line[$0.upperBound...].prefix { $0 != "." })
            } ?? line
        }
    }

    @Test func itKeepsWhatIsKnownAndTellsWhatIsNewAsBefore() async throws {
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        #expect(try await run.run("run", "--once").status == 0)
        let silenced = try await run.run(
            "silence", "add", "--feed", "councils", "--kind", "operator-feed-failing", "--until", "2d", "--why", "known"
        )
        #expect(silenced.status == 0)

        await publisher.publish(FaultTests.after)
        try rename(run, "councils", to: "children")
        try await Task.sleep(for: .seconds(1.2))
        let once = try await run.run("run", "--once")
        #expect(once.complaints.contains("feed children: was called councils, and keeps what is known of it"))
        #expect(kinds(run) == ["rating-changed"])
        #expect(run.lines(of: "alerts.log").count == 2, "and no second baseline")
        let known = try await run.run("publications", "--feed", "children", "--format", "jsonl").output
        #expect(known.contains("50000001") && known.contains("50000002"))
        let silences = try await run.run("silence", "list").output
        #expect(silences.contains("feed: children") && !silences.contains("councils"), "\(silences)")

        // A reload of the daemon does the same.
        let daemon = try run.startDaemon()
        try await eventually("it polls") { run.diagnostics.contains("watches 1 feed") }
        try rename(run, "children", to: "kids")
        #expect(try await run.run("reload").status == 0)
        try await eventually("it follows") { run.diagnostics.contains("feed kids: was called children") }
        await daemon.stop()
        #expect(run.lines(of: "alerts.log").count == 2)
        #expect(try await run.run("feeds").output.contains("kids"))
        let told = try await run.run("alerts", "--feed", "kids", "--format", "jsonl").output
        #expect(told.contains("rating-changed"), "which was raised under another name")
    }

    struct Renaming: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whose address each has that is called so from now on; before, each was called as its own.
        let feeds: [[String: String]]
        var isPending = false
        var testDescription: String { name }
    }

    @Test(
        "What comes after a renaming is told, also under the name of a feed that is no more",
        arguments: [
            Renaming(name: "one that is taken out", feeds: [["one": "two"]]),
            Renaming(name: "one that was taken out before", feeds: [["two": "two"], ["one": "two"]]),
            Renaming(name: "the report was pending", feeds: [["one": "two"]], isPending: true),
            Renaming(name: "each takes the next name", feeds: [["one": "two", "two": "three"]]),
            Renaming(name: "its own name is a new feed's", feeds: [["one": "two", "two": "four"]]),
            Renaming(
                name: "the one that was taken out is back", feeds: [["one": "two"], ["two": "one", "three": "two"]]),
        ])
    func aNameThatIsFreeAgainLosesNoNews(example: Renaming) async throws {
        let world = try await LedgerWorld(feeds: ["one", "two", "three"].map { ($0, "") })
        await world.publish("kent", LedgerDocument.report(from: "2021-11-08", "g"), on: "2022-01-09", in: "one")
        func surrey(_ id: String, _ start: String, _ grade: String, on day: String) async {
            await world.publish(
                id, LedgerDocument.report("Surrey", from: start, grade), on: day, of: LedgerWorld.surrey, in: "two")
        }
        await surrey("first", "2021-10-08", "g", on: "2022-01-05")
        #expect(try await world.poll().lines.isEmpty)
        if example.isPending {
            await world.answer("second", with: 503)
            await surrey("second", "2024-02-05", "i", on: "2024-05-31")
            #expect(try await world.poll().lines.isEmpty)
        }
        for feeds in example.feeds.dropLast() {
            try world.configure(feeds: feeds)
            #expect(try await world.poll().lines.isEmpty)
        }
        try world.configure(feeds: example.feeds.last ?? [:])
        await world.answer("second", with: nil)
        await surrey("second", "2024-02-05", "i", on: "2024-05-31")
        await world.publish("third", LedgerDocument.report(from: "2024-03-04", "i"), on: "2024-06-01", in: "one")
        let isOneBack = example.feeds.last?.values.contains("one") == true
        let kent = isOneBack ? ["rating-changed declined Kent 2024-03-04"] : []
        #expect(try await world.poll().lines.sorted() == kent + ["rating-changed declined Surrey 2024-02-05"])
        #expect(try await world.poll().lines.isEmpty)
    }

    struct Moving: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whose address the feed `pubs` has, one after the other; what is new comes before it has the last.
        let addresses: [String]
        var testDescription: String { name }
    }

    @Test(
        "An address that is back is the feed that it was, and what came meanwhile is told",
        arguments: [
            Moving(name: "a slip where nothing is", addresses: ["none.html?", "pubs"]),
            Moving(name: "a slip that lists nothing", addresses: ["none", "pubs"]),
            Moving(name: "another feed's", addresses: ["other", "pubs"]),
            Moving(name: "there, elsewhere and back", addresses: ["other", "none", "pubs"]),
            Moving(name: "back twice", addresses: ["other", "pubs", "other", "pubs"]),
        ])
    func anAddressThatIsBackLosesNoNews(example: Moving) async throws {
        let world = try await worldOfTwo()
        #expect(try await world.poll().lines.isEmpty)
        for address in example.addresses.dropLast() {
            try world.configure(feeds: ["pubs": address])
            #expect(try await world.poll().lines.isEmpty)
        }
        await world.publish("second", LedgerDocument.report(from: "2024-02-26", "i"), on: "2024-05-31")
        try world.configure(feeds: ["pubs": example.addresses.last ?? ""])
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(try await world.poll().lines.isEmpty)
        let baselines = world.run.lines(of: "alerts.log").count { $0.contains("first poll of pubs") }
        #expect(baselines == Set(example.addresses).count { !$0.hasSuffix("?") }, "one an address that answers")
    }

    /// Kent at the address of the feed `pubs`, and Surrey at another.
    private func worldOfTwo() async throws -> LedgerWorld {
        let world = try await LedgerWorld()
        await world.publish("kent", LedgerDocument.report(from: "2021-11-08", "g"), on: "2022-01-09")
        await world.publish(
            "surrey", LedgerDocument.report("Surrey", from: "2021-10-08", "g"), on: "2022-01-05",
            of: LedgerWorld.surrey, in: "other")
        return world
    }

    /// What operators hear of the failures of feeds.
    private func healthNotices(in world: LedgerWorld) -> [String] {
        world.run.lines(of: "alerts.log").compactMap { line in
            ["failing", "recovered"].first { line.contains("operator-feed-\($0)") }
        }
    }

    struct Ended: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What feeds are configured behind the failures, and whose addresses they have.
        let feeds: [[String: String]]
        let told: [String]
        let last: String
    }

    /// Whoever pairs the recovery of a feed with its failure waits for it, however the failure ends.
    @Test(arguments: [
        Ended(
            testDescription: "by an address that it never had", feeds: [["pubs": "other"]],
            told: ["failing", "recovered"], last: "the feed pubs can be read again after 3 failures"),
        Ended(
            testDescription: "by the address that it had before", feeds: [["pubs": "pubs"]],
            told: ["failing", "recovered"], last: "the feed pubs can be read again after 3 failures"),
        Ended(
            testDescription: "at the address that fails it fails again",
            feeds: [
                ["pubs": "other"], ["pubs": "none.html?"], ["pubs": "none.html?"], ["pubs": "none.html?"],
            ], told: ["failing", "recovered", "failing"], last: "the feed pubs failed 3 times in a row"),
        Ended(
            testDescription: "another address that fails is no news",
            feeds: [
                ["pubs": "nor.html?"], ["pubs": "nor.html?"], ["pubs": "nor.html?"], ["pubs": "nor.html?"],
            ], told: ["failing"], last: "the feed pubs failed 3 times in a row"),
        Ended(
            testDescription: "by being configured no more", feeds: [["alt": "other"], ["alt": "other"]],
            told: ["failing", "recovered"], last: "the feed pubs is configured no more"),
    ])
    func theEndOfAFailureIsTold(example: Ended) async throws {
        let world = try await worldOfTwo()
        _ = try await world.poll()
        try world.configure(feeds: ["pubs": "none.html?"])
        for _ in 0..<3 { _ = try await world.poll() }
        #expect(healthNotices(in: world) == ["failing"])
        for feeds in example.feeds {
            try world.configure(feeds: feeds)
            _ = try await world.poll()
        }
        #expect(healthNotices(in: world) == example.told)
        let last = world.run.lines(of: "alerts.log").last { $0.contains("operator-feed-") }
        #expect(last?.contains(example.last) == true, "\(last ?? "-")")
    }

    /// Whoever pairs the recovery of a feed with its failure does so by its name.
    @Test func aFeedThatFailsDoesSoUnderItsNewName() async throws {
        let world = try await LedgerWorld()
        await world.publish("kent", LedgerDocument.report(from: "2021-11-08", "g"), on: "2022-01-09")
        _ = try await world.poll()
        try world.configure(feeds: ["pubs": "none.html?"])
        for _ in 0..<3 { _ = try await world.poll() }
        #expect(healthNotices(in: world) == ["failing"])
        try world.configure(feeds: ["others": "none.html?"])
        for _ in 0..<2 { _ = try await world.poll() }
        #expect(healthNotices(in: world) == ["failing", "recovered", "failing"])
        let lines = world.run.lines(of: "alerts.log").suffix(2)
        #expect(
            lines.first?.contains("the feed pubs is called others now") == true
                && lines.first?.contains("[pubs]") == true)
        #expect(lines.last?.contains("the feed others, which was called pubs, failed 3 times") == true)
    }

    /// The address that a feed has left is another's later, under a name that was never read.
    @Test func anAddressThatWasLeftIsTakenUpWithoutLosingNews() async throws {
        let world = try await LedgerWorld()
        await world.publish("kent", LedgerDocument.report(from: "2021-11-08", "g"), on: "2022-01-09")
        #expect(try await world.poll().lines.isEmpty)
        try world.configure(feeds: ["pubs": "other"])
        #expect(try await world.poll().lines.isEmpty)
        // A London day after the last look, whatever the day of the test is.
        await world.publish("second", LedgerDocument.report(from: "2024-02-26", "i"), on: "2190-05-31")
        try world.configure(feeds: ["pubs": "other", "alt": "pubs"])
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(try await world.poll().lines.isEmpty)
    }

    @Test func whatHasSeveralAddressesIsAskedForByItsName() async throws {
        let world = try await LedgerWorld()
        try world.addAddress("two")
        await world.publish("kent", LedgerDocument.report(from: "2021-11-08", "g"), on: "2022-01-09")
        await world.publish(
            "surrey", LedgerDocument.report("Surrey", from: "2021-10-08", "g"), on: "2022-01-05",
            of: LedgerWorld.surrey, in: "two")
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("second", LedgerDocument.report(from: "2024-02-26", "i"), on: "2024-05-31")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        func count(_ command: String, _ feed: String, _ text: String) async throws -> Int {
            let output = try await world.run.run(command, "--feed", feed, "--format", "jsonl").output
            return output.components(separatedBy: text).count - 1
        }
        #expect(try await count("publications", "pubs", "\"state\":\"read\"") == 3)
        #expect(try await count("publications", "pubs/two", "\"state\":\"read\"") == 1)
        #expect(try await count("alerts", "pubs", "rating-changed.v1") == 1)
        #expect(try await count("alerts", "pubs/two", "rating-changed.v1") == 0)
    }
}
