import Foundation
import TestSupport
import Testing

/// Whoever was told that a council fell hears that it did not, whatever their route asks for.
@Suite(.timeLimit(.minutes(3))) struct TakenBackTests {
    /// Also where the route has another name by then.
    @Test(arguments: ["falls", "declines"])
    func aCorrectionGoesWhereTheMistakeWent(route: String) async throws {
        let world = try await LedgerWorld()
        let run = world.run
        let written = try run.folder.read("ratingwatch.yaml")
        try run.folder.write(
            "ratingwatch.yaml",
            written.replacing(
                "operators:",
                with: """
                      - {name: falls, match: {direction: [declined, mixed]}, receivers: [falls]}
                      - {name: rises, match: {direction: improved}, receivers: [rises]}
                    operators:
                    """
            ).replacing(
                "routes:",
                with: """
                      - {name: falls, kind: log-file, path: falls.jsonl, format: jsonl}
                      - {name: rises, kind: log-file, path: rises.jsonl, format: jsonl}
                    routes:
                    """))
        await world.publish("first", LedgerDocument.report(from: "2023-03-06", "g"), on: "2023-05-16")
        _ = try await world.poll()
        await world.publish("second", LedgerDocument.report(from: "2024-02-26", "r"), on: "2024-05-16")
        let fall = try await world.poll()
        #expect(fall.lines == ["rating-changed declined Kent 2024-02-26"])
        let before = try run.folder.read("ratingwatch.yaml")
        try run.folder.write(
            "ratingwatch.yaml", before.replacing("{name: falls, match", with: "{name: \(route), match"))
        await world.change("second", to: LedgerDocument.report(from: "2024-02-26", "g"))
        let correction = try await world.poll()
        #expect(correction.lines == ["rating-corrected Kent 2024-02-26"])

        #expect(try LedgerAlert.read(run.lines(of: "falls.jsonl")).map(\.id) == (fall + correction).map(\.id))
        #expect(run.lines(of: "rises.jsonl").isEmpty)
        let why = try await run.run("explain", correction.first?.id ?? "").output
        #expect(why.contains("it takes back what the route took"), "\(why)")

        // Whoever asks who fell sees that it no longer holds, in a spreadsheet too.
        let number = run.lines().count + 1
        let fell = try await run.run("alerts", "--direction", "declined", "--direction", "mixed").output
        #expect(fell.contains("taken back by alert \(number): Kent"), "\(fell)")
        let rows = try await run.run("alerts", "--kind", "rating-changed", "--format", "csv").output
        #expect(rows.split(separator: "\r\n").dropFirst().allSatisfy { $0.contains(",\(number),") }, "\(rows)")
        #expect(try await run.run("routes", "test").complaints.contains("nothing differs"))
    }

    /// Of a letter that states otherwise now, too: whoever reads the first alert sees that it no longer holds, and its
    /// words stand beside both.
    @Test func anAmendedLetterMarksWhatWasToldOfItBefore() async throws {
        let world = try await LedgerWorld()
        await world.publish("first", LedgerDocument.report(from: "2023-03-06", "g"), on: "2023-05-16")
        _ = try await world.poll()
        await world.publish(
            .init(id: "l", path: "/l.html", published: "2024-01-09", type: "Children's services focused visit"),
            LedgerDocument.letter("Kent", on: "2023-11-14"))
        let told = try await world.poll()
        #expect(told.lines == ["report-published Kent 2023-11-14"])
        await world.change(
            "l",
            to: LedgerDocument.letter(
                "Kent", on: "2023-11-14",
                "Areas for priority action</p><p>The council needs to act at once. It did not."))
        let amended = try await world.poll()
        #expect(amended.lines == ["report-amended Kent 2023-11-14"])
        let number = world.run.lines().count + 1
        let alerts = try await world.run.run("alerts", "--kind", "report-published").output
        #expect(alerts.contains("taken back by alert \(number): Kent") && alerts.contains("2024-01-09"), "\(alerts)")
        let bodies = try await world.run.run("alerts", "--kind", "report-amended", "--format", "json").output
        #expect(
            bodies.contains(
                #""priority_action_printed":"Areas for priority action: The council needs to act at once.""#),
            "\(bodies)")
    }
}
