import Foundation
import TestSupport
import Testing

/// A publisher's faults: each is said clearly, nothing is lost, and the next good answer heals it.
@Suite(.timeLimit(.minutes(3))) struct FaultTests {
    static func configuration(_ url: String) -> String {
        """
        instance: test
        http: {per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 2s}}
        feeds:
          - {name: councils, kind: feed, url: '\(url)', every: 1s}
        receivers:
          - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
          - {name: reading, kind: log-file, path: alerts.log, format: text}
        routes:
          - {name: all, receivers: [everything, reading]}
        """
    }

    static func entry(_ id: String, _ published: String, _ report: CouncilReport) -> Publisher.Entry {
        Publisher.Entry(
            id: id, title: "\(report.council): children's services inspection", urn: "80447", council: report.council,
            published: published, document: report.pdf)
    }

    /// One of up to twelve reports on Cheshire East, each on an inspection two months after the one before: what lies
    /// nearer may be one.
    static func entry(inspection index: Int, of id: Int, overall: String) -> (entry: Publisher.Entry, start: String) {
        let names = ["January", "March", "May", "July", "September", "November"]
        let year = 2023 + index / names.count
        let month = 1 + index % names.count * 2
        let day = "\(year)-\(month < 10 ? "0" : "")\(month)"
        let report = CouncilReport(
            council: "Cheshire East", dates: "2 to 6 \(names[index % names.count]) \(year)", overall: overall)
        return (entry("\(id + index)", "\(day)-28", report), "\(day)-02")
    }

    static let before = entry(
        "50000001", "2023-05-01",
        CouncilReport(council: "Cheshire East", dates: "6 to 10 March 2023", overall: "Good"))
    static let after = entry(
        "50000002", "2024-05-01",
        CouncilReport(
            council: "Cheshire East", dates: "4 to 8 March 2024", careLeavers: "Inadequate", overall: "Inadequate"))

    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        /// `nil`: the feed itself.
        let document: String?
        let answer: ServerAnswer
        /// What the diagnostics must say.
        let complaint: String
        var testDescription: String { name }
    }

    static let notFound = """
        <!DOCTYPE html><html><head><title>Report not found</title></head><body><h1>Report not found</h1>
        <p>The report that you asked for is not available.</p></body></html>
        """

    static let faults = [
        Fault(
            name: "the feed answers 500", document: nil, answer: ServerAnswer(500, text: "oh dear"),
            complaint: "answered 500"),
        Fault(
            name: "HTML instead of a feed", document: nil,
            answer: ServerAnswer(
                headers: [("Content-Type", "text/html")], text: "<html><head><title>Sorry</title></head></html>"),
            complaint: "found an HTML page"),
        Fault(
            name: "half a feed", document: nil, answer: ServerAnswer(text: "<?xml version=\"1.0\"?><fe"),
            complaint: "cannot read feed"),
        Fault(
            name: "a feed cut behind an entry", document: nil,
            answer: ServerAnswer(
                text: """
                    <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Publications</title>
                    <entry><id>old</id><title>Kent</title><link href="/file/old"/></entry><ent
                    """), complaint: "the feed is truncated"),
        Fault(
            name: "the document answers 503", document: "50000002", answer: ServerAnswer(503, text: "later"),
            complaint: "answered 503"),
        Fault(
            name: "a cut PDF", document: "50000002", answer: ServerAnswer(body: Array(after.document.prefix(400))),
            complaint: "cannot be read"),
        Fault(
            name: "the soft not-found page", document: "50000002", answer: ServerAnswer(text: notFound),
            complaint: "not found"),
        Fault(
            name: "an HTML page where a PDF was announced", document: "50000002",
            answer: ServerAnswer(text: "<html><body><p>Down for maintenance.</p></body></html>"), complaint: "pending"),
    ]

    @Test(arguments: faults) func aFaultIsSaidAndHealsWithoutLoss(_ fault: Fault) async throws {
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }

        let path = fault.document.map(publisher.documentPath) ?? "/publications.atom"
        await publisher.answer(path, with: fault.answer)
        await publisher.publish(FaultTests.after)
        try await eventually("the fault is named: \(fault.complaint)") {
            run.diagnostics.contains(fault.complaint)
        }
        #expect(run.lines().isEmpty)

        await publisher.answer(path, with: nil)
        try await eventually("the alert comes once the publisher is well") { run.lines().count == 1 }
        await daemon.stop()
        let alerts = try SeenAlert.read(run.lines())
        #expect(alerts.map(\.kind) == ["rating-changed"])
        #expect(alerts.first?.data.direction == "declined")
        #expect(daemon.status == 0)
        let verified = try await run.run("alerts", "verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func aPublisherThatIsDownIsSaidToBeUnreachableAndNothingIsRecorded() async throws {
        // Nobody listens on port 1 of a test machine.
        let run = try ProgramRun(configuration: FaultTests.configuration("http://127.0.0.1:1/feed.atom"))
        let once = try await run.run("run", "--once")
        #expect(once.status == 0)
        #expect(once.complaints.contains("http://127.0.0.1:1/feed.atom"))
        #expect(once.complaints.lowercased().contains("connect"))
        #expect(run.lines().isEmpty)
    }

    @Test func aBadConfigurationEndsEveryCommandWith78() async throws {
        let run = try ProgramRun(
            configuration: "feeds: [{name: a, kind: fede, url: 5, evry: 1s}]\nhttp: {timeout: x}\n")
        for arguments in [["check"], ["run", "--once"], ["alerts"], ["alerts", "verify"], ["publications"]] {
            let ended = try await run.run(arguments: arguments)
            #expect(ended.status == 78)
            let said = arguments == ["check"] ? ended.output : ended.complaints
            let lines = said.split(separator: "\n")
            #expect(lines.count == 4, "\(said)")
            for line in lines { #expect(line.contains("ratingwatch.yaml:")) }
        }
    }

    @Test func wrongUsageEndsWith64() async throws {
        let run = try ProgramRun(configuration: FaultTests.configuration("http://127.0.0.1:1/"))
        #expect(try await run.run("alerts", "--directon", "declined").status == 64)
        #expect(try await run.run("extract", "--format", "yaml", "x", isConfigured: false).status == 64)
        #expect(try await run.run("fly", isConfigured: false).status == 64)
    }

    @Test func aSecondDaemonOnOneHistoryIsRefused() async throws {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        let second = try await run.run("run", "--once")
        #expect(second.status == 1)
        #expect(second.complaints.contains("another ratingwatch"))
        await daemon.stop()
    }
}
