import Foundation
import TestSupport
import Testing

/// What one who only republishes says never changes what the publisher's own report is told as.
@Suite(.timeLimit(.minutes(10))) struct AuthorityTests {
    private typealias Document = LedgerDocument

    struct Way: Sendable, CustomTestStringConvertible {
        let name: String
        /// What a third party does between the publisher's good report of 2023 and its inadequate one of 26 February
        /// 2024.
        let forge: @Sendable (LedgerWorld) async -> Void
        /// What the publisher's report is told as.
        var tells = "rating-changed declined Kent 2024-02-26"
        var testDescription: String { name }
    }

    @Test(
        "An official decline is told as one whatever a third party has said",
        arguments: [
            Way(name: "nothing") { _ in },
            Way(name: "an entry that cannot be had") { world in
                await world.publish("locked", nil, on: "2024-04-01", in: "other")
                await world.answer("locked", with: 500)
            },
            Way(name: "a document in doubt") { world in
                await world.publish(
                    "doubtful", Document.report(from: "2023-09-04", "g", heading: "i"), on: "2023-11-01", in: "other")
            },
            // The better word came second: it corrects what was told.
            Way(
                name: "another grade for the same days",
                forge: { world in
                    await world.publish(
                        "same", Document.report(from: "2024-02-26", "g"), on: "2024-05-01", in: "other")
                }, tells: "rating-corrected declined Kent 2024-02-26"),
            Way(name: "a later inspection") { world in
                await world.publish("later", Document.report(from: "2024-09-02", "g"), on: "2024-10-01", in: "other")
            },
            Way(name: "an inspection between, with the grades to come") { world in
                await world.publish("between", Document.report(from: "2023-11-06", "i"), on: "2024-01-10", in: "other")
            },
        ])
    func anOfficialDeclineIsToldAsOne(_ way: Way) async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", ", authority: secondary")])
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        await way.forge(world)
        _ = try await world.poll()
        await world.publish("second", Document.report(from: "2024-02-26", "i"), on: "2024-05-16")
        let told = try await world.poll()
        #expect(told.lines == [way.tells])
        let overall = told.first?.data.judgements?.first { $0.area == "overall-effectiveness" }
        #expect(overall?.from == "good" && overall?.to == "inadequate" && overall?.direction == "declined")
        #expect(try await world.poll().lines.isEmpty)
    }

    @Test("What a third party listed at its first poll keeps nobody from hearing of the report itself")
    func aBaselineOfAThirdPartySilencesNothing() async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", ", authority: secondary")])
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        await world.publish("same", Document.report(from: "2024-02-26", "g"), on: "2024-05-01", in: "other")
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("second", Document.report(from: "2024-02-26", "i"), on: "2024-05-16")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
    }

    @Test("Grades through time are those that stand, whatever a third party states later")
    func gradesThroughTimeAreThoseOfThePublisher() async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", ", authority: secondary")])
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        await world.publish("later", Document.report(from: "2024-09-02", "i"), on: "2024-10-01", in: "other")
        _ = try await world.poll()
        let standing = try await world.run.run("ratings", "--format", "csv").output
        #expect(standing.contains("good") && !standing.contains("inadequate"))
        let years = try await world.run.run("ratings", "--through-time", "--format", "csv").output
        #expect(years.contains(",2023,overall-effectiveness,good,1,1,") && !years.contains("inadequate"), "\(years)")
    }

    @Test("A decision on what two publishers list at one address must say on whose entry it is")
    func anAddressOfTwoPublishersIsNotRuled() async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", ", authority: secondary")])
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("second", Document.report(from: "2024-02-26", "i"), on: "2024-05-16")
        let told = try await world.poll()
        await world.publish("second", Document.report(from: "2024-02-26", "i"), on: "2024-05-16", in: "other")
        #expect(try await world.poll().lines.isEmpty)
        let address = try #require(told.last?.data.publication?.url)
        func reject(_ name: String) async throws -> ProgramRun.Finished {
            try await world.run.run("rule", name, "reject", "--why", "not a report")
        }
        let refused = try await reject(address)
        #expect(refused.status == 64)
        #expect(refused.complaints.contains("pubs: \(address)") && refused.complaints.contains("other: \(address)"))
        #expect(try await world.history().count == 2)
        for feed in ["pubs", "other"] { #expect(try await reject("\(feed): \(address)").status == 0) }
        #expect(try await world.history().count == 1)
        #expect(try await reject("nobody: \(address)").status == 64)
    }

    // MARK: Tables

    private static let map =
        "table: {dates: dmy, scheme: ofsted, provider_id: URN, name: Name, region: Region, predecessors: [Was], "
        + "framework: sccif, date: Date, areas: {overall-experiences-and-progress: Overall}}"
    private static let head = "URN,Name,Region,Was,Date,Overall"

    private func row(
        _ number: Int, _ day: String, _ grade: String, name: String? = nil, region: String = "London", was: String = ""
    ) -> String {
        "SC\(number),\(name ?? "Home \(number)"),\(region),\(was),\(day),\(grade)"
    }

    /// The publisher's table of twelve homes, and that of one who republishes it.
    private func tables(_ forged: (Int) -> String) async throws -> LedgerWorld {
        let world = try await LedgerWorld(
            feeds: [], tables: [("official", Self.map), ("other", Self.map + ", authority: secondary")])
        await world.write("official", [Self.head] + homes())
        await world.write("other", [Self.head] + (1...12).map(forged))
        #expect(try await world.poll().lines.isEmpty)
        return world
    }

    /// Rows of all homes; the first one is inadequate from 2023 on, where `hasFallen`.
    private func homes(hasFallen: Bool = false) -> [String] {
        (1...12).map { row($0, "01/03/2021", $0 == 2 ? "Inadequate" : "Good") }
            + (hasFallen ? [row(1, "06/03/2023", "Inadequate")] : [])
    }

    private func declineIsTold(in world: LedgerWorld) async throws {
        await world.write("official", [Self.head] + homes(hasFallen: true))
        #expect(try await world.poll().lines == ["rating-changed declined Home 1 2023-03-06"])
    }

    @Test("A third party's table renames and moves nobody")
    func aThirdPartyRenamesNobody() async throws {
        let world = try await tables {
            row($0, "01/03/2021", $0 == 2 ? "Inadequate" : "Good", name: "see https://evil.example", region: "Nowhere")
        }
        #expect(try await world.run.run("providers").output.contains("evil") == false)
        #expect(try await world.run.run("providers").output.contains("Nowhere") == false)
        try await declineIsTold(in: world)
    }

    @Test("A third party's table joins nobody's history to another's")
    func aThirdPartyJoinsNoHistories() async throws {
        let world = try await tables {
            row($0, "01/03/2021", $0 == 2 ? "Inadequate" : "Good", was: $0 == 1 ? "SC2" : "")
        }
        let history = try await world.run.run("history", "ofsted:SC1", "--format", "csv").output
        #expect(history.contains("good") && !history.contains("inadequate"))
        try await declineIsTold(in: world)
    }

    @Test("What is held of a third party holds back nothing of the publisher's")
    func aThirdPartyHoldsNothingBack() async throws {
        let world = try await tables { row($0, "01/03/2021", $0 == 2 ? "Inadequate" : "Good") }
        await world.write(
            "other",
            [Self.head]
                + (1...12).flatMap { [row($0, "01/03/2021", "Good"), row($0, "05/09/2022", "Outstanding")] })
        #expect(try await world.poll().lines == [])
        #expect(world.run.lines(of: "alerts.log").contains { $0.contains("release other") })
        try await declineIsTold(in: world)
        let released = try await world.run.run("release", "other")
        #expect(released.status == 0)
        // As far as it still holds: the publisher has told of a later inspection of the first home.
        let told = try await world.poll().lines
        #expect(told.count { $0.hasPrefix("rating-changed improved") && $0.hasSuffix("2022-09-05") } == 11)
        #expect(told.contains("inspection-published late Home 1 2022-09-05"))
        #expect(!told.contains { $0.hasSuffix("2023-03-06") })
    }

    // MARK: Whom a feed may speak for

    @Test("A feed speaks for those alone whom its configuration names, and check says so")
    func aFeedSpeaksForThoseItIsAskedFor() async throws {
        let world = try await LedgerWorld(feeds: [("pubs", ""), ("other", ", providers: [Surrey, 'cqc:*']")])
        let checked = try await world.run.run("check").output
        #expect(checked.contains("pubs: official, the word of 127.0.0.1, on every provider"))
        #expect(checked.contains("other: official, the word of 127.0.0.1, on Surrey, cqc:* alone"))
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        await world.publish(
            "surrey", Document.report("Surrey", from: "2023-03-06", "g"), on: "2023-05-02", of: LedgerWorld.surrey)
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("forged", Document.report(from: "2024-02-26", "i"), on: "2024-05-16", in: "other")
        await world.publish("locked", nil, on: "2024-05-17", in: "other")
        await world.answer("locked", with: 500)
        await world.publish(
            "true", Document.report("Surrey", from: "2024-02-26", "i"), on: "2024-05-16", of: LedgerWorld.surrey,
            in: "other")
        #expect(try await world.poll().lines == ["rating-changed declined Surrey 2024-02-26"])
        let listed = try await world.run.run("publications", "--feed", "other").output
        #expect(listed.contains("may not speak for Kent (ofsted:80476)"))
        #expect(!listed.contains("pending"))
    }
}
