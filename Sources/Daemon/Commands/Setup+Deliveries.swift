import Configuration
import Foundation
import History
import Inspections
package import Queries
import Receivers
import Reports
import System
package import Text

extension Setup {
    /// `ratingwatch deliveries`; `print` gets the JSON lines as they are read, and is false where nobody reads on.
    package func deliveries(
        failed: Bool, receiver: String? = nil, format: DeliveriesFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        let receiver = try receiver.map { try known(receiver: $0).name }
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let report = DeliveriesReport(receivers: configuration.receivers, now: Date())
        var rows: [TextTable.Row] = []
        var last: DeliveryAccount?
        while case let page = try await archive.deliveries(failed: failed, receiver: receiver, after: last, limit: 500),
            !page.isEmpty
        {
            switch format {
            case .jsonl: if !print(report.lines(page)) { return Answer("", isGood: false) }
            case .table: rows += page.map(report.row)
            }
            last = page.last
        }
        let nothing =
            (failed ? "no delivery has failed" : "there was nothing to deliver yet")
            + (receiver.map { " to \($0)" } ?? "")
        return Answer(DeliveriesReport.table(rows).text(style), complaint: last == nil ? nothing : nil)
    }

    /// `ratingwatch redeliver`.
    package func redeliver(_ question: RedeliverQuestion) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        var alert: StoredAlert?
        if let asked = question.alert {
            switch try await history.read("look up an alert", { try AlertSearch(asked, in: $0) }) {
            case .found(let found): alert = found
            case .several: throw UnknownName(AlertSearch.ambiguity(asked), isWrongUsage: true)
            case .unknown(let last):
                return Answer("", complaint: AlertSearch.complaint(asked, last: last) + " is known", isGood: false)
            }
        }
        // Logs are written exactly once, so nothing is sent to them again.
        let receivers = configuration.receivers.filter { $0.receiver.messenger != nil }.map(\.name)
        let now = Date()
        let id = alert?.id
        let count = try await history.write("send deliveries again") {
            try $0.redeliver(
                alert: id, since: question.instant(now: now), failedOnly: question.failedOnly,
                receivers: receivers, at: now)
        }
        if count == 0 { return Answer("", complaint: question.nothing(of: alert), isGood: alert == nil) }
        return Answer("\(count.counted("delivery", "deliveries")) to be sent again; \(await wakeDeliveries())\n")
    }

    /// Has a running daemon look at once at what is to be delivered; says when it will be.
    func wakeDeliveries() async -> String {
        do throws(OperationError) {
            let answer = try await ControlClient(path: configuration.controlPath, file: file).ask(.deliver)
            return "the running daemon delivers " + (answer == ControlAnswer.good ? "now" : "within a minute")
        } catch {
            return error.cause == ControlClient.noDaemon
                ? "no daemon is running: it will deliver when it starts"
                : "the daemon could not be told (\(error.cause)): it will deliver within a minute"
        }
    }

    /// `ratingwatch test-receiver NAME`.
    package func testReceiver(_ name: String) async throws -> Answer {
        let receiver: ReceiverConfiguration
        do throws(UnknownName) {
            receiver = try known(receiver: name)
        } catch {
            return Answer("", complaint: error.description, isGood: false)
        }
        let test = ReceiverTest(
            receiver: receiver, configuration: configuration, names: ReaderNames(reports.catalogue))
        let answer = try await test.run(at: Date())
        if answer.isGood, let history = try historyToChange {
            // It takes alerts, whatever it said before.
            try await history.write("enable a receiver") { try $0.enable(receiver: receiver.name) }
            _ = await wakeDeliveries()
        }
        return answer
    }
}
