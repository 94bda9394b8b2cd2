import Foundation
import TestSupport
import Testing

/// What the configuration makes of a feed changes, or it is taken out.
@Suite(.timeLimit(.minutes(10))) struct ConfiguredFeedTests {
    private typealias Document = LedgerDocument

    struct Removed: Sendable, CustomTestStringConvertible {
        let name: String
        let keys: String
        /// What it is configured as before it states anything.
        var then: String?
        var testDescription: String { name }
    }

    private static let removed = [
        Removed(name: "secondary, on the publisher's own host", keys: ", authority: secondary"),
        Removed(name: "secondary, of somebody", keys: ", authority: secondary, publisher: someone"),
        Removed(name: "press", keys: ", authority: press"),
        Removed(name: "secondary only at last", keys: "", then: ", authority: secondary"),
    ]

    @Test("One who republishes is not the publisher because his feed is configured no more", arguments: removed)
    func aRemovedFeedDoesNotBecomeThePublishers(_ removed: Removed) async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", removed.keys)])
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        if let keys = removed.then { try world.configure("other", keys) }
        await world.publish("between", Document.report(from: "2023-11-06", "i"), on: "2024-01-10", in: "other")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2023-11-06"])
        try world.configure("other", nil)
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("second", Document.report(from: "2024-02-26", "r"), on: "2024-05-16")
        let told = try await world.poll()
        #expect(told.lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(told.first?.data.judgements?.first { $0.area == "overall-effectiveness" }?.from == "good")
        #expect(
            try await world.history() == [
                "2023-03-06 good first", "2023-11-06 inadequate declined", "2024-02-26 requires-improvement declined",
            ])
    }

    @Test("And takes back nothing that the publisher has stated", arguments: removed)
    func aRemovedFeedVoidsNothing(_ removed: Removed) async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", removed.keys)])
        await world.publish("first", Document.report(from: "2023-03-06", "i"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        if let keys = removed.then { try world.configure("other", keys) }
        await world.publish("second", Document.report(from: "2024-02-26", "g"), on: "2024-05-16")
        #expect(try await world.poll().lines == ["rating-changed improved Kent 2024-02-26"])
        await world.publish("same", Document.report(from: "2024-02-26", "i"), on: "2024-05-20", in: "other")
        #expect(try await world.poll().lines == ["sources-disagree Kent 2024-02-26"])
        try world.configure("other", nil)
        await world.publish(
            "surrey", Document.report("Surrey", from: "2024-02-26", "i"), on: "2024-05-21", of: LedgerWorld.surrey)
        #expect(try await world.poll().lines == ["inspection-published Surrey 2024-02-26"])
        // Whatever has its news derived anew.
        await world.publish("third", Document.report(from: "2024-05-06", "g"), on: "2024-05-22")
        #expect(try await world.poll().lines == ["inspection-published unchanged Kent 2024-05-06"])
    }

    // MARK: What is believed otherwise is told

    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        /// What the two feeds state after the first one's good report of March 2023: feed, first day, grade.
        let stated: [String]
        let change: @Sendable (LedgerWorld) throws -> Void
        /// What is told of it.
        let tells: [String]
        let history: [String]
        var testDescription: String { name }
    }

    private static let disagreeing = ["first 2024-02-26 g", "second 2024-02-26 i"]

    @Test(
        "What the configuration has believed otherwise is told at once, as an operator's word",
        arguments: [
            Change(
                name: "a feed only republishes: what it stated between is no predecessor",
                stated: ["second 2023-11-06 i", "first 2024-02-26 g"],
                change: { try $0.configure("second", ", publisher: two, authority: secondary") },
                tells: ["rating-corrected Kent 2024-02-26"],
                history: ["2023-03-06 good first", "2023-11-06 inadequate declined", "2024-02-26 good unchanged"]),
            Change(
                name: "another publisher stands first", stated: disagreeing,
                change: { try $0.putFirstFeedLast() }, tells: ["rating-corrected declined Kent 2024-02-26"],
                history: ["2023-03-06 good first", "2024-02-26 inadequate declined"]),
            Change(
                name: "the one that stood first is taken out", stated: disagreeing,
                change: { try $0.configure("first", nil) },
                tells: ["rating-corrected declined Kent 2024-02-26"],
                history: ["2023-03-06 good first", "2024-02-26 inadequate declined"]),
            Change(
                name: "the one that was believed only republishes", stated: disagreeing,
                change: { try $0.configure("first", ", publisher: one, authority: secondary") },
                tells: ["rating-corrected Kent 2024-02-26"],
                history: ["2023-03-06 good first", "2024-02-26 inadequate first"]),
            Change(
                name: "both are one publisher's: the newer version counts", stated: disagreeing,
                change: { try $0.configure("second", ", publisher: one") },
                tells: ["rating-corrected declined Kent 2024-02-26"],
                history: ["2023-03-06 good first", "2024-02-26 inadequate declined"]),
            Change(
                name: "nothing that matters", stated: disagreeing,
                change: { try $0.configure("second", ", publisher: two, hold_changes_over: 30%") }, tells: [],
                history: ["2023-03-06 good first", "2024-02-26 good unchanged"]),
        ])
    func whatTheConfigurationHasBelievedOtherwiseIsTold(_ example: Change) async throws {
        let world = try await LedgerWorld(feeds: [("first", ", publisher: one"), ("second", ", publisher: two")])
        await world.publish("old", Document.report(from: "2023-03-06", "g"), on: "2023-05-01", in: "first")
        #expect(try await world.poll().lines.isEmpty)
        for stated in example.stated {
            let words = stated.split(separator: " ").map(String.init)
            await world.publish(
                "\(words[0])-new", Document.report(from: words[1], words[2]), on: "2024-05-16", in: words[0])
            #expect(try await world.poll().count == 1)
        }
        try example.change(world)
        let told = try await world.poll()
        #expect(told.lines == example.tells)
        #expect(told.allSatisfy { $0.data.because == "ruling" && $0.data.voids?.isEmpty == false })
        #expect(try await world.history() == example.history)
        let grade = example.history.last?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let rated = try await world.run.run("ratings", "--area", "overall-effectiveness", "--format", "json").output
        #expect(rated.contains("\"grade\":\"\(grade)\""), "\(rated)")
        #expect(try await world.poll().lines.isEmpty)
    }

    private static let map =
        "table: {dates: dmy, scheme: ofsted, provider_id: URN, name: Name, framework: sccif, date: Date, "
        + "areas: {overall-experiences-and-progress: Overall}}"

    @Test("What would be told of too many waits for an operator's word", arguments: [false, true])
    func tooMuchIsHeld(isTakenOut: Bool) async throws {
        let world = try await LedgerWorld(
            feeds: [],
            tables: [("first", Self.map + ", publisher: one"), ("second", Self.map + ", publisher: two")])
        func rows(_ homes: ClosedRange<Int>, _ grade: String) -> [String] {
            homes.map { "SC\($0),Home \($0),01/03/2024,\(grade)" }
        }
        let head = "URN,Name,Date,Overall"
        await world.write("first", [head] + rows(1...12, "Good"))
        await world.write("second", [head] + rows(13...13, "Good"))
        #expect(try await world.poll().lines.isEmpty)
        await world.write("second", [head] + rows(1...13, "Inadequate"))
        #expect(try await world.poll().lines.count == 13)
        if isTakenOut { try world.configure("first", nil) } else { try world.putFirstFeedLast() }
        #expect(try await world.poll().lines.isEmpty)
        let held = world.run.lines(of: "alerts.log").filter { $0.contains("release second") }
        #expect(held.count == 1)
        #expect(try await world.run.run("release", "second").status == 0)
        let told = try await world.poll()
        #expect(told.allSatisfy { $0.line.hasPrefix("rating-corrected") && $0.data.because == "ruling" })
        #expect(Set(told.map(\.data.provider?.id)).count == 12)
    }

    // MARK: From where its documents are read

    @Test("Documents on a host are asked for once it is in `follow`")
    func documentsOfAFollowedHostAreAskedFor() async throws {
        let world = try await LedgerWorld()
        let elsewhere = LedgerWorld.Entry(id: "first", path: "https://localhost:1/first.html", published: "2023-05-01")
        await world.publish(elsewhere, nil)
        /// Nothing but loopback can be named here, which no host but that of the feed may lead to.
        func refusals() async throws -> [String] {
            #expect(try await world.poll().lines.isEmpty)
            let listed = try await world.run.run("publications", "--format", "csv").output
            return ["nor in `follow`", "not a public address"].filter(listed.contains)
        }
        #expect(try await refusals() == ["nor in `follow`"])
        #expect(try await refusals() == ["nor in `follow`"])
        try world.configure("pubs", ", follow: [localhost]")
        #expect(try await refusals() == ["not a public address"])
        try world.configure("pubs", "")
        #expect(try await refusals() == ["nor in `follow`"])
    }

    // MARK: For whom it may speak

    @Test("What a feed might not say is read once it may speak for the provider, and is as silent as it was listed")
    func whatIsFollowedNowIsRead() async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ", providers: [Kent]")])
        await world.publish("kent", Document.report(from: "2021-11-08", "g"), on: "2022-01-09")
        await world.publish(
            "surrey", Document.report("Surrey", from: "2021-11-08", "g"), on: "2022-01-08", of: LedgerWorld.surrey)
        #expect(try await world.poll().lines.isEmpty)
        let why = try await world.run.run("explain", "Surrey").output
        #expect(why.contains("may not speak for Surrey"), "\(why)")
        try world.configure("pubs", ", providers: [Surrey]")
        #expect(try await world.poll().lines.isEmpty)
        #expect(try await world.history(of: LedgerWorld.surrey) == ["2021-11-08 good first"], "of the baseline")
        await world.publish("second", Document.report(from: "2024-02-26", "i"), on: "2024-05-16")
        #expect(try await world.poll().lines.isEmpty)
        try world.configure("pubs", ", providers: [Kent, Surrey]")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(try await world.history() == ["2021-11-08 good first", "2024-02-26 inadequate declined"])
        try world.configure("pubs", "")
        #expect(try await world.poll().lines.isEmpty)
    }
}
