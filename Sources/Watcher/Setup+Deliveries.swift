import Foundation
import History
import Receivers

extension Setup {
    /// `ratingwatch deliveries`.
    package func deliveries(
        failed: Bool, format: DeliveriesFormat, style: TerminalStyle
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        return Answer(try await archive.deliveries(failed: failed, now: Date()).text(format, style: style))
    }

    /// `ratingwatch redeliver`.
    package func redeliver(_ question: RedeliverQuestion) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        // Logs are written exactly once, so nothing is sent to them again.
        let receivers = configuration.receivers.filter { $0.receiver.messenger != nil }.map(\.name)
        let now = Date()
        let count = try await history.write("begin deliveries anew") {
            try $0.redeliver(
                alert: question.alert, since: question.instant(now: now), failedOnly: question.failedOnly,
                receivers: receivers, at: now)
        }
        if let alert = question.alert, count == 0 {
            return Answer(
                "",
                complaint: "no webhook or mail receiver was to get an alert \"\(alert)\"; "
                    + "`ratingwatch deliveries` lists the ids", isGood: false)
        }
        return Answer("\(count) deliveries begin anew; a running daemon sees it within a minute\n")
    }

    /// `ratingwatch test-receiver NAME`.
    package func testReceiver(_ name: String) async throws -> Answer {
        guard let receiver = configuration.receivers.first(where: { $0.name == name }) else {
            let near = NearestName.of(name, among: configuration.receivers.map(\.name))
            return Answer(
                "", complaint: "there is no receiver \"\(name)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""),
                isGood: false)
        }
        let test = ReceiverTest(receiver: receiver, configuration: configuration)
        let answer = try await test.run(at: Date())
        if answer.isGood, let history = try historyToChange {
            // It takes alerts, whatever it said before.
            try await history.write("enable a receiver") { try $0.enable(receiver: name) }
        }
        return answer
    }
}
