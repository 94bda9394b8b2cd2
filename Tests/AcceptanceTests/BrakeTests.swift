import Foundation
import TestSupport
import Testing

/// More ratings change at once than can be believed.
@Suite(.timeLimit(.minutes(10))) struct BrakeTests {
    private static let councils = (0..<25).map { number in
        "\(Character(Unicode.Scalar(UInt8(65 + number))))ford"
    }

    /// One report on each council; `fallen` of them are inadequate.
    private static func reports(_ year: Int, fallen: Int, isRevised: Bool = false) -> [Publisher.Entry] {
        councils.enumerated().map { number, council in
            Publisher.Entry(
                id: "\(year)\(100 + number)",
                title: "\(council): children's services inspection\(isRevised ? " (revised)" : "")",
                urn: "\(90000 + number)", council: council, published: "\(year)-05-01",
                document: CouncilReport(
                    council: council, dates: "4 to 8 March \(year)", overall: number < fallen ? "Inadequate" : "Good"
                ).pdf)
        }
    }

    /// A daemon that has read the baseline, then `news`.
    private func watched(_ publisher: Publisher, _ news: [Publisher.Entry]) async throws -> (ProgramRun, RunningProgram)
    {
        await publisher.publish(BrakeTests.reports(2023, fallen: 0))
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let daemon = try run.startDaemon()
        try await eventually("the baseline has been read") {
            try await run.run("feeds", "--format", "jsonl").output.contains("\"publications\":25,\"pending\":0")
        }
        if !news.isEmpty { await publisher.publish(news) }
        return (run, daemon)
    }

    @Test func changesOfTooManyProvidersWaitForTheOperatorsWord() async throws {
        let publisher = try await Publisher()
        let (run, daemon) = try await watched(publisher, BrakeTests.reports(2024, fallen: 12))
        try await eventually("what did not change is told") { run.lines().count == 13 }
        try await eventually("operators are told") {
            run.lines(of: "alerts.log").contains { $0.contains("operator-changes-held") }
        }
        #expect(try SeenAlert.read(run.lines()).allSatisfy { $0.kind == "inspection-published" })
        #expect(try await run.run("explain", "Aford").output.contains("`ratingwatch release councils`"))
        #expect(try await run.run("feeds").output.contains("held"))
        let unknown = try await run.run("release", "counsils")
        #expect(unknown.status == 64)
        #expect(unknown.complaints.contains("did you mean councils?"))

        // Held is held, also by a daemon that is started anew.
        await daemon.kill()
        let next = try run.startDaemon()
        let released = try await run.run("release", "councils")
        #expect(released.output.split(separator: "\n").count == 12)
        await next.stop()
        let last = try run.startDaemon()
        try await eventually("the released alerts are in the log") { run.lines().count == 25 }
        await last.stop()
        let alerts = try SeenAlert.read(run.lines())
        #expect(alerts.filter { $0.kind == "rating-changed" }.count == 12)
        #expect(Set(alerts.map(\.id)).count == 25)
        #expect(try await run.run("alerts", "verify").status == 0)
        #expect(try await run.run("release", "councils").output.hasPrefix("nothing is held for the feed"))
    }

    /// The same inspections suddenly state other grades, as when a publisher shifts its codes.
    @Test func correctionsOfTooManyProvidersWaitToo() async throws {
        let publisher = try await Publisher()
        let (run, daemon) = try await watched(publisher, [])
        await publisher.publish(BrakeTests.reports(2023, fallen: 12, isRevised: true))
        try await eventually("operators are told") {
            run.lines(of: "alerts.log").contains { $0.contains("operator-changes-held") }
        }
        #expect(run.lines().isEmpty)
        // Whoever asks is not left to believe that nothing fell.
        let asked = try await run.run("alerts", "--direction", "declined")
        let held = "councils holds back what changed for 12 providers"
        #expect(asked.complaints.contains(held) && asked.complaints.contains("release councils"), "\(asked)")
        #expect(try await run.run("publications").complaints.contains(held))
        #expect(try await run.run("feeds").output.contains("ratingwatch release councils"))
        await daemon.stop()
        // What is held of a feed outlives it in the configuration, and so does the way to tell it.
        let configured = try run.folder.read("ratingwatch.yaml")
        _ = try run.folder.write("ratingwatch.yaml", configured.replacing("name: councils", with: "name: others"))
        #expect(try await run.run("feeds").complaints.contains("no longer configured: \(held)"))
        #expect(try await run.run("release", "councils").output.split(separator: "\n").count == 12)
        #expect(try await run.run("feeds").complaints.isEmpty)
        #expect(try await run.run("release", "councils").status == 64)
        _ = try run.folder.write("ratingwatch.yaml", configured)
        let last = try run.startDaemon()
        try await eventually("the released alerts are in the log") { run.lines().count == 12 }
        await last.stop()
        #expect(try SeenAlert.read(run.lines()).allSatisfy { $0.kind == "rating-corrected" })
    }

    @Test func whatWasHeldForNothingIsToldOnceAllIsRead() async throws {
        let publisher = try await Publisher()
        let (run, daemon) = try await watched(publisher, BrakeTests.reports(2024, fallen: 4))
        try await eventually("all alerts have come") { run.lines().count == 25 }
        await daemon.stop()
        #expect(try SeenAlert.read(run.lines()).filter { $0.kind == "rating-changed" }.count == 4)
        #expect(!run.lines(of: "alerts.log").contains { $0.contains("operator-changes-held") })
    }

    @Test func whatIsHeldOfOneOfSeveralAddressesIsReleasedByTheNameOfAll() async throws {
        let map =
            "table: {dates: dmy, scheme: ofsted, provider_id: URN, name: Name, framework: sccif, date: Date, "
            + "areas: {overall-experiences-and-progress: Overall}}"
        let world = try await LedgerWorld(feeds: [], tables: [("homes", map)])
        try world.addAddress("others")
        func rows(_ homes: ClosedRange<Int>, _ date: String, _ grade: String) -> [String] {
            ["URN,Name,Date,Overall"] + homes.map { "SC\($0),Home \($0),\(date),\(grade)" }
        }
        await world.write("homes", rows(1...1, "01/03/2024", "Good"))
        await world.write("others", rows(2...15, "01/03/2024", "Good"))
        #expect(try await world.poll().lines.isEmpty)
        await world.write("others", rows(2...15, "01/03/2025", "Inadequate"))
        #expect(try await world.poll().lines.isEmpty)
        #expect(try await world.run.run("release", "homes").output.split(separator: "\n").count == 14)
        #expect(try await world.poll().count == 14)
    }
}
