import Foundation
import TestSupport
import Testing

/// A letter that says neither clearly that there are areas for priority action nor that there are none: readers hear
/// nothing of it until an operator has read it.
@Suite(.timeLimit(.minutes(5))) struct LetterDoubtTests {
    private static let words = "Leaders have made progress against the areas for priority action."

    private static func letter(_ words: String) -> String { LedgerDocument.letter("Kent", on: "2023-11-14", words) }

    private static func world(type: String = "Children's services focused visit") async throws -> LedgerWorld {
        let world = try await LedgerWorld()
        await world.publish("first", LedgerDocument.report(from: "2023-03-06", "g"), on: "2023-05-16")
        #expect(try await world.poll().lines.isEmpty)
        await world.publish(
            .init(id: "l", path: "/l.html", published: "2024-01-09", type: type),
            letter(words))
        #expect(try await world.poll().lines.isEmpty)
        return world
    }

    private struct Doubt: Decodable {
        struct Witness: Decodable {
            let area: String
            let grade: String?
            let printed: String?
        }

        let url: String
        let reason: String
        let witnesses: [Witness]
    }

    private func doubts(in world: LedgerWorld) async throws -> [Doubt] {
        try await world.run.run("doubts", "--format", "jsonl").output.split(separator: "\n").map {
            try JSONDecoder().decode(Doubt.self, from: Data($0.utf8))
        }
    }

    private func rule(_ words: String..., in world: LedgerWorld) async throws -> ProgramRun.Finished {
        let doubt = try #require(try await doubts(in: world).first)
        return try await world.run.run(arguments: ["rule", doubt.url] + words + ["--why", "read it"])
    }

    /// What readers have been told of a letter, each with its fact.
    private func told(in world: LedgerWorld) throws -> [String] {
        struct Alert: Decodable {
            struct Body: Decodable { let facts: [String: String]?, basis: String?, voids: [String]? }
            let type: String
            let data: Body
        }
        return try world.run.lines().map {
            let alert = try JSONDecoder().decode(Alert.self, from: Data($0.utf8))
            let kind = alert.type.replacing("org.ratingwatch.", with: "").replacing(".v1", with: "")
            let fact = alert.data.facts?["priority_action"] ?? "-"
            let printed = alert.data.facts?["priority_action_printed"] == nil ? "" : " in its words"
            let voids = (alert.data.voids ?? []).isEmpty ? "" : " instead"
            return "\(kind) \(fact) by \(alert.data.basis ?? "-")\(printed)\(voids)"
        }
    }

    @Test("The operator sees its words, decides, and readers are told once")
    func anOperatorDecides() async throws {
        let world = try await Self.world()
        let operators = world.run.lines(of: "alerts.log").joined(separator: "\n")
        #expect(operators.contains("in doubt") && operators.contains(Self.words), "\(operators)")
        let doubt = try #require(try await doubts(in: world).first)
        #expect(doubt.reason.contains(Self.words))
        #expect(doubt.witnesses.map { "\($0.area) \($0.grade ?? "-")" } == ["priority_action -"])
        #expect(doubt.witnesses.first?.printed == Self.words)
        let shown = try await world.run.run("doubts").output
        #expect(shown.contains(Self.words), "\(shown)")

        let decided = try await rule("state", "priority_action=remain", in: world)
        #expect(decided.status == 0 && decided.output.contains("areas for priority action remain"), "\(decided)")
        #expect(try await world.poll().lines == ["report-published Kent 2023-11-14"])
        #expect(try await world.poll().isEmpty)
        #expect(try told(in: world) == ["report-published remain by ruling"])
        #expect(try await doubts(in: world).isEmpty)
        let why = try await world.run.run("explain", "ofsted:80476").output
        #expect(why.contains("areas for priority action remain") && why.contains("read it"), "\(why)")
    }

    @Test("No report waits for it, whatever its listing calls it")
    func noReportWaits() async throws {
        let world = try await Self.world(type: "Children's services letter")
        await world.publish("second", LedgerDocument.report(from: "2024-03-04", "i"), on: "2024-05-16")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-03-04"])
    }

    @Test("What is decided can be withdrawn, and another version of the letter is heard")
    func aDecisionEnds() async throws {
        let world = try await Self.world()
        let address = try #require(try await doubts(in: world).first).url
        #expect(try await rule("state", "priority_action=no", in: world).status == 0)
        let withdrawn = try await world.run.run(arguments: ["rule", address, "withdraw", "--why", "a mistake"])
        #expect(withdrawn.status == 0, "\(withdrawn.complaints)")
        #expect(try await doubts(in: world).count == 1)
        #expect(try await rule("state", "priority_action=no", in: world).status == 0)
        await world.change("l", to: Self.letter("Areas for priority action</p><p>The council needs to act."))
        _ = try await world.poll()
        let told = try told(in: world)
        #expect(
            told == [
                "report-published no by ruling", "report-amended - by ruling instead",
                "report-published no by ruling",
                "report-amended yes by report in its words instead",
            ], "\(told)")
    }

    @Test(
        "What cannot be decided is refused, with what can",
        arguments: [
            (["accept"], "say it with `ratingwatch rule … state priority_action=yes|remain|no`"),
            (["state", "priority_action=perhaps"], "write priority_action=yes|remain|no"),
            (["state", "priority_action=yes", "priority_action=no"], "name priority_action once"),
            (["state", "priority_action=yes", "overall-effectiveness=good"], "nothing beside it"),
            (["state", "overall-effectiveness=good"], "of a letter say priority_action=yes|remain|no"),
            (["state", "priority_action=no", "--start", "2031-01-01"], "yet to come"),
        ])
    func whatCannotBeDecided(_ words: [String], _ remedy: String) async throws {
        let world = try await Self.world()
        let address = try #require(try await doubts(in: world).first).url
        let refused = try await world.run.run(arguments: ["rule", address] + words + ["--why", "read it"])
        #expect(refused.status == 64 && refused.complaints.contains(remedy), "\(refused.complaints)")
        #expect(try await doubts(in: world).count == 1)
        #expect(world.run.lines().isEmpty)
    }

    @Test("A clear letter that is in doubt now stands as it was told")
    func whatWasToldStands() async throws {
        let world = try await LedgerWorld()
        await world.publish("first", LedgerDocument.report(from: "2023-03-06", "g"), on: "2023-05-16")
        _ = try await world.poll()
        await world.publish(
            .init(id: "l", path: "/l.html", published: "2024-01-09", type: "Children's services focused visit"),
            Self.letter("Areas for priority action</p><p>The council needs to act."))
        #expect(try await world.poll().lines == ["report-published Kent 2023-11-14"])
        await world.change("l", to: Self.letter(Self.words))
        #expect(try await world.poll().isEmpty)
        #expect(try await rule("state", "priority_action=yes", in: world).output.contains("nothing is told of it"))
        #expect(try await world.poll().isEmpty)
    }
}
