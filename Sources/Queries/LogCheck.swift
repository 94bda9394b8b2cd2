import Configuration
import History
import Inspections
import Receivers
import Text

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
            let known = try await archive?.logEnds(receiver: receiver.name, path: log.path)
            let removed = LogHead(recorded: known?.removed)
            let verification = try LogVerifier(path: log.path).verify(
                expected: LogHead(recorded: known?.head), removed: removed)
            for file in verification.unchecked {
                report += "\(file): compressed, but not by gzip: it cannot be checked\n"
            }
            if let fault = verification.fault {
                report += "\(fault)\n"
                isGood = false
            } else if verification.files.isEmpty {
                report += "\(log.path): there is no log yet\n"
            } else {
                report +=
                    "\(log.path): good: \(verification.lines.counted("alert")), nothing edited, removed or reordered"
                if removed.sequence > 0 {
                    report += "; it begins with alert \(verification.first), as `keep` asks"
                }
                report += "\n"
            }
        }
        self.report = report
        self.isGood = isGood
    }
}

extension Setup {
    /// `ratingwatch alerts verify`.
    package func verifyLogs() async throws -> Answer {
        let verification = try await LogCheck(configuration: configuration, archive: archive)
        return Answer(verification.report, isGood: verification.isGood)
    }
}
