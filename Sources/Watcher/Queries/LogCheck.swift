import History
import Inspections
import Receivers

/// Holds every jsonl log of the configuration against its hash chain.
struct LogCheck {
    /// One line a log, and one for each file that cannot be checked.
    let report: String
    let isGood: Bool

    /// What the history knows of a log's end, the log alone cannot prove; without a history it goes unchecked.
    init(configuration: Configuration, archive: Archive?) async throws {
        var report = ""
        var isGood = true
        for receiver in configuration.receivers {
            guard let log = receiver.receiver.log, log.format == .jsonl else { continue }
            let stored = try await archive?.logHead(receiver: receiver.name)
            let head = stored.map { LogHead(sequence: $0.sequence, hash: $0.hash) } ?? .none
            let verification = try LogVerifier(path: log.path).verify(expected: head)
            for file in verification.unchecked {
                report += "\(file): compressed, it cannot be checked\n"
            }
            if let fault = verification.fault {
                report += "\(fault)\n"
                isGood = false
            } else if verification.files.isEmpty {
                report += "\(log.path): there is no log yet\n"
            } else {
                report += "\(log.path): good: \(verification.lines) alerts, nothing edited, removed or reordered\n"
            }
        }
        self.report = report
        self.isGood = isGood
    }
}
