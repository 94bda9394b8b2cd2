import Configuration
import Delivery
import Digests
import Foundation
import HTTPTransport
import Inspections
import Queries
import Receivers
import Text

/// Sends one receiver a marked alert, outside of the history.
struct ReceiverTest: Sendable {
    let receiver: ReceiverConfiguration
    let configuration: Configuration
    let names: ReaderNames

    func run(at now: Date) async throws -> Answer {
        try receiver.receiver.check()
        guard let messenger = receiver.receiver.messenger else {
            return Answer(
                "\(receiver.name): can be written; no test alert was added, because a log holds real alerts only\n")
        }
        let carriers = try Carriers(http: configuration.http, names: names)
        let attempt = await messenger.attempt(alert(at: now), over: carriers, at: now)
        await carriers.http.shutDown()
        let isDone = attempt.verdict == .done
        let said = isDone || attempt.answer.isEmpty ? "" : "\n\(OutsideText.line(String(attempt.answer.prefix(500))))"
        return Answer(
            "\(receiver.name): \(isDone ? "delivered" : "failed"): \(OutsideText.line(attempt.reason)), "
                + "\(attempt.milliseconds) ms\(said)\n", isGood: isDone)
    }

    /// Each test has an id of its own: a receiver that drops what it has already got must not drop it.
    private func alert(at now: Date) -> AlertRecord {
        let summary = "Test alert from ratingwatch: nothing has changed"
        let id = "rw_" + SHA256.hex(of: "test|\(configuration.instance)|\(now.timeIntervalSince1970)").prefix(32)
        let body = JSONValue.object([
            .init("specversion", .string("1.0")),
            .init("id", .string(id)),
            .init("source", .string("/ratingwatch/" + configuration.instance)),
            .init("type", .string("org.ratingwatch.test.v1")),
            .init("subject", .string("receiver:" + receiver.name)),
            .init("time", .string(now.iso8601)),
            .init("datacontenttype", .string("application/json")),
            .init("sequence", .string(String(repeating: "0", count: 20))),
            .init("data", .object([.init("summary", .string(summary)), .init("test", .bool(true))])),
        ])
        return AlertRecord(sequence: 0, id: id, body: body.text, line: "\(now.iso8601) test \(summary)")
    }
}
