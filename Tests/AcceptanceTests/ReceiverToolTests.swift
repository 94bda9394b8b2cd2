import Foundation
import TestSupport
import Testing

/// Every behaviour of a receiver at once, judged by a receiver that is not ours.
@Suite(.timeLimit(.minutes(3))) struct ReceiverToolTests {
    @Test(.enabled(if: ReceiverTool.isAvailable, "the receiver does not lie beside this checkout"))
    func eachBehaviourOfAReceiverIsAnsweredAsTheStandardSays() async throws {
        let tool = try await ReceiverTool()
        defer { tool.stop() }
        let secrets = try TemporaryFolder()
        let other = "whsec_" + Data("the key of the year before".utf8).base64EncodedString()
        let file = try secrets.write("hook.secret", "\(other)\n\(ReceiverTool.secret)\n")
        let paths = [
            "good": "/hook", "fails": "/fail/1/503/hook", "busy": "/retry-after/5/hook", "gone": "/gone/hook",
            "moved": "/redirect/hook", "resets": "/reset/hook", "slow": "/slow/20/hook",
        ]
        let names = paths.keys.sorted()
        let receivers = names.map {
            "{name: \($0), kind: webhook, url: '\(tool.url)\(paths[$0] ?? "")', secret_file: \(file)}"
        }
        let desk =
            "{name: desk, kind: email, server: 'smtp://127.0.0.1:\(tool.mailPort)', from: a@example.org, to: b@example.org}"
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let run = try ProgramRun(
            configuration: DeliveryTests.configuration(
                publisher.feedURL, firstPoll: "alert", receivers: receivers + [desk], names: names + ["desk"]))
        let daemon = try run.startDaemon()
        try await eventually("the failing one has it", within: 60) {
            try tool.deliveries().filter { $0.path == paths["fails"] }.count == 2
        }
        try await eventually("the slow one was given up for now", within: 60) {
            try await run.run("deliveries", "--failed").output.contains("did not answer within 15 s")
        }
        await daemon.stop()

        let deliveries = try tool.deliveries()
        #expect(deliveries.allSatisfy { $0.isSignatureGood == true && $0.isTimestampGood == true })
        let alert = try #require(try SeenAlert.read(run.lines()).first)
        #expect(Set(deliveries.map(\.webhookID)) == [alert.id])
        #expect(Set(deliveries.map(\.body)).count == 1)
        #expect(!deliveries.contains { $0.path.hasPrefix("/redirected") })
        #expect(tool.mails() == 1)
        let counts = Dictionary(grouping: deliveries, by: \.path).mapValues(\.count)
        #expect(counts[paths["good"] ?? ""] == 1)
        #expect(counts[paths["gone"] ?? ""] == 1)
        // Asked to wait 5 s, it waits the minute that "too many" asks for at least.
        #expect(counts[paths["busy"] ?? ""] == 1)
        #expect(
            run.lines(of: "alerts.log").filter { $0.contains("operator-receiver-disabled receiver gone") }.count == 1)

        let failed = try await run.run("deliveries", "--failed", "--format", "jsonl").output.split(separator: "\n")
        func reason(_ name: String) -> String? {
            failed.first { $0.contains("\"receiver\":\"\(name)\"") }.map(String.init)
        }
        #expect(reason("busy")?.contains("answered 429") == true)
        #expect(reason("gone")?.contains("answered 410") == true)
        #expect(reason("moved")?.contains("a redirect, which is not followed") == true)
        #expect(reason("resets")?.contains("\"status\":null") == true)
        #expect(reason("good") == nil && reason("fails") == nil && reason("desk") == nil)
        #expect(!run.diagnostics.contains("whsec_"))
    }
}
